"""Sums and rates that a sentence states: 515 = 218 + 297; 336 of 341 is 98.53 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from annual_reports.model import Qualifier, Quantity, Sentence
from annual_reports.proofreading.rules import RULES, Manuscript, Remark
from annual_reports.quantities import find

_PARTS = RULES["parts"]
_RATE = re.compile("([\u4e00-\u9fff]{2,4})率[^,，。;；0-9]{0,4}$")
_CLAUSE = re.compile("[，,；;：:。]")


def sums(manuscript: Manuscript) -> Iterator[Remark]:
    """Parts behind 其中 that exceed their whole, or fall short of it by a slip's width.

    A list need not be complete, so that a sum that is far smaller says nothing.
    """
    for sentence in manuscript.sentences:
        before, word, behind = sentence.text.partition(_PARTS)
        whole = find(before)[-1:] if word else []
        if not whole or not _is_exact(whole[0]):
            continue
        parts = [part for part in find(behind) if part.unit == whole[0].unit]
        total = sum((part.value for part in parts), Decimal(0))
        if parts and all(map(_is_exact, parts)) and _is_a_slip(total, whole[0].value, len(parts)):
            offset = sentence.span[0] + whole[0].span[0]
            facts = {"whole": _in_words(whole[0]), "total": f"{total} {whole[0].unit}"}
            yield Remark("parts-do-not-sum", (offset, offset + 1), facts)


def _is_a_slip(total: Decimal, whole: Decimal, parts: int) -> bool:
    if total > whole:
        return True
    return parts > 1 and 0 < whole - total <= whole / RULES["nearly_the_whole"]


def rates(manuscript: Manuscript) -> Iterator[Remark]:
    """排查 341 件，化解 336 件，化解率 98.53%: the rate against the two numbers in front of it."""
    for sentence in manuscript.sentences:
        if "率" in sentence.text:
            amounts = find(sentence.text)
            for place in range(2, len(amounts)):
                yield from _rate(sentence, *amounts[place - 2 : place + 1])


def _rate(sentence: Sentence, whole: Quantity, part: Quantity, rate: Quantity) -> Iterator[Remark]:
    name = _RATE.search(sentence.text, 0, rate.span[0])
    counted = _CLAUSE.split(sentence.text[whole.span[1] : part.span[0]])[-1]
    same = whole.unit == part.unit and rate.unit == "%" and 0 < part.value <= whole.value
    if not same or name is None or not all(map(_is_exact, (whole, part, rate))):
        return
    if not any(name[1][start:] in counted for start in range(len(name[1]) - 1)):
        return
    true = 100 * part.value / whole.value
    if abs(true - rate.value) >= Decimal(1).scaleb(_exponent(rate.value)):
        offset = sentence.span[0] + rate.span[0]
        facts = {
            "found": _in_words(rate),
            "part": _in_words(part),
            "whole": _in_words(whole),
            "rate": true.quantize(rate.value, rounding=ROUND_HALF_UP),
        }
        yield Remark("rate-differs", (offset, offset + 1), facts)


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _is_exact(quantity: Quantity) -> bool:
    return quantity.qualifier is Qualifier.EXACT


def _in_words(quantity: Quantity) -> str:
    return f"{quantity.value}{' ' if quantity.unit != '%' else ''}{quantity.unit}"
