"""Text of a paragraph, and what of it is told; the golden cases of Word documents say the rest."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from annual_reports.documents.word_elements import LISTS
from annual_reports.documents.word_styles import Styles
from annual_reports.documents.word_text import ParagraphText, Surroundings
from support.word_xml import NAMESPACES


def read(markup: str, related: dict[str, str] | None = None) -> ParagraphText:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return ParagraphText.read(
        ET.fromstring(f"<w:p {declared}>{markup}</w:p>"), Surroundings(Styles.read(None), related or {})
    )


@pytest.mark.parametrize("kind", sorted(LISTS["kinds"].keys() - {"walked", "silent", "sign"}))
def test_each_kind_of_element_in_the_lists_has_a_method(kind: str):
    assert hasattr(ParagraphText, f"_{kind}")


def test_runs_that_word_cut_are_told_as_one():
    cut = "".join(f"<w:r><w:rPr><w:strike/></w:rPr><w:t>{sign}</w:t></w:r>" for sign in "612")
    found = read(f"<w:r><w:t>办理</w:t></w:r>{cut}<w:r><w:t>526件</w:t></w:r>")
    assert "".join(found.pieces) == "办理526件"
    assert [(e.start, e.words) for e in found.events] == [(2, "612")]


def test_a_note_is_told_once():
    related = {"footnoteReference 2": "含简易程序。"}
    found = read('<w:r><w:footnoteReference w:id="2"/></w:r>', related)
    assert [e.words for e in found.events] == ["含简易程序。"]
    assert not related


@pytest.mark.parametrize("char", ["", "zz", "D800", "F07F", "110000000", "0000"])
def test_a_symbol_that_cannot_be_read_is_told(char: str):
    found = read(f'<w:r><w:sym w:font="Wingdings" w:char="{char}"/></w:r>')
    assert (found.pieces, len(found.events)) == ([], 1)


def test_boxes_are_handed_on():
    found = read("<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>")
    assert len(found.boxes) == 1
