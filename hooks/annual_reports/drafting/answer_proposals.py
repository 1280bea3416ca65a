"""Propose the sentence of a text that may answer a commitment of an earlier year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annual_reports.domain.evidence import Body
from annual_reports.domain.text import mask_numbers, squeeze
from annual_reports.drafting.quote_topics import QUOTE_RULES


def propose_answer(body: Body, commitment: str, plans: Sequence[str] = ()) -> str | None:
    """Return the sentence that has most of a commitment's pairs of characters; None if all have too few.

    Numbers may differ. Sentences that hold one of the new `plans` are no answer.
    """
    asked = _pairs(commitment)
    best, most = None, len(asked) * QUOTE_RULES["least_likeness"] / 100
    for sentence in body.sentences:
        common = len(asked & _pairs(sentence.text))
        if common > most and not any(plan in sentence.text for plan in plans):
            best, most = sentence.text.strip("。；; "), common
    return best


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(mask_numbers(squeeze(text))))
