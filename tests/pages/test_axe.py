"""No page type has accessibility errors: light and dark, on a phone and a desktop, in each mode."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from support.page_types import AT_THE_ROOT, PAGES

ALL = PAGES | AT_THE_ROOT
MODES = ("plain", "elder")
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)


class Reader(NamedTuple):
    """One reader's browser, which keeps its mode from page to page."""

    page: Page
    elder: bool
    complaints: list[str]

    def switch_on(self) -> None:
        """Switch on 长者模式 as a person does: once, for all following pages."""
        self.page.get_by_text("长者模式", exact=True).click()  # the box itself is seen as its label

    def turn_to(self, address: str) -> None:
        """Open a page; if it searches, wait for its results."""
        self.page.goto(address)
        if "?q=" in address:
            expect(self.page.locator("#ar-status")).not_to_be_empty()
        assert not self.complaints, "without its styles and scripts it is not the page that people see"
        for switch in self.page.locator("#ar-elder").all():
            expect(switch).to_be_checked(checked=self.elder)


@pytest.fixture(scope="module", params=list(product(MODES, SCHEMES)), ids="-".join)
def reader(request: pytest.FixtureRequest, browser: Browser, host: str) -> Iterator[Reader]:
    mode, scheme = request.param
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    reader = Reader(context.new_page(), mode == "elder", [])
    reader.page.on("response", lambda r: None if r.status < 400 else reader.complaints.append(r.url))
    reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
    if reader.elder:
        reader.page.goto(host)
        reader.switch_on()
    yield reader
    context.close()


@pytest.mark.parametrize("path", ALL.values(), ids=list(ALL))
def test_axe_finds_no_barrier(reader: Reader, host: str, path: str):
    """The page is loaded once and checked at each width, as when a phone is turned."""
    reader.complaints.clear()
    reader.turn_to(host + path)
    for width in WIDTHS:
        reader.page.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(reader.page)
        assert results.violations_count == 0, f"{width} pixels wide: {results.generate_report()}"
