"""Two sound sites behind nginx, one with strange things in a page, and somebody else's host."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from support.commands import ENVIRONMENT
from support.nginx import free_ports, nginx
from support.sites import PINGSHI

SUB_PATH = "/zwgk/nianbao/"
REPORT = "reports/jia/2024/"
# What somebody may have got into a page. Each would run, load, or change how the page looks.
INJECTED = """
<script>document.body.dataset.stolen = "by a script";</script>
<img src="nowhere.png" onerror='document.body.dataset.stolen = "by a handler"' alt="">
<style>body { color: rgb(1, 2, 3) }</style>
<p id="styled" style="color: rgb(4, 5, 6)">text</p>
<script src="OTHER/evil.js"></script>
<link rel="stylesheet" href="OTHER/evil.css">
<iframe src="OTHER/"></iframe>
<form action="OTHER/take"><input name="a" value="b"><button id="send">send</button></form>
<a id="link" href="javascript:document.body.dataset.stolen='by a link'">link</a>
"""


class Sites(NamedTuple):
    county: str
    """The fictional county, at the root of its host; each address ends with a slash."""
    real: str
    """平氏镇's site, in a folder of its host, built for that address."""
    infected: str
    """The county with things in its home page."""
    other: str
    """Somebody else's host."""
    folders: dict[str, Path]
    """Folders of the first two sites."""


def built_for(address: str, folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)],
        cwd=PINGSHI,
        env={**ENVIRONMENT, "SITE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def infected(site: Path, folder: Path, other: str) -> Path:
    shutil.copytree(site, folder)
    home = folder / "index.html"
    page = home.read_text(encoding="utf-8")
    assert page.count("</main>") == 1
    home.write_text(page.replace("</main>", INJECTED.replace("OTHER", other) + "</main>"), encoding="utf-8")
    return folder


def elsewhere(folder: Path, county: str) -> Path:
    """Somebody else's pages, and what they would like to be loaded."""
    folder.mkdir()
    (folder / "index.html").write_text("somebody else", encoding="utf-8")
    (folder / "evil.js").write_text("document.body.dataset.stolen = 'from elsewhere'", encoding="utf-8")
    (folder / "evil.css").write_text("body { color: rgb(7, 8, 9) }", encoding="utf-8")
    for name in ("", "embed.html"):
        frame = (
            f'<!doctype html><link rel="icon" href="data:,"><iframe src="{county}{REPORT}{name}"></iframe>'
        )
        (folder / f"frames-{name or 'page'}").with_suffix(".html").write_text(frame, encoding="utf-8")
    return folder


@contextmanager
def served(county_folder: Path, folder: Path) -> Iterator[Sites]:
    """Serve all of them until the end of the block."""
    ports = free_ports(4)
    county, host, ill, other = (f"http://127.0.0.1:{port}" for port in ports)
    real = built_for(host + SUB_PATH, folder / "real")
    wrong = infected(county_folder, folder / "infected", other)
    elsewhere(folder / "other", county + "/")
    blocks = [
        f"root {county_folder}; include {county_folder}/nginx.conf;",
        f"location {SUB_PATH} {{ alias {real}/; include {real}/nginx.conf; }}",
        f"root {wrong}; include {wrong}/nginx.conf;",
        f"root {folder}/other;",
    ]
    with nginx(folder, list(zip(ports, blocks, strict=True))):
        folders = {"county": county_folder, "real": real}
        yield Sites(f"{county}/", host + SUB_PATH, f"{ill}/", f"{other}/", folders)
