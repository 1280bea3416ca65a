"""Slips of writing and of copying: doubled words, cut sentences, brackets and numbering out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.proofreading.rules import RULES, Manuscript, Remark

_DOUBLED = tuple(map(re.compile, RULES["doubled"]))
_MAY_BE_DOUBLED = frozenset(RULES["may_be_doubled"].split())
_RANGE = re.compile(RULES["range_without_dash"])
_TWO_YEARS = re.compile("[0-9][0-9]{7}")
"""Stands in all that the pattern before finds, and is found many times faster."""
_END = re.compile(RULES["sentence_end"])
_NEVER_AT_END = re.compile(RULES["never_at_the_end"])
_ATTACHED = re.compile(RULES["attachments"])
_NO_SENTENCE = ("#", "|", "- ", "* ")
_PAIRS = {pair[0]: pair[1] for pair in RULES["pairs"].split()}
_SIGNS = re.compile(f"[{re.escape(RULES['pairs'].replace(' ', ''))}]")
_NUMBER_IN_FRONT = re.compile(RULES["closing_of_a_number"])
_SEQUENCES = tuple(map(re.compile, RULES["sequences"]))
_HAN = "零一二三四五六七八九十"


def doubled_words(manuscript: Manuscript) -> Iterator[Remark]:
    """坚持坚持; 。。 — what was typed or pasted twice."""
    for pattern in _DOUBLED:
        for match in pattern.finditer(manuscript.folded):
            if match[1] not in _MAY_BE_DOUBLED:
                yield Remark("doubled-word", match.span(), {"found": manuscript.text[slice(*match.span())]})


def damaged_ranges(manuscript: Manuscript) -> Iterator[Remark]:
    """20212025年: a range that lost its dash."""
    text = manuscript.folded
    for match in _RANGE.finditer(text) if _TWO_YEARS.search(text) else ():
        proper = f"{match[0][:4]}—{match[0][4:]}"
        yield Remark("range-without-dash", match.span(), {"found": match[0], "expected": proper})


def cut_sentences(manuscript: Manuscript) -> Iterator[Remark]:
    """Paragraphs that end in the middle of a sentence, as a page break leaves them."""
    attached = False
    for start, block in manuscript.blocks:
        attached = bool(_ATTACHED.search(block)) and (attached or block.startswith("附件"))
        if attached or block.startswith(_NO_SENTENCE) or _END.search(block):
            continue
        if len(block) > RULES["longest_without_end"] or _NEVER_AT_END.search(block):
            end = start + len(block)
            tail = manuscript.text[max(start, end - 10) : end]
            yield Remark("cut-sentence", (end - 1, end), {"found": tail})


def unbalanced_pairs(manuscript: Manuscript) -> Iterator[Remark]:
    """《》 （） “” that do not close, or close what was not opened, within a paragraph."""
    for start, block in manuscript.blocks:
        for place in _unpaired(block):
            span = (start + place, start + place + 1)
            yield Remark(
                "unbalanced-pair", span, {"found": manuscript.text[max(start, span[0] - 4) : span[1] + 4]}
            )


def _unpaired(block: str) -> list[int]:
    """Where brackets stand that have no partner."""
    still_open: list[tuple[str, int]] = []
    alone: list[int] = []
    for match in _SIGNS.finditer(block):
        sign, place = match[0], match.start()
        if sign in _PAIRS:
            still_open.append((_PAIRS[sign], place))
        elif still_open and still_open[-1][0] == sign:
            still_open.pop()
        elif not (sign == ")" and _NUMBER_IN_FRONT.search(block, max(0, place - 3), place)):
            alone.append(place)
    return sorted([*alone, *(place for _, place in still_open)])


def broken_sequences(manuscript: Manuscript) -> Iterator[Remark]:
    """一是…二是…四是: numbering that leaves one out, or begins in its middle."""
    for pattern in _SEQUENCES:
        last: list[int] = []  # of each numbering that is still going on, outer ones first
        for match in pattern.finditer(manuscript.folded):
            group = match.lastindex or 0
            number = _ordinal(match[group])
            if number < 1:
                continue
            expected = last[-1] + 1 if last else 1
            while number > 1 and last and last[-1] != number - 1:
                last.pop()
            if number > 1 and not last:
                place = match.start(group)
                yield Remark("broken-sequence", (place, match.end()), _facts(match, group, expected))
            last[-1:] = [number] if number > 1 else [*last[-1:], number]


def _facts(match: re.Match[str], group: int, expected: int) -> dict[str, object]:
    written = match.string[match.start(group) - (match.string[match.start(group) - 1] == "(") : match.end()]
    ordinal = _han(expected) if match[group][0] in _HAN else str(expected)
    return {"found": written, "expected": written.replace(match[group], ordinal)}


def _ordinal(text: str) -> int:
    """二 -> 2, 十二 -> 12, 首先 -> 1."""
    if text == "首先":
        return 1
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN.find(text)
    return 10 * (_HAN.find(tens) if tens else 1) + (_HAN.find(ones) if ones else 0)


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens <= 1 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones else "")
