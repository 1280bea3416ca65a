"""A report is small enough for a slow network and sends requests to its own host only."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

MOST = 250_000
"""Most bytes that a first visit may transfer, compressed as web hosts do."""
ICONS = "Promise.all([...document.querySelectorAll('link[rel~=icon]')].map(link => fetch(link.href)))"


def heaviest(site: Path) -> str:
    """Return the address of the largest report, below the site's own."""
    page = max(site.glob("reports/*/[0-9]*/index.html"), key=lambda path: path.stat().st_size)
    return f"{page.parent.relative_to(site).as_posix()}/"


def transferred(page: Page, address: str) -> int:
    """Return the bytes of a first visit. Chromium does not report the icon: it is fetched again."""
    sizes: list[float] = []
    session = page.context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    page.evaluate(ICONS)
    page.wait_for_load_state("networkidle")
    return round(sum(sizes))


@pytest.mark.parametrize(("built", "start"), [("county_folder", "address"), ("site_folder", "real")])
def test_the_largest_report_is_light(
    browser: Browser, server: str, built: str, start: str, request: pytest.FixtureRequest
):
    context = browser.new_context()
    strangers: list[str] = []

    def refuse(route: Route) -> None:
        strangers.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith((server, "data:")), refuse)
    path = heaviest(request.getfixturevalue(built))
    size = transferred(context.new_page(), request.getfixturevalue(start) + path)
    context.close()
    assert not strangers
    assert size <= MOST, f"{path}: {size} bytes"
