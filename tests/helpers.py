"""How tests run the real command and read what it made."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from annual_reports.findings import Finding, Severity

ROOT = Path(__file__).parent.parent
COUNTY = ROOT / "tests/sites/county"
REPORT = "docs/reports/pingshi/2024.md"
SEED = ROOT / "tests/golden/pingshi-2024.txt"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt"}
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}


def run_mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` as a user does."""
    return _run(folder, "-m", "mkdocs", *arguments)


DIVIDE = """
from annual_reports import parts
from mkdocs.__main__ import cli
parts.LARGEST, parts.TOWNS_IN_A_RUN = 800, 2
cli()
"""


def run_mkdocs_as_if_large(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` with pages that may be so small that every list is divided."""
    return _run(folder, "-c", DIVIDE, *arguments)


def run_command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `annual-reports` as a user does; it never shows a traceback."""
    done = _run(folder, "-m", "annual_reports", *arguments)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def written_report(body: str, **header: object) -> bytes:
    """A report of 示范镇 as a person would write it; null is left out."""
    keys: dict[str, object] = {
        "title": "报告",
        "year": 2024,
        "government": "demo",
        "issuers": ["示范镇"],
        **header,
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
    return "\n".join(["---", *lines, "---", "", body, ""]).encode()


def edit(project: Path, *changes: tuple[str, str], name: str = REPORT) -> None:
    """Change words of a file of a project; they must be there."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def serious(findings: Iterable[Finding]) -> list[Finding]:
    """Errors and warnings."""
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


class Handler(SimpleHTTPRequestHandler):
    """A silent file server."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


class Host(Handler):
    """A file server that does what web hosts do: it compresses text, and keeps connections open."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BinaryIO | None:
        file = self._file()
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (wanted and file.suffix in TEXT and file.is_file()):
            return super().send_head()
        body = gzip.compress(file.read_bytes(), mtime=0)  # without the time, the same bytes at each visit
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(file.stat().st_mtime))
        self.end_headers()
        return BytesIO(body)

    def _file(self) -> Path:
        path = Path(self.translate_path(self.path))
        return path / "index.html" if urlsplit(self.path).path.endswith("/") else path


@dataclass
class Html(HTMLParser):
    """A page as a parser sees it: its ids, its links, and the text of one element."""

    text_of: str = "body"
    """Class of the element whose text is wanted; `body` for the whole page."""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    _depth: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, page: str, text_of: str = "body") -> Html:
        """Parse a page."""
        parser = cls(text_of)
        parser.feed(page)
        return parser

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.links += [str(found[key]) for key in ("href", "src", "action") if found.get(key)]
        wanted = tag == self.text_of or self.text_of in (found.get("class") or "").split()
        if (self._depth or wanted) and tag not in ("br", "img", "input", "meta", "link", "hr", "wbr"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data
