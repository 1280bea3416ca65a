"""Golden cases of Word's automatic numbers: styles, lists and paragraphs, and the printed labels.

A line of `body` is `list/level text`, `style text`, `- text` without a number, or a paragraph's markup.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annual_reports.documents.word_numbering import Numbering
from annual_reports.documents.word_package import w
from annual_reports.documents.word_styles import Styles
from support.word_xml import NAMESPACES, paragraph

CASES = sorted((Path(__file__).parent / "word_numbers").glob("*.txt"))
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_labels_are_those_that_word_prints(case: Path):
    _, *cut = re.split(r"^=== (.*) ===\n", case.read_text("utf-8"), flags=re.MULTILINE)
    parts = dict(zip(cut[::2], cut[1::2], strict=True))
    styles = Styles.read(_root(parts["styles"]) if "styles" in parts else None)
    numbering = Numbering.read(_root(parts["numbering"]), styles)
    body = _root("".join(map(_paragraph, parts["body"].splitlines())))
    printed = [numbering.next(p) + _text(p) for p in body.iter(w("p"))]
    assert printed == parts["printed"].splitlines()
    assert numbering.told == parts.get("told", "").splitlines()


def test_there_are_enough_cases():
    assert len(CASES) >= 25


def _root(markup: str) -> ET.Element:
    return ET.fromstring(f"<root {_DECLARED}>{markup}</root>")


def _paragraph(line: str) -> str:
    if line.startswith("<"):
        return line
    kind, _, text = line.partition(" ")
    if "/" not in kind:
        return paragraph(text, style=kind.removeprefix("-"))
    list_id, level = kind.split("/")
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=numbered)


def _text(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t")))
