"""Levels of headings and looks of runs by Word's styles."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from annual_reports.documents.word_styles import Styles
from support.word_xml import NAMESPACES

DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="公文标题一"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="out"><w:name w:val="二级"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="hid"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="chr"><w:name w:val="字"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def element(markup: str) -> ET.Element:
    return ET.fromstring(f"<root {DECLARED}>{markup}</root>")


KNOWN = Styles.read(element(STYLES))


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("", None),
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="own"/>', 1),
        ('<w:pStyle w:val="out"/>', 2),
        ('<w:pStyle w:val="T"/>', None),
        ('<w:pStyle w:val="missing"/>', None),
        ('<w:outlineLvl w:val="2"/>', 3),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', None),
    ],
)
def test_levels(properties: str, level: int | None):
    paragraph = element(f"<w:p><w:pPr>{properties}</w:pPr></w:p>")[0]
    assert KNOWN.level(paragraph) == level


@pytest.mark.parametrize(
    ("style", "run", "hidden"),
    [
        ("", "<w:vanish/>", True),
        ("", '<w:vanish w:val="0"/>', False),
        ("", '<w:rStyle w:val="chr"/>', True),
        ("hid", "", True),
        ("hid", '<w:vanish w:val="off"/>', False),
        ("hid", '<w:rStyle w:val="chr"/>', False),  # two kinds of style turn each other's switch (17.7.3)
    ],
)
def test_hidden_runs(style: str, run: str, hidden: bool):  # noqa: FBT001
    paragraph = element(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr>{run}</w:rPr></w:r></w:p>'
    )[0]
    assert KNOWN.looks(paragraph, paragraph[1]).hidden is hidden


def test_a_document_without_styles_has_plain_runs():
    paragraph = element("<w:p><w:r/></w:p>")[0]
    looks = Styles.read(None).looks(paragraph, paragraph[0])
    assert looks == (False, False, "", False, "")
