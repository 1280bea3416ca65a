"""Each element has a treatment; what no list names is read and told."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from annual_reports.documents.word_elements import LISTS, inside, phrases, plain_text, q, treatment
from support.word_xml import NAMESPACES


def element(markup: str) -> ET.Element:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return ET.fromstring(f"<x {declared}>{markup}</x>")[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("w:r", ("run", "")),
        ("w:br", ("sign", "\n")),
        ("w:rPr", ("silent", "")),
        ("v:anything", ("walked", "")),
        ("w:wonder", ("read_and_told", "不认识的内容（wonder）{} 处，只读入了里面的文字")),
    ],
)
def test_elements_have_treatments(name: str, expected: tuple[str, str]):
    assert treatment(q(name)) == expected


def test_an_element_of_no_namespace_is_told():
    assert treatment("wonder")[0] == "read_and_told"


def test_each_phrase_counts_its_places():
    kinds = LISTS["kinds"]
    told = [p for kind in ("left_out", "note", "box", "graphic", "told") for p in kinds[kind].values()]
    told += [*LISTS["controls"].values(), *LISTS["fields_told"].values(), *LISTS["rows_left_out"].values()]
    assert all(phrase.format(3) != phrase for phrase in told)


def test_no_element_stands_in_two_lists():
    names = [
        one
        for kind in LISTS["kinds"].values()
        for name in kind
        for one in (name if isinstance(name, list) else [name])
    ]
    assert len(names) == len(set(names))


def test_controls_tell_what_fills_them():
    control = element("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr></w:sdt>")
    assert phrases(control) == [LISTS["controls"]["w:showingPlcHdr"]]
    assert phrases(element("<w:sdt><w:sdtPr><w:text/></w:sdtPr></w:sdt>")) == []


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("<mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback>", "新"),
        ("<mc:Choice/><mc:Fallback><w:t>旧</w:t></mc:Fallback>", "旧"),
        ("<mc:Choice/>", ""),
        ("", ""),
    ],
)
def test_one_form_of_several_is_read(forms: str, expected: str):
    assert plain_text(inside(element(f"<mc:AlternateContent>{forms}</mc:AlternateContent>"))) == expected
