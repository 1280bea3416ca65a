"""Takes the pictures that README.md shows, of the fictional county: `make pictures`."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

SETTLED = 800
"""Milliseconds after which nothing moves any more."""
HERE = Path(__file__).parent / "pictures"


class Picture(NamedTuple):
    """What to take."""

    page: str
    at: str
    """Selector of what stands at the top; empty for the top of the page."""
    size: tuple[int, int]


PICTURES = {
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
        for name, (path, at, (width, height)) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            if at:
                page.locator(at).evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top - 110)")
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=HERE / name)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
