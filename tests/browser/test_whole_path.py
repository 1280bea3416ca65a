"""From a signed document to a page that search finds, by the real commands."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support.browser import Handler
from support.commands import run_command, run_mkdocs
from support.sites import SEED
from support.word_documents import word

DRAFT = "docs/reports/pingshi/2025.md"
SIGNED = (
    SEED.read_text(encoding="utf-8")
    .replace("2024", "2025")
    .replace("46号", "51号")
    .replace("526 余件", "613 余件")
)


def printed(browser: Browser, lines: list[str]) -> bytes:
    """The document as Word would print it: A4, paragraphs indented by two characters."""
    page = browser.new_page()
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    style = "p{font:16px/1.8 'Noto Sans CJK SC';text-indent:2em;margin:0;text-align:justify}"
    page.set_content(f"<style>{style}</style>{paragraphs}")
    data = page.pdf(format="A4", margin={"top": "30mm", "bottom": "30mm", "left": "28mm", "right": "26mm"})
    page.close()
    return data


def confirmed(draft: str) -> str:
    """The draft as a person hands it in: everything looked at, no promise answered."""
    lines = draft.split("\n")
    keep, skipping = [], False
    for line in lines:
        if line.startswith(("answers:", "to_confirm:")):
            skipping = True
        elif skipping and not line.startswith(" "):
            skipping = False
        if not skipping:
            keep.append(line)
    return "\n".join(keep)


@pytest.mark.parametrize("kind", ["docx", "pdf", "txt"])
def test_from_the_signed_document_to_search(browser: Browser, project: Path, tmp_path: Path, kind: str):
    lines = [line for line in SIGNED.splitlines() if line.strip()]
    make = {
        "docx": lambda: word(lines),
        "txt": lambda: SIGNED.encode("gb18030"),
        "pdf": lambda: printed(browser, lines),
    }
    (project / f"签发稿.{kind}").write_bytes(make[kind]())
    done = run_command(project, "import", f"签发稿.{kind}", "--government", "pingshi", "--year", "2025")
    assert done.returncode == 0, done.stderr
    assert "认出 7 项数据" in done.stdout
    draft = project / DRAFT
    draft.write_text(confirmed(draft.read_text(encoding="utf-8")), encoding="utf-8")
    checked = run_command(project, "check", DRAFT)
    assert checked.returncode == 0, checked.stdout
    built = run_mkdocs(project, "build", "--site-dir", str(tmp_path / "site"))
    assert built.returncode == 0, built.stderr
    handler = partial(Handler, directory=str(tmp_path / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/search/?q=613余件")
        expect(page.locator("#ar-results a").first).to_have_attribute(
            "href", re.compile("/reports/pingshi/2025/#s-[0-9a-f]{12}(-\\d+)?$")
        )
        page.close()
        server.shutdown()
