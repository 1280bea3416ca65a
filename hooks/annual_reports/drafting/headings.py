"""Recognise which paragraphs are headings, and their depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Literal

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import fold_width, match_date
from annual_reports.drafting.offices import split_offices
from annual_reports.drafting.rules import RULES, pattern, search, search_any

_HIGHEST = 2
"""Level of the report's highest headings in Markdown; the page's title is level 1."""
_LOWEST = 6
_POINT = 3
"""Index of 一是 in the rules' `markers`, which numbers headings only where it does so on lines of its own."""
_LONGEST_NUMBER = 40
"""Characters, with what a rule looks at behind the number."""
_FEWEST = 2
"""Paragraphs that must begin in the same way before their first sentences are headings."""
LOWEST_ALONE = 2
"""Last of the rules' `markers` (第一部分, 一、 and （一）) whose headings may end as sentences do."""

_Role = Literal["heading", "text", "attachment"]
_Kind = tuple[str, int | None]
"""Kind of a heading: "own" line or "run-in", and how it is numbered."""


def marker_kind(text: str) -> int | None:
    """Return the kind of number with which a text begins, as an index of the rules' `markers`; else None."""
    folded = fold_width(text[:_LONGEST_NUMBER])
    return next((i for i, rule in enumerate(RULES["markers"]) if pattern(rule).search(folded)), None)


def marker(text: str) -> str:
    """Return the number with which a text begins, or an empty text."""
    kind = marker_kind(text)
    start = fold_width(text[:_LONGEST_NUMBER])
    match = None if kind is None else pattern(RULES["markers"][kind]).search(start)
    return match[0] if match else ""


def is_attachment(line: Paragraph) -> bool:
    """Return True for a line that names an attachment or begins their list."""
    return not line.is_table and bool(search("attachments", line.text))


def begins_attachment(text: str) -> bool:
    """Return True for 附件 or 附件1 alone on a line, below which an attachment stands."""
    return bool(search("attachment_alone", text))


def is_own_line(text: str) -> bool:
    """Return True for a line that is neither text nor heading: 特急, 镇　长 张三, a caption, a date."""
    rules = ("own_line", "dropped")
    return bool(match_date(text) or split_offices(text)) or any(search_any(r, text.strip()) for r in rules)


def is_heading(line: Paragraph) -> bool:
    """Return True for a line in a heading style, or a short numbered one that does not end as a sentence."""
    if line.is_table or "。" in line.text[:-1]:
        return False
    numbered = marker_kind(line.text) is not None and len(line.text) <= RULES["longest_heading"]
    is_sentence = search("sentence_ends", line.text) or search("no_heading", line.text)
    return line.level is not None or (numbered and not is_sentence)


def markdown_blocks(lines: Iterable[Paragraph], to_confirm: list[str]) -> Iterator[str]:
    """Yield the paragraphs as blocks of Markdown; doubtful headings are added to `to_confirm`."""
    depths: list[_Kind] = []
    roles = list(_with_roles(list(lines), to_confirm))
    for role, group in groupby(_without_bare_items(roles), itemgetter(0)):
        members = [line for _, line in group]
        if role == "heading":
            for line in members:
                number = marker_kind(line.text)
                kind = ("own", number if number is not None else -(line.level or 0))
                yield f"{_hashes(depths, kind)} {line.text}"
        else:
            yield from _text_blocks(members, depths) if role == "text" else (line.text for line in members)


def _with_roles(lines: list[Paragraph], to_confirm: list[str]) -> Iterator[tuple[_Role, Paragraph]]:
    """Yield the paragraphs with their roles; a heading without number is to be confirmed by a person."""
    role: _Role = "text"
    last_text = _count_to_last_text(lines)
    for number, line in enumerate(lines):
        if is_attachment(line) or (role == "attachment" and marker_kind(line.text) is not None):
            role = "attachment"
        elif is_heading(line) or _stands_alone(line, lines[max(number - 1, 0) : number + 2 : 2]):
            role = "heading"
        elif number < last_text and is_plain_heading(line):
            to_confirm.append(f"认作小标题：{line.text}")
            role, line = "heading", line._replace(level=1)  # noqa: PLW2901  # as if it had a heading's style
        else:
            role = "text"
        yield role, line


def _without_bare_items(roles: list[tuple[_Role, Paragraph]]) -> Iterator[tuple[_Role, Paragraph]]:
    """Make text of numbered lines that follow each other and have no text below them: items of a list."""
    runs = [(kind, list(members)) for kind, members in groupby(roles, _number_of_heading)]
    open_kinds: list[int] = []
    for (kind, members), behind in zip_longest(runs, runs[1:]):
        higher = open_kinds[: open_kinds.index(kind)] if kind in open_kinds else open_kinds
        ends_a_section = bool(higher) and (behind is None or behind[0] in higher)
        are_items = kind is not None and len(members) >= _FEWEST and ends_a_section
        yield from (("text", line) for _, line in members) if are_items else members
        open_kinds = open_kinds if kind is None else [*higher, kind]


def _number_of_heading(role_and_line: tuple[_Role, Paragraph]) -> int | None:
    """Return the kind of number of a heading that no style marks, or of an item like it; None for others."""
    role, line = role_and_line
    is_like_heading = role == "heading" or not (role == "attachment" or "。" in line.text)
    return marker_kind(line.text) if is_like_heading and line.level is None and not line.is_table else None


def _stands_alone(line: Paragraph, neighbours: list[Paragraph]) -> bool:
    """Return True for a high numbered line with 。 or ： at its end that is no item of a list."""
    kind = marker_kind(line.text)
    if line.is_table or kind is None or kind > LOWEST_ALONE or not search("heading_with_end", line.text):
        return False
    return len(neighbours) > 1 and all(marker_kind(other.text) != kind for other in neighbours)


def is_plain_heading(line: Paragraph) -> bool:
    """Return True for a short line without number and punctuation that is no date, name or caption."""
    if line.is_table or is_own_line(line.text):
        return False
    if search("bracketed_heading", line.text) or search("known_heading", line.text):
        return True
    is_sentence = search("ends", line.text) or search("no_heading", line.text)
    short = len(line.text) <= RULES["longest_plain_heading"]
    return short and not (is_sentence or search_any("no_plain_heading", line.text))


def _count_to_last_text(lines: list[Paragraph]) -> int:
    """Count the lines up to the last that is text: short lines behind it head nothing."""
    texts = (n for n, line in enumerate(lines) if not (is_plain_heading(line) or is_own_line(line.text)))
    return max(texts, default=0)


def _text_blocks(lines: list[Paragraph], depths: list[_Kind]) -> Iterator[str]:
    """Yield the text below a heading; first sentences are headings if most paragraphs of a kind have one."""
    firsts = [_run_in_heading(line) for line in lines]
    kinds = [marker_kind(line.text) for line in lines]
    headed = {
        kind for kind in kinds if _are_run_in([f for f, k in zip(firsts, kinds, strict=True) if k == kind])
    }
    for line, kind, first in zip(lines, kinds, firsts, strict=True):
        is_point = kind == _POINT and ("own", kind) not in depths
        if not first or is_point or kind not in headed:
            yield line.text
            continue
        yield f"{_hashes(depths, ('run-in', kind))} {line.text[: first.end(1)]}"
        if rest := line.text[first.end(1) :].lstrip():
            yield rest


def _are_run_in(firsts: list[re.Match[str] | None]) -> bool:
    """Return True if paragraphs of a kind begin with headings: most do, and there is text behind some."""
    found = [first for first in firsts if first]
    return len(found) >= max(_FEWEST, 2 * (len(firsts) - len(found))) and any(first[2] for first in found)


def _run_in_heading(line: Paragraph) -> re.Match[str] | None:
    """Match the short sentence with which a numbered paragraph begins."""
    kind = marker_kind(line.text)
    if kind is None or line.is_table:
        return None
    return pattern(RULES["run_in"][kind]).search(fold_width(line.text)) or search("run_in_spaced", line.text)


def _hashes(depths: list[_Kind], kind: _Kind) -> str:
    """Return the # of a heading: a kind seen before closes the kinds below it, a new kind goes one deeper."""
    if kind in depths:
        del depths[depths.index(kind) + 1 :]
    else:
        depths.append(kind)
    return "#" * min(_HIGHEST - 1 + len(depths), _LOWEST)
