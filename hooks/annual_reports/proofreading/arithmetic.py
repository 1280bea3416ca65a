"""Recalculate the sums and rates that a sentence states: 515 = 218 + 297; 336 of 341 is 98.53 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from annual_reports.domain.model import Qualifier, Quantity, Sentence
from annual_reports.domain.quantities import find
from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_PARTS = RULES["parts"]
_RATE = re.compile("([\u4e00-\u9fff]{2,4})率[^,，。;；0-9]{0,4}$")
_CLAUSE = re.compile("[，,；;：:。]")


def wrong_sums(body: ProofText) -> Iterator[TextFinding]:
    """Find lists behind 其中 whose sum is greater than the total, or only a little smaller.

    Lists may be incomplete, so that a sum that is much smaller than the total is no finding.
    """
    for sentence in body.sentences:
        before, word, behind = sentence.text.partition(_PARTS)
        whole = find(before)[-1:] if word else []
        if not whole or not _is_exact(whole[0]):
            continue
        parts = [part for part in find(behind) if part.unit == whole[0].unit]
        total = sum((part.value for part in parts), Decimal(0))
        if parts and all(map(_is_exact, parts)) and _is_wrong(total, whole[0].value, len(parts)):
            offset = sentence.span[0] + whole[0].span[0]
            facts = {"whole": _format(whole[0]), "total": f"{total} {whole[0].unit}"}
            yield TextFinding("parts-do-not-sum", (offset, offset + 1), facts)


def _is_wrong(total: Decimal, whole: Decimal, parts: int) -> bool:
    if total > whole:
        return True
    return parts > 1 and 0 < whole - total <= whole / RULES["nearly_the_whole"]


def wrong_rates(body: ProofText) -> Iterator[TextFinding]:
    """Find rates that differ from the two amounts before them: 排查 341 件，化解 336 件，化解率 98.53%."""
    for sentence in body.sentences:
        if "率" in sentence.text:
            amounts = find(sentence.text)
            for index in range(2, len(amounts)):
                yield from _check_rate(sentence, *amounts[index - 2 : index + 1])


def _check_rate(sentence: Sentence, whole: Quantity, part: Quantity, rate: Quantity) -> Iterator[TextFinding]:
    name = _RATE.search(sentence.text, 0, rate.span[0])
    clause = _CLAUSE.split(sentence.text[whole.span[1] : part.span[0]])[-1]
    fits = whole.unit == part.unit and rate.unit == "%" and 0 < part.value <= whole.value
    if not fits or name is None or not all(map(_is_exact, (whole, part, rate))):
        return
    if not any(name[1][start:] in clause for start in range(len(name[1]) - 1)):
        return  # the rate is not named after the part: 化解率 needs 化解 in front of it
    expected = 100 * part.value / whole.value
    if abs(expected - rate.value) >= Decimal(1).scaleb(_exponent(rate.value)):
        offset = sentence.span[0] + rate.span[0]
        facts = {
            "found": _format(rate),
            "part": _format(part),
            "whole": _format(whole),
            "rate": expected.quantize(rate.value, rounding=ROUND_HALF_UP),
        }
        yield TextFinding("rate-differs", (offset, offset + 1), facts)


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _is_exact(quantity: Quantity) -> bool:
    return quantity.qualifier is Qualifier.EXACT


def _format(quantity: Quantity) -> str:
    return f"{quantity.value}{' ' if quantity.unit != '%' else ''}{quantity.unit}"
