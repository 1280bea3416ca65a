"""Join the lines of regions to paragraphs.

A line continues the one above it where that one is full and the line itself is not indented, of another
size, or behind a gap. A paragraph goes on in the next region and on the next page; boxes wait for its end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from operator import sub
from typing import NamedTuple

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.documents.pdf_lines import LABEL, Line, joined
from annual_reports.documents.pdf_regions import Region

_INDENT, _NEAR, _SIZE, _GAP = 1.2, 0.6, 0.08, 1.2
"""Sizes of the font; `_SIZE` is a share of it, `_GAP` one of the distance between lines."""
_SAME_EDGE = 12.0
"""Points; a stop may hang over the edge."""
_SIGN = r"(?:[A-Za-z0-9.,%％+/:_-]+|.)[”’）》〉】〕］)\],.:;，。、：；！？…]*"
_UNBROKEN = re.compile(rf"[“‘（《〈【〔［(\[]*{_SIGN}(?:(?:[“‘]|(?<=[”’])){_SIGN})*")
"""Characters that stand on one line: a word, a number, or a sign, with its brackets and stops (UAX #14)."""
_SENTENCE_END = re.compile(r"[。！？][”’）》]?$")
_ENDS = tuple("。！？；：.!?;:”）")


class Told(NamedTuple):
    """Note on a kind of thing that is not carried over as it stands, with the words near it."""

    kind: str
    words: str


class Block(NamedTuple):
    """Table or box, which stands between paragraphs."""

    page: int
    paragraphs: tuple[Paragraph, ...]
    told: tuple[Told, ...] = ()

    @property
    def words(self) -> str:
        """Return the page and the first words."""
        words = " ".join(self.paragraphs[0].text.partition("\n")[0].replace("|", " ").split())
        return f"第 {self.page} 页“{words[:12]}”"


class _Placed(NamedTuple):
    line: Line
    offset: float
    """From the margin to the line."""
    slack: float
    """From the line to the edge."""
    leading: float
    """Between the base lines of its region."""


def find_paragraphs(flow: Sequence[Region | Block]) -> tuple[list[Paragraph], list[Told]]:
    """Return the paragraphs of regions and blocks that are read one after the other."""
    writer = _Writer()
    regions = iter(_placed([item for item in flow if isinstance(item, Region)]))
    for item in flow:
        if isinstance(item, Block):
            writer.waiting.append(item)
        else:
            for line in next(regions):
                writer.add(line)
    writer.end_paragraph()
    return writer.paragraphs, writer.told


class _Writer:
    """Paragraphs so far, the lines of the one that is not ended, and the blocks that wait for its end."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.told: list[Told] = []
        self.waiting: list[Block] = []
        self._lines: list[_Placed] = []

    def add(self, line: _Placed) -> None:
        if self._lines and _continues(self._lines, line, interrupted=bool(self.waiting)):
            self.told += (
                *_doubts(self._lines, line),
                *(Told("aside", block.words) for block in self.waiting),
            )
        else:
            self.end_paragraph()
        self._lines.append(line)

    def end_paragraph(self) -> None:
        text = ""
        for line, *_ in self._lines:
            text = joined(text, line.text)
            self.told += told_of_line(line)
        self.paragraphs += [Paragraph(text)] * bool(text)
        for block in self.waiting:
            self.paragraphs += block.paragraphs
            self.told += block.told
        self._lines, self.waiting = [], []


def told_of_line(line: Line) -> Iterator[Told]:
    """Yield what a line does not say as it stands."""
    yield from (Told("mark", words) for words in line.marks)
    yield from [Told("overprinted", line.text)] * line.is_overprinted


def _continues(paragraph: Sequence[_Placed], line: _Placed, *, interrupted: bool) -> bool:
    above, below = paragraph[-1].line, line.line
    if above.is_alone or below.is_alone or abs(above.size - below.size) > _SIZE * above.size:
        return False
    if had_room(paragraph[-1].slack, below) or _is_shifted(paragraph, line):
        return False
    apart = above.page == below.page and above.base - below.base > _GAP * line.leading
    return not (above.text.endswith(_ENDS) and (interrupted or apart or LABEL.match(below.text)))


def had_room(slack: float, below: Line) -> bool:
    """Return True if the beginning of a line would have stood behind the line above, up to its edge."""
    unbroken = _UNBROKEN.match(below.text)
    signs = unbroken[0] if unbroken else ""
    width = sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.55 for sign in signs)
    return slack > (width + _NEAR) * below.size


def _is_shifted(paragraph: Sequence[_Placed], line: _Placed) -> bool:
    """Return True if a line stands to the right or left of where the paragraph's next line has to.

    The lines of an item stand below its text; those of a paragraph that is indented as a whole, left of its
    first line; the next item stands below the first line of the last one.
    """
    first, above, em = paragraph[0], paragraph[-1], line.line.size
    hang = first.line.hang - first.line.box.left
    below_text = hang > 0 and abs(line.offset - first.offset - hang) < _NEAR * em
    is_long = first.line.box.right - first.line.box.left > first.offset  # no signature at the right
    right = line.offset > max(_INDENT * em, (first.offset - em) * is_long) and not below_text
    left = len(paragraph) > 1 and line.offset < above.offset - _NEAR * em
    width = first.offset + first.line.box.right - first.line.box.left + first.slack
    is_signature = first.offset > width / 2 and line.offset < first.offset - em
    is_item = LABEL.match(first.line.text) and LABEL.match(line.line.text)
    return right or left or is_signature or (bool(is_item) and abs(line.offset - first.offset) < _NEAR * em)


def _doubts(paragraph: Sequence[_Placed], line: _Placed) -> Iterator[Told]:
    """Yield what is not certain about a line that continues a paragraph."""
    above, below = paragraph[-1].line, line.line
    yield from told_of_joint(above, below)
    shift = paragraph[0].offset - line.offset
    if above.page != below.page and above.text.endswith(_ENDS) and shift <= _NEAR * below.size:
        yield Told("page-break", _joint(above, below))
    elif _SENTENCE_END.search(above.text) and abs(shift) <= _NEAR * below.size:
        yield Told("full-line", _joint(above, below))


def told_of_joint(above: Line, below: Line) -> Iterator[Told]:
    """Yield what is not certain about two lines that are joined."""
    if len(joined(above.text, below.text)) < len(above.text + below.text):
        yield Told("hyphen", _joint(above, below))
    if above.text[-1:].isdigit() and below.text[:1].isdigit():
        yield Told("digits", _joint(above, below))


def _joint(above: Line, below: Line) -> str:
    return f"{above.text[-8:]}{below.text[:4]}".strip()


def _placed(regions: Sequence[Region]) -> list[list[_Placed]]:
    """Return the lines of each region with their places between the margins.

    Margins are those of all regions of a kind that fit into the widest one: pages with a few short lines have
    none of their own, and left and right pages may differ.
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(regions)), key=lambda index: sub(*_span(regions[index]))):
        group = next((group for group in groups if _fits(regions[index], regions[group[0]])), None)
        if group is None:
            groups.append(group := [])
        group.append(index)
    placed: list[list[_Placed]] = [[]] * len(regions)
    for group in groups:
        margin, edge, leading = _frame([regions[index] for index in sorted(group)])
        for index in group:
            placed[index] = [
                _Placed(line, line.box.left - margin, edge - line.box.right, leading)
                for line in regions[index].lines
            ]
    return placed


def _span(region: Region) -> tuple[float, float]:
    lines = [line for line in region.lines if not line.is_alone] or region.lines
    return min(line.box.left for line in lines), max(line.box.right for line in lines)


def _fits(inner: Region, outer: Region) -> bool:
    """Return True if a region has the margins of a wider one; columns only if they are as wide."""
    left, right = map(sub, _span(inner), _span(outer))
    is_within = min(left, -right) > -_SAME_EDGE and inner.kind == outer.kind
    return is_within and (inner.kind == "page" or max(left, -right) < _SAME_EDGE)


def _frame(regions: Sequence[Region]) -> tuple[float, float, float]:
    """Return margin, edge and leading, without the twentieth part of the lines that stand out most."""
    lines = list(chain.from_iterable(region.lines for region in regions))
    lines = [line for line in lines if not line.is_alone] or lines
    edge = sorted((line.box.right for line in lines), reverse=True)[len(lines) // 20]
    behind = [low.box.left for up, low in pairwise(lines) if up.box.right > edge - 2 * up.size]
    lefts = sorted(behind or [line.box.left for line in lines])
    steps = sorted(
        up.base - low.base for up, low in pairwise(lines) if up.page == low.page and up.base > low.base
    )
    return lefts[len(lefts) // 20], edge, steps[len(steps) // 4] if steps else 0.0
