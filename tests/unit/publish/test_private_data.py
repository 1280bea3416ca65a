"""One look over what goes out: each place in which personal data may stand, and its innocent twin."""

from __future__ import annotations

import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from annual_reports.publish import private_data
from annual_reports.publish.private_data import look_over
from support.sites import COUNTY

PHONE = "13812345678"
PAGE = "<!doctype html>\n<html><head><title>页</title></head><body>\n{}\n</body></html>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "about").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE.format("<p>甲</p>"), encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Sources without anything personal."""
    folder = tmp_path / "project"
    shutil.copytree(COUNTY / "data", folder / "data")
    (folder / "docs/about").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: 甲\n", encoding="utf-8")
    return folder


def told(site: Path, root: Path) -> list[tuple[str, str]]:
    return [(found.code, f"{found.path}:{found.line}:{found.column}") for found in look_over(site, root)]


def codes(site: Path, root: Path, markup: str) -> list[str]:
    (site / "index.html").write_text(PAGE.format(markup), encoding="utf-8")
    return [code for code, _ in told(site, root)]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>联系人张三，13812345678</p>",
        "<p>１３８１２３４５６７８</p>",
        "<p>138<b>1234</b>5678</p>",
        "<p>138<span class='x'>1<i>234</i></span>5678</p>",
        "<p>13812345678<sup>1</sup></p>",
        "<p>注<sup>2</sup>13812345678</p>",
        "<p>138&nbsp;1234&nbsp;5678</p>",
        "<p>138&#8203;1234&#x200b;5678</p>",
        "<p>138\u200b1234\u20605678</p>",
        "<p>138\u00ad12345678</p>",
        "<p>138\u20091234\u202f5678</p>",
        "<p>&#49;3812345678</p>",
        "<p>١٣٨١٢٣٤٥٦٧٨</p>",
        '<img src="x.png" alt="张三 13812345678">',
        '<a title="13812345678" href="./">甲</a>',
        '<a href="tel:+8613812345678">甲</a>',
        '<a href="tel:%31%33812345678">甲</a>',
        '<a href="?phone=%EF%BC%91%EF%BC%93812345678">甲</a>',
        '<meta name="description" content="13812345678">',
        "<!-- 张三 13812345678 -->",
        '<script type="application/ld+json">{"telephone": "13812345678"}</script>',
        '<script type="application/json">{"a": "\\u0031\\u00338 1234 5678"}</script>',
        '<svg><text x="1">138<tspan>1234</tspan>5678</text></svg>',
        "<svg><desc>13812345678</desc></svg>",
        '<div data-note="13812345678" aria-label="甲"></div>',
    ],
)
def test_a_number_is_found_however_a_page_holds_it(site: Path, root: Path, markup: str):
    assert codes(site, root, markup) == ["maybe-private-words"]


@pytest.mark.parametrize(
    "markup",
    [
        '<svg><path d="M138 1234 5678"/><polyline points="138 1234 5678"/></svg>',
        '<svg viewBox="138 1234 5678 1"><g transform="translate(138 1234 5678)"/></svg>',
        "<p>13812345678a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c</p>",
        '<a href="2024-13812345678a1bc0.pdf">PDF</a>',
        "<table><tr><td>138</td><td>1234</td><td>5678</td></tr></table>",
        "<p>投入资金13812345678元</p>",
        "<p>138****5678</p>",
        '<link href="assets/13812345678abc1d/base.css">',
        "<table><tr><td>举报电话</td>\n<td>0377-68219001</td></tr></table>",
        "<p>举报<b>电话</b>：0377-<b>68219001</b></p>",
        "<p>126.59<b>138</b></p>",
    ],
)
def test_numbers_of_machines_and_of_money_are_none(site: Path, root: Path, markup: str):
    assert codes(site, root, markup) == []


@pytest.mark.parametrize("folder", ["site_folder", "county_folder", "divided_folder"])
def test_the_sites_of_the_project_are_clean(folder: str, root: Path, request: pytest.FixtureRequest):
    assert [str(found) for found in look_over(request.getfixturevalue(folder), root)] == []


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("about/名单.csv", "姓名,电话\n张三,13812345678\n"),
        ("about/名单.txt", "张三 138 1234 5678"),
        ("data/x.json", '{"phone": "\\u0031\\u0033812345678"}'),
        ("data/x.jsonl", '{"a": 1}\n{"phone": "13812345678"}\n'),
        ("feed.xml", "<feed><title>138<![CDATA[12345678]]></title><b>13812345678</b></feed>"),
        ("icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>13812345678</title></svg>"),
    ],
)
def test_other_text_files_are_looked_at(site: Path, root: Path, path: str, content: str):
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_text(content, encoding="utf-8")
    assert {code for code, _ in told(site, root)} == {"maybe-private-words"}


def test_a_table_as_chinese_programs_write_it(site: Path, root: Path):
    (site / "a.csv").write_bytes("姓名,电话\n张三,１３８１２３４５６７８\n".encode("gb18030"))
    assert [code for code, _ in told(site, root)] == ["maybe-private-words"]


@pytest.mark.parametrize(
    "name", ["张三13812345678.pdf", "１３８１２３４５６７８.png", "138 1234 5678.txt", "%31%33812345678.csv"]
)
def test_a_file_name_is_looked_at(site: Path, root: Path, name: str):
    (site / "about" / name).write_bytes(b"")
    assert told(site, root) == [("maybe-private-words", f"about/{name}:1:1")]


def test_a_finding_names_the_source(site: Path, root: Path):
    (root / "docs/about/index.md").write_text("# 关于\n\n电话 138**1234**5678\n", encoding="utf-8")
    (site / "about/index.html").write_text(PAGE.format("138<b>1234</b>5678"), encoding="utf-8")
    (root / "data/withdrawn.yml").write_text(
        "jia/2020:\n  date: 2025-01-01\n  reason: 有李四的电话13912345678\n", encoding="utf-8"
    )
    (site / "index.html").write_text(PAGE.format("有李四的电话13912345678"), encoding="utf-8")
    assert set(told(site, root)) == {
        ("maybe-private-words", "docs/about/index.md:3:4"),
        ("maybe-private-words", "data/withdrawn.yml:3:17"),
    }


def test_a_number_on_many_pages_is_told_once(site: Path, root: Path):
    for name in ("index.html", "about/index.html"):
        (site / name).write_text(PAGE.format("<p>13812345678</p>"), encoding="utf-8")
    assert len(told(site, root)) == 1


def test_a_line_that_was_seen_before_still_explains_the_next(site: Path, root: Path):
    rows = "<tr>\n<td>举报电话</td>\n<td>专线</td>\n<td>{}</td>\n</tr>"
    (site / "about/index.html").write_text(PAGE.format(rows.format("12345")), encoding="utf-8")
    assert codes(site, root, rows.format("0377-68219001")) == []


def test_a_telephone_that_is_confirmed_passes_and_a_mobile_number_never_does(site: Path, root: Path):
    assert codes(site, root, "<p>张三，0377-68219001</p>") == ["maybe-private-words"]
    (found,) = look_over(site, root)
    example = found.hint.partition("例如 ")[2]
    (root / "data/acknowledged.yml").write_text(example + "\n", encoding="utf-8")
    assert codes(site, root, "<p>张三，0377-6821<b>9001</b></p>") == []
    assert codes(site, root, "<p>张三，0377-68219002</p>") == ["maybe-private-words"]
    (root / "data/acknowledged.yml").write_text(
        f'- {{file: docs/index.md, quote: "{PHONE}", reason: 公开}}\n', encoding="utf-8"
    )
    assert codes(site, root, f"<p>投诉人张三{PHONE}</p>") == ["private-words"]


def test_what_reports_confirm_is_asked_for_only_if_there_is_something_to_confirm(site: Path, root: Path):
    assert list(look_over(site, root, pytest.fail)) == []
    (site / "index.html").write_text(PAGE.format("李四，0377-68219001"), encoding="utf-8")
    assert list(look_over(site, root, lambda: ["司法所电话0377-68219001"])) == []


def test_the_publishers_own_telephone_is_public(site: Path, root: Path):
    text = (root / "data/site.yml").read_text(encoding="utf-8")
    (root / "data/site.yml").write_text(text.replace("演示数据，没有电话", "0377-68219001"), encoding="utf-8")
    assert codes(site, root, "<p>联系电话 0377-68219001</p>") == []


def test_an_unchanged_file_is_not_looked_at_twice(site: Path, root: Path, monkeypatch: pytest.MonkeyPatch):
    assert told(site, root) == []
    read: list[str] = []

    def read_contents(path: str, data: bytes) -> private_data.Contents:
        read.append(path)
        return private_data.Contents(data.decode())

    monkeypatch.setattr(private_data, "read_contents", read_contents)
    assert told(site, root) == []
    assert read == []
    (site / "a.txt").write_text(f"张三{PHONE}", encoding="utf-8")
    assert len(told(site, root)) == 1
    assert len(told(site, root)) == 1
    assert set(read) == {"a.txt"}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"rules": 1}', b"\xff", b'{"rules": null, "clean": 5}'])
def test_a_damaged_list_of_clean_files_is_no_list(site: Path, root: Path, content: bytes):
    told(site, root)
    remembered = root / ".cache/looked.json"
    whole = json.loads(remembered.read_bytes())
    remembered.write_bytes(content)
    (site / "a.txt").write_text(PHONE, encoding="utf-8")
    assert len(told(site, root)) == 1
    (site / "a.txt").unlink()
    assert told(site, root) == []
    assert json.loads(remembered.read_bytes()) == whole


def test_a_site_without_its_sources_leaves_nothing_behind(site: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert list(look_over(site, elsewhere)) == []
    assert list(elsewhere.iterdir()) == []
    (site / "a.txt").write_text(PHONE, encoding="utf-8")
    assert told(site, elsewhere) == [("maybe-private-words", "a.txt:1:1")]


def office(**parts: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


def test_office_documents_are_looked_into(site: Path, root: Path):
    run = "<w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>12345678</w:t></w:r></w:p>"
    (site / "about/a.docx").write_bytes(office(**{"word/document.xml": f"<w:d>{run}</w:d>"}))
    assert [code for code, _ in told(site, root)] == ["maybe-private-words"]


@pytest.mark.parametrize(
    ("creator", "expected"),
    [
        ("王小明", ["person-in-properties"]),
        ("示范县司法局", []),
        ("Administrator", []),
        ("Microsoft Office User", []),
        ("", []),
    ],
)
def test_the_author_of_an_office_document(site: Path, root: Path, creator: str, expected: list[str]):
    core = f"<cp:coreProperties><dc:creator>{creator}</dc:creator></cp:coreProperties>"
    (site / "about/a.xlsx").write_bytes(office(**{"docProps/core.xml": core}))
    assert [code for code, _ in told(site, root)] == expected
    if expected:
        (found,) = look_over(site, root)
        example = found.hint.partition("例如 ")[2]
        (root / "data/acknowledged.yml").write_text(example + "\n", encoding="utf-8")
        assert told(site, root) == []


def test_a_photograph_with_its_place(site: Path, root: Path):
    made = Image.Exif()
    made.get_ifd(0x8825).update({1: "N", 2: (33.0, 1.0, 2.5)})
    (root / "docs/about/a.jpg").write_bytes(b"")
    Image.new("RGB", (8, 8)).save(site / "about/a.jpg", exif=made)
    assert told(site, root) == [("trace-in-properties", "docs/about/a.jpg:1:1")]
    Image.new("RGB", (8, 8)).save(site / "about/a.jpg")
    assert told(site, root) == []


def test_an_old_word_document_is_searched_for_its_characters(site: Path, root: Path):
    (site / "a.doc").write_bytes(
        b"\xd0\xcf\x11\xe0" + "联系人张三13812345678".encode("utf-16-le") + b"\0" * 9
    )
    assert [code for code, _ in told(site, root)] == ["maybe-private-words"]
