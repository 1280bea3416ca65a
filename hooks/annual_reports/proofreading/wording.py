"""Find slips of typing and copying: doubled words, cut sentences, unbalanced brackets, broken numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_DOUBLED = tuple(map(re.compile, RULES["doubled"]))
_MAY_BE_DOUBLED = frozenset(RULES["may_be_doubled"].split())
_RANGE = re.compile(RULES["range_without_dash"])
_TWO_YEARS = re.compile("[0-9][0-9]{7}")
"""Each match of `_RANGE` contains a match of this pattern, which is faster."""
_END = re.compile(RULES["sentence_end"])
_NEVER_AT_END = re.compile(RULES["never_at_the_end"])
_ATTACHMENT = re.compile(RULES["attachments"])
_NOT_A_SENTENCE = ("#", "|", "- ", "* ")
_PAIRS = {pair[0]: pair[1] for pair in RULES["pairs"].split()}
_SIGNS = re.compile(f"[{re.escape(RULES['pairs'].replace(' ', ''))}]")
_NUMBER_IN_FRONT = re.compile(RULES["closing_of_a_number"])
_SEQUENCES = tuple(map(re.compile, RULES["sequences"]))
_HAN = "零一二三四五六七八九十"


def doubled_words(body: ProofText) -> Iterator[TextFinding]:
    """Find words and marks that were typed or pasted twice: 坚持坚持; 。。."""
    for pattern in _DOUBLED:
        for match in pattern.finditer(body.folded):
            if match[1] not in _MAY_BE_DOUBLED:
                yield TextFinding("doubled-word", match.span(), {"found": body.text[slice(*match.span())]})


def damaged_ranges(body: ProofText) -> Iterator[TextFinding]:
    """Find ranges of years without their dash: 20212025年."""
    text = body.folded
    for match in _RANGE.finditer(text) if _TWO_YEARS.search(text) else ():
        expected = f"{match[0][:4]}—{match[0][4:]}"
        yield TextFinding("range-without-dash", match.span(), {"found": match[0], "expected": expected})


def cut_sentences(body: ProofText) -> Iterator[TextFinding]:
    """Find paragraphs that end in the middle of a sentence, as after a page break of the original."""
    is_attachment = False
    for start, block in body.blocks:
        is_attachment = bool(_ATTACHMENT.search(block)) and (is_attachment or block.startswith("附件"))
        if is_attachment or block.startswith(_NOT_A_SENTENCE) or _END.search(block):
            continue
        if len(block) > RULES["longest_without_end"] or _NEVER_AT_END.search(block):
            end = start + len(block)
            tail = body.text[max(start, end - 10) : end]
            yield TextFinding("cut-sentence", (end - 1, end), {"found": tail})


def unbalanced_pairs(body: ProofText) -> Iterator[TextFinding]:
    """Find brackets and quotation marks without a partner in the same paragraph: 《》 （） “”."""
    for start, block in body.blocks:
        for offset in _unpaired(block):
            span = (start + offset, start + offset + 1)
            yield TextFinding(
                "unbalanced-pair", span, {"found": body.text[max(start, span[0] - 4) : span[1] + 4]}
            )


def _unpaired(block: str) -> list[int]:
    """Return the offsets of brackets and quotation marks without a partner."""
    still_open: list[tuple[str, int]] = []
    unpaired: list[int] = []
    for match in _SIGNS.finditer(block):
        sign, offset = match[0], match.start()
        if sign in _PAIRS:
            still_open.append((_PAIRS[sign], offset))
        elif still_open and still_open[-1][0] == sign:
            still_open.pop()
        elif not (sign == ")" and _NUMBER_IN_FRONT.search(block, max(0, offset - 3), offset)):
            unpaired.append(offset)
    return sorted([*unpaired, *(offset for _, offset in still_open)])


def broken_sequences(body: ProofText) -> Iterator[TextFinding]:
    """Find numberings that skip a number or do not begin with 1: 一是…二是…四是."""
    for pattern in _SEQUENCES:
        last: list[int] = []  # last number of each numbering that is not finished, outer ones first
        for match in pattern.finditer(body.folded):
            group = match.lastindex or 0
            number = _ordinal(match[group])
            if number < 1:
                continue
            expected = last[-1] + 1 if last else 1
            while number > 1 and last and last[-1] != number - 1:
                last.pop()
            if number > 1 and not last:
                span = (match.start(group), match.end())
                yield TextFinding("broken-sequence", span, _facts(match, group, expected))
            last[-1:] = [number] if number > 1 else [*last[-1:], number]


def _facts(match: re.Match[str], group: int, expected: int) -> dict[str, object]:
    written = match.string[match.start(group) - (match.string[match.start(group) - 1] == "(") : match.end()]
    ordinal = _han(expected) if match[group][0] in _HAN else str(expected)
    return {"found": written, "expected": written.replace(match[group], ordinal)}


def _ordinal(text: str) -> int:
    """Parse an ordinal: 二 -> 2, 十二 -> 12, 首先 -> 1; below 1 if the text is no number."""
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
