"""Behind a real nginx, in Chromium: the right headers everywhere, and a policy that bites only strangers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers import COUNTY, ENVIRONMENT, ROOT, SEED, contents
from page_types import AT_THE_ROOT, PAGES
from web import free_ports, get, nginx

SUB_PATH = "/zwgk/nianbao/"
TEXT = "text/{}; charset=utf-8"
ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'self'"
)
LASTING = "public, max-age=31536000, immutable"
REPORT = "reports/jia/2024/"
WATCH = """
  addEventListener("securitypolicyviolation", e => told(`${e.violatedDirective} ${e.blockedURI}`));
"""
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
REFUSED = {
    "script-src-elem inline",
    "script-src-attr inline",
    "style-src-elem inline",
    "style-src-attr inline",
    "script-src-elem OTHER/evil.js",
    "style-src-elem OTHER/evil.css",
    "frame-src OTHER",
}


SMALLEST_PACKED = 256
"""Bytes."""


class Sites(NamedTuple):
    county: str
    """The fictional county, at the root of its host; each address ends with a slash."""
    real: str
    """The real site, in a folder of its host, built for that address."""
    infected: str
    """The county with things in its home page."""
    other: str
    """Somebody else's host."""
    folders: dict[str, Path]
    """Where the first two lie."""


def built_for(address: str, folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
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


@pytest.fixture(scope="module")
def sites(county_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    folder = tmp_path_factory.mktemp("hosts")
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


@pytest.fixture
def told() -> list[str]:
    """What the browser tells of: what the policy refused, errors on the console, answers that are errors."""
    return []


@pytest.fixture
def visitor(browser: Browser, told: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.expose_function("told", lambda said: told.append(said))  # noqa: PLW0108  # it must have a signature
    opened.add_init_script(WATCH)
    opened.on("pageerror", lambda error: told.append(f"error: {error}"))
    opened.on("console", lambda said: told.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("response", lambda r: told.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    yield opened
    context.close()


def one(site: Path, pattern: str) -> str:
    return min(path.relative_to(site).as_posix() for path in site.glob(pattern))


@pytest.mark.parametrize("which", ["county", "real"])
def test_each_file_is_served_with_what_belongs_to_it(sites: Sites, which: str):
    site, address = sites.folders[which], getattr(sites, which)
    lasting = [
        (one(site, "assets/*/base.css"), TEXT.format("css"), LASTING),
        (one(site, "assets/*/settings.js"), TEXT.format("javascript"), LASTING),
        (one(site, "assets/*/icon.svg"), "image/svg+xml; charset=utf-8", LASTING),
    ]
    named = [
        ("", TEXT.format("html"), "no-cache"),
        ("data/figures.csv", TEXT.format("csv"), "no-cache"),
        ("data/figures.json", "application/json; charset=utf-8", "no-cache"),
        ("data/ledger.jsonl", "application/x-ndjson; charset=utf-8", "no-cache"),
        ("search/index/pages.bin", "application/octet-stream", "no-cache"),
        ("sitemap.xml", TEXT.format("xml"), "no-cache"),
        ("sitemap.xml.gz", "application/gzip", "no-cache"),
    ]
    for path, kind, kept in [*lasting, *named]:
        answer = get(address + path, Accept_Encoding="gzip")
        assert (answer.status, answer.headers["Content-Type"]) == (200, kind), path
        assert answer.headers.get_all("Cache-Control") == [kept], path
        assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
        assert answer.headers.get_all("Content-Security-Policy") == [POLICY]
        large = (site / (path or "index.html")).stat().st_size >= SMALLEST_PACKED
        assert (answer.headers["Content-Encoding"] == "gzip") == ("charset" in kind and large), path


def test_the_index_of_search_is_kept_for_good(sites: Sites):
    answer = get(sites.county + one(sites.folders["county"], "search/index/*/keys/0.bin"))
    assert answer.headers["Cache-Control"] == LASTING


def test_a_page_that_was_kept_is_asked_for_again_and_not_sent_again(sites: Sites):
    first = get(sites.county)
    again = get(sites.county, If_None_Match=first.headers["ETag"])
    assert (again.status, again.headers["Cache-Control"]) == (304, "no-cache")


def test_only_the_bare_report_may_be_framed(sites: Sites):
    policy = get(f"{sites.county}{REPORT}embed.html").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'; style-src 'sha256-" in policy
    assert "frame-ancestors 'self'" in get(f"{sites.county}{REPORT}").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        *("nowhere/", "nowhere.csv", "assets/0123456789ab/gone.css", "search/index/0123456789ab/keys/0.bin"),
        *("_headers", "nginx.conf", ".git/config", "reports/.htaccess", "assets/", "reports/jia/2024/x.html"),
    ],
)
@pytest.mark.parametrize("which", ["county", "real"])
def test_what_is_not_there_is_said_with_our_own_page_and_never_kept(sites: Sites, which: str, path: str):
    answer = get(getattr(sites, which) + path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == TEXT.format("html")
    assert answer.headers["Cache-Control"] is None
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_folder_without_its_slash_is_led_there_whatever_the_host_is_called(sites: Sites):
    answer = get(f"{sites.county}reports")
    assert (answer.status, answer.headers["Location"]) == (301, "/reports/")
    assert get(f"{sites.real}reports").headers["Location"] == f"{SUB_PATH}reports/"


@pytest.mark.parametrize("path", [*PAGES.values(), *AT_THE_ROOT.values()], ids=[*PAGES, *AT_THE_ROOT])
def test_no_page_type_is_refused_anything(visitor: Page, told: list[str], sites: Sites, path: str):
    visitor.goto(sites.county + path, wait_until="networkidle")
    expect(visitor.locator("body")).to_be_visible()
    assert not told


def test_no_page_of_the_real_site_is_refused_anything(visitor: Page, told: list[str], sites: Sites):
    pages = [path for path in contents(sites.folders["real"]) if path.endswith(".html")]
    assert len(pages) > 20
    for path in pages:
        visitor.goto(sites.real + path.removesuffix("index.html"), wait_until="load")
        if "/latest/" in path:  # it leads on by itself
            visitor.wait_for_url(lambda address: "/latest/" not in address)
        assert not told, path


def test_a_wrong_address_in_a_folder_gets_a_page_with_its_styles(
    visitor: Page, told: list[str], sites: Sites
):
    visitor.goto(f"{sites.real}reports/nowhere/deep/", wait_until="networkidle")
    expect(visitor.get_by_role("heading", name="没有这一页")).to_be_visible()
    assert told == [
        f"404 {sites.real}reports/nowhere/deep/",
        "Failed to load resource: the server responded with a status of 404 (Not Found)",
    ]


@pytest.mark.parametrize("which", ["county", "real"])
def test_search_finds(visitor: Page, told: list[str], sites: Sites, which: str):
    visitor.goto(getattr(sites, which) + "about/")
    visitor.locator(".ar-header-search input").fill("矛盾纠纷")
    visitor.keyboard.press("Enter")
    expect(visitor.locator("#ar-results li").first).to_contain_text("矛盾纠纷")
    assert not told


def test_the_desk_takes_a_text_and_gives_a_file(visitor: Page, told: list[str], sites: Sites, tmp_path: Path):
    visitor.goto(f"{sites.real}desk/")
    visitor.get_by_label("报告年度").fill("2025")
    visitor.get_by_label("在 Word 里按").fill(SEED.read_text(encoding="utf-8").replace("2024", "2025"))
    visitor.get_by_role("button", name="整理").click()
    for tick in visitor.locator("#desk-mends input").all():
        tick.check()
    with visitor.expect_download() as waiting:
        visitor.get_by_role("button", name="下载报告文件").click()
    waiting.value.save_as(tmp_path / "2025.md")
    assert "526 余件" in (tmp_path / "2025.md").read_text(encoding="utf-8")
    assert not told


def test_how_one_reads_is_chosen_and_kept(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(sites.county + REPORT)
    before = visitor.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    visitor.get_by_text("长者模式").click()
    visitor.get_by_text("特大", exact=True).click()
    visitor.get_by_role("button", name="深色").click()
    visitor.goto(f"{sites.county}about/")
    assert visitor.locator("#ar-elder").is_checked()
    after = visitor.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert after > before
    assert visitor.locator("html").get_attribute("data-size") == "largest"
    assert visitor.locator("#ar-dark").get_attribute("media") == "screen"
    assert not told


def test_buttons_of_a_report_work(visitor: Page, told: list[str], sites: Sites):
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    visitor.goto(sites.county + REPORT)
    visitor.get_by_role("button", name="朗读").click()
    expect(visitor.locator(".ar-settings")).to_be_visible()
    visitor.get_by_role("button", name="复制引用").click()
    expect(visitor.locator("#ar-citation-copied")).to_have_text("已复制")
    visitor.locator("button[data-print]").first.click()
    assert visitor.locator("html").get_attribute("data-printed") == "yes"
    assert not told


def test_the_chooser_shows_two_years(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.county}compare/")
    visitor.get_by_label("政府", exact=True).select_option(label="乙镇")
    visitor.locator("select[name=from]").select_option("2019")
    visitor.locator("select[name=to]").select_option("2024")
    visitor.get_by_role("button", name="对比").click()
    expect(visitor.locator("#ar-comparison").get_by_role("heading")).to_have_text("2024年与2019年")
    assert not told


def test_a_text_and_a_saved_page_are_checked(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.county}verify/")
    text = (COUNTY / "data/published/bing/2024-2.txt").read_text(encoding="utf-8")
    visitor.get_by_label("粘贴报告的全文").fill(text)
    visitor.get_by_role("button", name="核对", exact=True).click()
    expect(visitor.locator("#ar-verdict")).to_contain_text("全文一字不差")
    saved = sites.folders["county"] / REPORT / "index.html"
    visitor.locator("#ar-verify-file").set_input_files(saved)
    expect(visitor.locator("#ar-verdict")).to_contain_text("与公布的甲镇2024年报告相同")
    assert not told


def test_another_host_may_frame_the_bare_report_with_its_look(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.other}frames-embed.html", wait_until="networkidle")
    framed = visitor.frames[1]
    expect(framed.locator("h1")).to_contain_text("2024年")
    assert framed.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "center"
    assert not told


def test_another_host_may_frame_no_page(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.other}frames-page.html", wait_until="networkidle")
    assert visitor.frames[1].url == "chrome-error://chromewebdata/"
    assert re.search(r"frame-ancestors 'self'", " ".join(told)), told


def test_what_somebody_got_into_a_page_does_nothing(visitor: Page, told: list[str], sites: Sites):
    """The twin: the same site with a page in which strange things stand."""
    visitor.goto(sites.infected, wait_until="networkidle")
    visitor.evaluate("['#link', '#send'].forEach(which => document.querySelector(which).click())")
    visitor.wait_for_timeout(300)
    assert visitor.url == sites.infected
    assert visitor.locator("body").get_attribute("data-stolen") is None
    colours = visitor.evaluate(
        "['body', '#styled'].map(which => getComputedStyle(document.querySelector(which)).color)"
    )
    assert not {"rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"} & set(colours)
    other = sites.other.rstrip("/")
    refused = {line.strip() for line in told}
    wanted = {line.replace("OTHER", other) for line in REFUSED}
    assert wanted <= {line.rstrip("/") for line in refused}, refused
    assert [line for line in refused if line.startswith("form-action")]


def test_without_the_policy_it_would_do_what_it_wants(
    visitor: Page, sites: Sites, county_folder: Path, tmp_path: Path
):
    """And the twin's twin, so that the test above says something."""
    folder = infected(county_folder, tmp_path / "bare", sites.other.rstrip("/"))
    (port,) = free_ports(1)
    with nginx(tmp_path, [(port, f"root {folder};")]):
        visitor.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
        assert visitor.locator("body").get_attribute("data-stolen")
