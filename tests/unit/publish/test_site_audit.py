"""The last gate: each rule is told of a site with the problem, and of none without."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.publish.site_audit import audit_site
from support.sites import ROOT

PAGE = (
    '<!doctype html>\n<html lang="zh-CN">\n<head><title>页</title></head>\n<body>\n<p>甲</p>{}\n'
    "</body>\n</html>\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A sound site of one page."""
    (tmp_path / "index.html").write_text(PAGE.format(""), encoding="utf-8")
    (tmp_path / "figures.csv").write_text("甲,乙\n'=1,-5\n", encoding="utf-8")
    return tmp_path


def told(site: Path) -> list[tuple[str, str, int]]:
    return [(found.code, found.path, found.line) for found in audit_site(site)]


def test_a_sound_site_passes(site: Path):
    assert told(site) == []


@pytest.mark.parametrize("folder", ["site_folder", "county_folder"])
def test_the_sites_of_the_project_pass(folder: str, request: pytest.FixtureRequest):
    assert [str(found) for found in audit_site(request.getfixturevalue(folder))] == []


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<script>x()</script>", "site-script"),
        ('<script type="module">x()</script>', "site-script"),
        ('<script src="https://evil.example/x.js"></script>', "site-elsewhere"),
        ('<script src="//evil.example/x.js"></script>', "site-elsewhere"),
        ('<script src="x.js">', "site-markup"),
        ('<script type="application/ld+json">{"a": "<b>"}</script>', "site-markup"),
        ('<b onclick="x()">甲</b>', "site-script"),
        ('<b ONCLICK="x()">甲</b>', "site-script"),
        ("<b onclick=x()>甲</b>", "site-markup"),
        ("<b title='x'>甲</b>", "site-markup"),
        ('<img src="x"onerror="x()">', "site-markup"),
        ('<b title="a<b">甲</b>', "site-markup"),
        ("<!-- a --!> b -->", "site-markup"),
        ("<![CDATA[x]]>", "site-markup"),
        ("3 < 5", "site-markup"),
        ("<textarea><b>甲</b></textarea>", "site-markup"),
        ('<a href="javascript:x()">甲</a>', "site-script"),
        ('<a href=" JavaScript:x()">甲</a>', "site-script"),
        ('<a href="java&#9;script:x()">甲</a>', "site-script"),
        ('<a href="vbscript:x">甲</a>', "site-script"),
        ('<a href="data:text/html,x">甲</a>', "site-script"),
        ('<svg><a xlink:href="javascript:x()"></a></svg>', "site-script"),
        ('<button formaction="javascript:x()">甲</button>', "site-script"),
        ('<form action="https://evil.example/"></form>', "site-elsewhere"),
        ('<link rel="stylesheet" href="https://evil.example/x.css">', "site-elsewhere"),
        ('<img src="https://evil.example/x.png" alt="">', "site-elsewhere"),
        ('<img src="x.png" srcset="x.png 1x, //evil.example/x.png 2x" alt="">', "site-elsewhere"),
        ('<video poster="//evil.example/x.png"></video>', "site-elsewhere"),
        ('<svg><use href="https://evil.example/x.svg#a"/></svg>', "site-elsewhere"),
        ('<iframe src="x.html"></iframe>', "site-frame"),
        ('<object data="x.pdf"></object>', "site-frame"),
        ('<embed src="x.pdf">', "site-frame"),
        ('<base href="/x/">', "site-frame"),
        ('<p srcdoc="x">甲</p>', "site-frame"),
        ('<meta http-equiv="refresh" content="0; url=../2024/">', "site-frame"),
        ('<meta http-equiv="Set-Cookie" content="a=b">', "site-frame"),
        ('<p style="position:fixed">甲</p>', "site-style"),
        ("<style>p { color: red }</style>", "site-style"),
        ("<p>见 file:///srv/x</p>", "site-path"),
        (f"<p>见 {ROOT}/hooks</p>", "site-path"),
        ('<link rel="stylesheet" rel="canonical" href="https://evil.example/x.css">', "site-markup"),
        ('<script type="text/javascript" type="application/json">alert(1)</script>', "site-markup"),
        ('<svg><image rel="canonical" href="https://evil.example/x.png"></image></svg>', "site-elsewhere"),
        ('<link rel="preload" imagesrcset="https://evil.example/x.png">', "site-elsewhere"),
        ('<svg><path fill="url(https://evil.example/x)"></path></svg>', "site-elsewhere"),
        ('<meta charset="iso-2022-jp">', "site-frame"),
    ],
)
def test_a_page_with_the_problem_is_told_with_its_line(site: Path, markup: str, code: str):
    (site / "index.html").write_text(PAGE.format(f"\n{markup}"), encoding="utf-8")
    found = told(site)
    assert (code, "index.html", 6) in found
    assert {each[0] for each in found} <= {code, "site-markup", "site-script"}


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://example.com/">甲</a><a href="mailto:a@example.com?subject=x&amp;body=y">乙</a>',
        '<script type="application/ld+json">{"a": "\\u003c/script>"}</script>',
        '<link rel="canonical" href="https://example.com/"><link rel="icon" href="data:,">',
        '<input type="radio" checked><br/><!-- 甲 -->',
        "<p>见 /reports/ 和 //home/ 页</p>",
    ],
)
def test_what_the_sites_have_passes(site: Path, markup: str):
    (site / "index.html").write_text(PAGE.format(markup), encoding="utf-8")
    assert told(site) == []


def test_only_the_page_that_leads_to_the_latest_report_leads_on_and_only_within_the_site(site: Path):
    page = site / "reports/jia/latest/index.html"
    page.parent.mkdir(parents=True)
    for address, codes in (
        ("../2024/", []),
        ("https://evil.example/", ["site-frame"]),
        ("javascript:x", ["site-frame"]),
    ):
        meta = f'<meta http-equiv="refresh" content="0; url={address}">'
        page.write_text(PAGE.format(meta), encoding="utf-8")
        assert [code for code, _, _ in told(site)] == codes


def test_the_sheet_of_the_page_for_other_systems_is_read_from_its_template(site: Path):
    template = (ROOT / "hooks/annual_reports/templates/embed.html").read_text(encoding="utf-8")
    sheet = template[template.index("<style>") : template.index("</style>")]
    page = site / "index.html"
    page.write_text(PAGE.format(f"{sheet}</style>"), encoding="utf-8")
    assert told(site) == []
    page.write_text(PAGE.format(f"{sheet}p {{}}</style>"), encoding="utf-8")
    assert [code for code, _, _ in told(site)] == ["site-style"]


@pytest.mark.parametrize(
    "name",
    [
        ".htaccess",
        ".git/config",
        "data/nginx.conf",
        "x.php",
        "x.html.bak",
        "CNAME",
        "x.map",
        "x.xml",
        "sub/sitemap.xml",
    ],
)
def test_a_file_that_no_site_of_ours_has_is_told(site: Path, name: str):
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("x", encoding="utf-8")
    assert told(site) == [("site-file", name, 1)]


def test_a_link_of_the_file_system_is_told_and_not_followed(site: Path):
    (site / "x.png").symlink_to("/etc/passwd")
    (site / "everything").symlink_to("/etc")
    assert told(site) == [("site-file", "everything", 1), ("site-file", "x.png", 1)]


def test_a_page_in_another_encoding_is_told(site: Path):
    (site / "index.html").write_bytes("网页".encode("gb18030"))
    assert told(site) == [("site-file", "index.html", 1)]


def test_a_script_must_be_the_themes_own_byte_for_byte(site: Path):
    own = (ROOT / "hooks/annual_reports/theme/assets/settings.js").read_bytes()
    (site / "assets").mkdir()
    (site / "assets/settings.js").write_bytes(own)
    assert told(site) == []
    (site / "assets/settings.js").write_bytes(own + b"x()")
    (site / "sw.js").write_bytes(own)
    assert told(site) == [("site-script", "assets/settings.js", 1), ("site-script", "sw.js", 1)]


@pytest.mark.parametrize(
    "rule",
    [
        '@import "x.css";',
        "b { background: url(//evil.example/x) }",
        "b { background: url('https://e.example/') }",
    ],
)
def test_a_sheet_that_loads_from_elsewhere_is_told(site: Path, rule: str):
    (site / "x.css").write_text(f"a {{}}\n{rule}\n", encoding="utf-8")
    assert told(site) == [("site-elsewhere", "x.css", 2)]


def test_a_drawing_that_runs_is_told(site: Path):
    (site / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg">\n<script/></svg>', encoding="utf-8")
    assert told(site) == [("site-script", "x.svg", 2)]


@pytest.mark.parametrize("cell", ["=1+1", '"=1+1"', "＝1+1", " +1+1", "@SUM(1)", "-1+1"])
def test_a_cell_that_a_spreadsheet_would_run_is_told(site: Path, cell: str):
    (site / "figures.csv").write_text(f"甲,乙\n1,{cell}\n", encoding="utf-8")
    assert told(site) == [("site-cell", "figures.csv", 2)]


def test_an_address_of_the_site_is_no_path_of_this_machine(site: Path):
    page = PAGE.format('<p>网址 <a href="/home/nianbao/">/home/nianbao/</a></p>')
    (site / "index.html").write_text(page, encoding="utf-8")
    assert told(site) == []


@pytest.mark.parametrize(("length", "codes"), [(200_000, []), (10_000_001, ["site-file"])])
def test_a_very_long_cell_is_no_traceback(site: Path, length: int, codes: list[str]):
    (site / "data").mkdir(exist_ok=True)
    (site / "data/long.csv").write_text(f"列\n{'长' * length}\n", encoding="utf-8")
    assert [code for code, _, _ in told(site)] == codes


def test_a_cell_is_judged_as_a_whole(site: Path):
    (site / "data").mkdir(exist_ok=True)
    (site / "data/table.csv").write_text('列\n"甲,=1+1"\n', encoding="utf-8")
    assert told(site) == []


def test_a_site_needs_a_front_page(site: Path, tmp_path: Path):
    (site / "附件 1.pdf").touch()
    assert told(site) == []
    (site / "index.html").unlink()
    assert told(site) == [("no-front-page", "index.html", 1)]
    assert told(tmp_path / "nowhere") == [("no-front-page", "index.html", 1)]


def test_a_name_that_lists_of_files_cannot_hold_is_told(site: Path):
    for name in ("a\\b.html", "c\nd.html", "e f.html"):
        (site / name).touch()
    assert told(site) == [
        ("file-name-cannot-travel", "a·b.html", 1),
        ("file-name-cannot-travel", "c·d.html", 1),
    ]
