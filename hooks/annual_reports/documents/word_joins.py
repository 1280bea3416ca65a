"""Join paragraphs of a Word document that are printed as one: a drop cap, a field's code over several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from xml.etree import ElementTree as ET

from annual_reports.documents.word_elements import SAYS, plain_text, q, treatment

_MOST = 10
"""Paragraphs over which the code of a field is followed; some fields never end."""


def join_paragraphs(root: ET.Element) -> dict[ET.Element, str]:
    """Join paragraphs in place; returns those that others were joined to, each with what is told of it."""
    joined: dict[ET.Element, str] = {}
    for parent in list(root.iter()):
        blocks = [child for child in parent if treatment(child.tag)[0] != "silent"]
        for index, block in enumerate(blocks):
            behind = takewhile(_is_paragraph, blocks[index + 1 : index + 1 + _MOST])
            others = list(behind) if _is_paragraph(block) else []
            if phrase := _phrase(block, others):
                _move(parent, block, others[0])
                joined.pop(block, None)
                joined[others[0]] = phrase
    return joined


def _is_paragraph(element: ET.Element) -> bool:
    return element.tag == q("w:p")


def _phrase(paragraph: ET.Element, others: Sequence[ET.Element]) -> str:
    """Return what is told if a paragraph is printed with the first of others behind it; else nothing."""
    if not others:
        return ""
    frame = paragraph.find(f"{q('w:pPr')}/{q('w:framePr')}")
    if frame is not None and frame.get(q("w:dropCap"), "none") != "none" and plain_text(paragraph).strip():
        return SAYS["drop_cap"]
    return SAYS["code_end"] if _ends_in_code(paragraph, others) else ""


def _ends_in_code(paragraph: ET.Element, others: Iterable[ET.Element]) -> bool:
    """Return True if a field's code begins in a paragraph and ends in one of those behind it."""
    shown: list[bool] = []
    _follow(paragraph, shown)
    for other in () if all(shown) else others:
        if _follow(other, shown):
            return False
        if all(shown):
            return True
    return False


def _follow(paragraph: ET.Element, shown: list[bool]) -> bool:
    """Follow the open fields, each with True in its result; returns True if words stand in a code."""
    has_words = False
    for part in paragraph.iter():
        kind = part.get(q("w:fldCharType")) if part.tag == q("w:fldChar") else ""
        if kind == "begin":
            shown.append(False)
        elif kind == "separate":
            shown[-1:] = [True for _ in shown[-1:]]
        elif kind == "end":
            shown[-1:] = []
        has_words = has_words or (part.tag == q("w:t") and not all(shown))
    return has_words


def _move(parent: ET.Element, paragraph: ET.Element, to: ET.Element) -> None:
    """Move what a paragraph holds to the beginning of another one."""
    start = 0 if to.find(q("w:pPr")) is None else 1
    to[start:start] = [child for child in paragraph if child.tag != q("w:pPr")]
    parent.remove(paragraph)
