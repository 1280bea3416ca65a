"""Text, structure and language of printed documents, as PDF readers see them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from annual_reports.analysis.collection import Collection
from annual_reports.domain.model import Report
from annual_reports.pdf.printer import Printer
from support.pdf_page import read

NOTE = "本件由网站按公布的文本排印，没有印章，以原件为准。"


def text_of(document: PdfReader) -> str:
    """Return a document's text without white space and page numbers."""
    pages = (re.sub(r"— \d+ —\s*$", "", page.extract_text()) for page in document.pages)
    return "".join("".join(pages).split())


def expected(report: Report) -> str:
    body = re.sub(r"^#+ ", "", report.body, flags=re.MULTILINE)
    head = [report.letterhead, report.document_number, report.title]
    if report.letterhead is None:
        head = [report.title, report.document_number]
    parts = (*head, body, *report.signature, NOTE)
    return "".join("".join(part for part in parts if part).split())


def test_the_text_of_the_real_report_can_be_copied(press, real_report: Report):
    assert text_of(read(press(real_report))) == expected(real_report)


def test_the_text_of_the_countys_reports_can_be_copied(press, county: Collection):
    for report in county.reports:
        assert text_of(read(press(report))) == expected(report)


def test_a_made_up_document_says_so_on_every_sheet_above_its_text(press, real_report: Report):
    plain, noted = (read(press(real_report, notice)) for notice in (None, "演示数据"))
    assert len(plain.pages) == len(noted.pages), "the notice takes no room"
    for page in noted.pages:
        assert page.extract_text().count("演示数据") == 1
    assert text_of(noted).replace("演示数据", "") == text_of(plain)


def test_it_is_tagged(press, real_report: Report):
    root: Any = read(press(real_report)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = set(kinds(root["/StructTreeRoot"]))
    assert {"/Document", "/H1", "/H2", "/H3", "/P"} <= tags
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def kinds(node: Any) -> Any:
    """Yield the kinds of the elements below a node of the structure tree."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element["/S"]
            yield from kinds(element)


def test_it_says_what_it_is(press, real_report: Report):
    document = read(press(real_report))
    assert document.metadata
    assert document.metadata.title == real_report.title
    assert document.metadata.author == "中共平氏镇委员会、平氏镇人民政府"
    assert document.metadata.creation_date is None, "the report does not say when it was published"
    headings = [str(item.title) for item in document.outline if not isinstance(item, list)]
    assert headings == ["".join(document.metadata.title)]


def test_nothing_is_fetched(machine: Printer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    asked: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda *told: asked.append(told))
    picture = tmp_path / "a.svg"
    picture.write_text('<svg xmlns="//svg"/>', encoding="utf-8")
    sources = ("http:" + "//127.0.0.1:9/a.png", picture.as_uri())
    for source in sources:
        assert b"/Image" not in machine.pdf(f'<p>字<img src="{source}" alt=""></p>')
    assert asked == []


def test_its_fonts_are_in_it(press, real_report: Report):
    for page in read(press(real_report)).pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_same_report_same_bytes(press, real_report: Report):
    assert press(real_report) == press(real_report)


def test_no_line_begins_with_a_mark_that_ends_something(press, real_report: Report):
    for page in read(press(real_report)).pages:
        assert not [
            line for line in page.extract_text().split("\n") if line[:1] in tuple("，。、；：？！》）”")
        ]


@pytest.mark.parametrize("absent", ["文件", "〔", "None"])
def test_what_is_null_is_not_printed(press, write, absent: str):
    assert absent not in text_of(read(press(write("正文。"))))
