"""Take the screenshots for README.md and the guide from the fictional county's site: `make pictures`."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

SETTLED = 800
"""Milliseconds to wait until nothing moves any more."""
HERE = Path(__file__).parent / "pictures"
ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "tests/sites/county"
GUIDE = ROOT / "docs/guide"


class Picture(NamedTuple):
    """One picture: page, position and size."""

    page: str
    at: str
    """Selector of the element to scroll to; empty for the top of the page."""
    size: tuple[int, int]
    reading: str = "{}"
    """The reader's settings, as JSON in localStorage."""


PICTURES = {
    "report.png": Picture("reports/jia/2024/", "", (1280, 1100)),
    "document.png": Picture("reports/jia/2024/", "#document", (1280, 1100), '{"song": true}'),
    "night.png": Picture("", "", (390, 844), '{"tone": "dark"}'),
    "elder.png": Picture("reports/jia/2024/", "", (390, 844), '{"elder": true}'),
    "comparison.png": Picture("compare/jia/2023-2024/", "", (1280, 1480)),
    "indicator.png": Picture("indicators/disputes-examined/", "", (1280, 1000)),
    "wording.png": Picture("compare/jia/2023-2024/", "#wording", (1280, 900)),
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


def main(site: Path) -> None:
    """Take every picture of the built site."""
    HERE.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _desk(browser, f"http://127.0.0.1:{server.server_port}/desk/")
        for name, (path, at, (width, height), reading) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.add_init_script(f"localStorage.setItem('annual-reports.reading', '{reading}')")
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            if at:
                page.locator(at).evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top - 110)")
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=HERE / name)
        browser.close()
        server.shutdown()


def _desk(browser: Browser, address: str) -> None:
    """Take the pictures of the desk, filled with 甲镇's made-up report as if it were this year's."""
    page = browser.new_page(viewport={"width": 900, "height": 640})
    page.goto(address)
    page.get_by_label("在 Word 里按").fill(_signed(COUNTY / "docs/reports/jia/2024.md"))
    for name, at in (("desk-paste", "#desk-1"), ("desk-figures", "#desk-4"), ("desk-findings", "#desk-8")):
        page.locator(at).evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 70)")
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=GUIDE / f"{name}.png")
        if name == "desk-paste":
            page.get_by_role("button", name="整理").click()


def _signed(report: Path) -> str:
    """Return a report's title and text as staff paste them, with the next year in place of 2024."""
    header, body = report.read_text(encoding="utf-8").split("---\n", 2)[1:]
    title = re.search(r"^title: (.*)$", header, re.MULTILINE)
    text = f"{title[1] if title else ''}\n\n演示数据。{body.replace('#', '').strip()}"
    return text.replace("2024", "2025")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
