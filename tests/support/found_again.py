"""Compare what another program prints of a document with what was read of it and told about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from annual_reports.documents.paragraphs import SourceDocument
from annual_reports.domain.text import fold_digits

WORD = re.compile(r"词\d{4}")
_TABLE_MARKS = re.compile(r"\||(?<=\|) --- (?=\|)")
_FIELD_CODES = re.compile(r"""DOCPROPERTY"?甲"?|HYPERLINK""\\l"x\"""")
"""LibreOffice prints the codes of some fields where changes are tracked."""
_TWO_NUMBERS = re.compile(r"(?<=词\d{4})([^\[\]词]*)\[([^\[\]词]*)\]")
"""Beside tracked changes it prints the number without them and [the number with them]."""


def differences(printed: str, document: SourceDocument) -> Iterator[str]:
    """Yield each word that is lost, added or moved, each label or sign that differs, unless it is told."""
    lines = [*document.told, *(line for paragraph in document.paragraphs for line in paragraph.told)]
    told = {word for line in lines for word in WORD.findall(line)}
    both = _FIELD_CODES.sub("", fold_digits(_squeezed(printed)))
    there, other = _TWO_NUMBERS.sub(r"\1", both), _TWO_NUMBERS.sub(r"\2", both)
    here = _squeezed(fold_digits("\n".join(_TABLE_MARKS.sub("", p.text) for p in document.paragraphs)))
    words_there, words_here = WORD.findall(there), WORD.findall(here)
    yield from (f"lost: {word}" for word in words_there if word not in {*words_here, *told})
    yield from (f"added: {word}" for word in words_here if word not in {*words_there, *told})
    order_there = [word for word in words_there if word in words_here and word not in told]
    order_here = [word for word in words_here if word in order_there]
    if order_there != order_here:
        yield f"moved: {order_there} -> {order_here}"
    gaps_there, gaps_other, gaps_here = _gaps(there), _gaps(other), _gaps(here)
    for words in sorted(gaps_there.keys() & gaps_here.keys()):
        expected = {gaps_there[words], gaps_other[words]}
        if gaps_here[words] not in expected and not told & set(words):
            yield f"between {' and '.join(words)}: {expected} -> {gaps_here[words]!r}"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _gaps(text: str) -> dict[tuple[str, str], str]:
    """Return what stands between words that follow each other."""
    matches = list(WORD.finditer(text))
    return {(one[0], other[0]): text[one.end() : other.start()] for one, other in pairwise(matches)}
