"""Harmless inputs, built by the real command and opened in Chromium without a Content-Security-Policy.

No script may run, neither on load nor when every element of every page is pointed at, clicked and focused. No
request goes to another host, no frame appears, and no element covers the page.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page

from annual_reports.publish.site_audit import audit_site
from annual_reports.sanitize.html import tokens
from hostile.cases import HARMLESS, Case, batches, project_of
from support.browser import Host
from support.commands import run_mkdocs
from support.html_page import Html

BATCHES = batches(HARMLESS)
LISTEN = """
window.hits = [];
window.pwned = () => window.hits.push("pwned()");
for (const name of ["alert", "confirm", "prompt", "open"]) {
  window[name] = () => window.hits.push(name);
}
window.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href], button, input, label, summary");
  if (link && link.protocol !== "javascript:") event.preventDefault();
}, true);
window.addEventListener("submit", (event) => event.preventDefault(), true);
"""
PROVOKE = """
() => {
  const wrong = [];
  const kinds = [
    "pointerover", "mouseover", "mouseenter", "mousemove", "pointerdown", "mousedown", "mouseup", "focus",
    "focusin", "blur", "keydown", "toggle", "error", "load", "animationstart", "transitionend", "wheel",
    "copy", "click",
  ];
  const schemes = ["http:", "https:", "mailto:", "tel:"];
  const frames = ["IFRAME", "OBJECT", "EMBED", "BASE", "FRAME", "APPLET"];
  for (const element of document.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (/^on|^style$/.test(attribute.name)) wrong.push(attribute.name + " on " + element.tagName);
    }
    if (element.protocol && !schemes.includes(element.protocol)) wrong.push(element.protocol);
    if (frames.includes(element.tagName)) wrong.push(element.tagName);
    if (element.tagName === "SCRIPT" && !element.src && !/json/.test(element.type)) wrong.push("script");
    const box = element.getBoundingClientRect();
    const look = getComputedStyle(element);
    const lies = ["fixed", "absolute"].includes(look.position) && look.visibility === "visible";
    const covers = box.width * box.height > innerWidth * innerHeight / 2;
    if (lies && covers) wrong.push("covers: " + element.outerHTML);
  }
  for (const element of document.querySelectorAll("main, main *")) {
    for (const kind of kinds) {
      element.dispatchEvent(new Event(kind, { bubbles: !/load|error/.test(kind), cancelable: true }));
    }
  }
  return [...wrong, ...window.hits];
}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[list[Case], Path]]:
    """Each batch of cases with the folder of the site that the real command built from it."""
    made = []
    for number, cases in enumerate(BATCHES):
        project = project_of(cases, tmp_path_factory.mktemp("harmless") / str(number))
        done = run_mkdocs(project, "build")
        assert done.returncode == 0, done.stderr
        made.append((cases, project / "site"))
    return made


@pytest.fixture(scope="module")
def served(sites: list[tuple[list[Case], Path]]) -> Iterator[list[str]]:
    """The address of each batch's site."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site))) for _, site in sites]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield [f"http://127.0.0.1:{server.server_port}/" for server in servers]
    for server in servers:
        server.shutdown()
        server.server_close()


def words(html: str) -> str:
    """Return a text without white space, which browsers and Markdown may change."""
    return re.sub(r"\s+", "", html)


def test_readers_see_what_was_written(sites: list[tuple[list[Case], Path]]):
    unseen = []
    for cases, site in sites:
        everything = ""
        for case in cases:
            if case.where in ("page", "whole-page", "body", "header"):
                text = words(Html.of((site / case.published).read_text(encoding="utf-8"), "ar-content").text)
                unseen += [case.id] if words(case.shown) not in text else []
            elif case.where == "data":
                pages = sorted(site.rglob("*.html"))
                texts = (words(Html.of(page.read_text(encoding="utf-8")).text) for page in pages)
                everything = everything or "".join(texts)
                unseen += [case.id] if words(case.shown) not in everything else []
    assert not unseen


def test_what_must_stay_at_home_stays_there(sites: list[tuple[list[Case], Path]]):
    hidden = [(case, site) for cases, site in sites for case in cases if case.facts.get("published") is False]
    assert hidden
    for case, site in hidden:
        assert not (site / case.source.removeprefix("docs/")).exists(), case.id
        assert not (site / case.published).exists(), case.id


RUNS = re.compile(r"[=+\-@\t\r＝＋－＠﹦﹢﹣﹫−]")
NUMBER = re.compile(r"-?\d+(\.\d+)?%?")


def test_no_cell_of_any_table_runs(sites: list[tuple[list[Case], Path]]):
    tables = [path for _, site in sites for path in site.rglob("*.csv")]
    cells = [
        cell
        for path in tables
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        for cell in row
    ]
    assert not [cell for cell in cells if RUNS.match(cell.lstrip(' "\u3000')) and not NUMBER.fullmatch(cell)]
    assert not [cell for cell in cells if "\n" in cell]
    written = {case.text for case in HARMLESS if case.where == "cell"}
    found = {cell.removeprefix("'") for cell in cells} | set(cells)
    assert {text for text in written if " ".join(text.split("\n")).strip() not in found} == set()


def test_the_last_gate_lets_them_pass(sites: list[tuple[list[Case], Path]]):
    assert [str(found) for _, site in sites for found in audit_site(site)] == []


def seen_by_lxml(html: str) -> list[tuple[str, dict[str, str]]]:
    elements = lxml.html.document_fromstring(
        html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    ).iter()
    return [
        (e.tag, {key: "" if key == value else value for key, value in e.attrib.items()})  # checked="checked"
        for e in elements
        if isinstance(e.tag, str)
    ]


def test_the_gate_sees_the_elements_that_another_parser_sees(sites: list[tuple[list[Case], Path]]):
    """lxml adds elements that a document lacks (tbody); the gate must have seen all others."""
    for _, site in sites:
        for path in site.rglob("*.html"):
            html = path.read_text(encoding="utf-8")
            judged = {(t.name, tuple(sorted(t.attributes))) for t in tokens(html) if t.name and not t.is_end}
            other = {(tag, tuple(sorted(attributes.items()))) for tag, attributes in seen_by_lxml(html)}
            assert {one for one in other if one not in judged and one[1]} == set(), path


@pytest.fixture
def watched(browser: Browser, served: list[str]) -> Iterator[Page]:
    """A browser page that fails the test on a dialog, a request to another host, a new window or a frame."""
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: None if r.url.startswith((*served, "data:,")) else wrong.append(r.url))
    page.on("frameattached", lambda frame: wrong.append(frame.url))
    context.on("page", lambda other: wrong.append(other.url))
    yield page
    context.close()
    assert not wrong


def test_nothing_runs_in_chromium(sites: list[tuple[list[Case], Path]], served: list[str], watched: Page):
    active = []
    count = 0
    for (_, site), address in zip(sites, served, strict=True):
        for path in sorted(site.rglob("*.html")):
            url = address + path.relative_to(site).as_posix()
            watched.goto(url, wait_until="load")
            if "/latest/" in url:
                watched.wait_for_url(lambda now: "/latest/" not in now)
            hits = watched.evaluate(PROVOKE)
            active += [(url, hits)] if hits else []
            count += 1
    assert not active
    assert count > len(HARMLESS)


def test_the_sweep_would_notice(served: list[str], watched: Page):
    """Counter-test: a page with each kind of attack that the sweep looks for."""
    watched.goto(served[0])
    for markup in (
        '<b onclick="pwned()">甲</b>',
        "<a href='javascript:pwned()'>甲</a>",
        "<a href='java&Tab;script:pwned()'>甲</a>",
        '<div style="position:fixed;inset:0">甲</div>',
        "<img src=x onerror=pwned()>",
    ):
        watched.evaluate("markup => { document.querySelector('main').innerHTML = markup }", markup)
        assert watched.evaluate(PROVOKE), markup


def test_columns_keep_their_sides_without_style_attributes(
    sites: list[tuple[list[Case], Path]], served: list[str], watched: Page
):
    """Columns of `:--` and `--:` in a written page, in a report and in its `embed.html`."""
    found = []
    for (cases, _), address in zip(sites, served, strict=True):
        for case in cases:
            if "|:--|--:|" in case.text:
                pages = [case.published, case.published.replace("index.html", "embed.html")]
                found += [address + page for page in pages[: 2 if case.where == "body" else 1]]
    assert len(found) == 3
    for url in found:
        watched.goto(url)
        cells = "cells => cells.map(cell => getComputedStyle(cell).textAlign)"
        assert watched.eval_on_selector_all("main tr:has(td.ar-right) td", cells) == ["left", "right"], url
