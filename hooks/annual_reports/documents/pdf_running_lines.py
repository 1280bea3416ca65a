"""Find what stands at the head and foot of pages and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from annual_reports.documents.pdf_lines import Line, Row, make_line
from annual_reports.documents.pdf_values import PdfPage

_ZONE, _NOTES = 0.15, 0.4
"""Shares of a page's height in which running lines stand, above and below, and footnotes."""
_MOST_LINES, _MANY = 3, 3
"""Running lines at a head; pages from which on they need not be set apart from the text."""
_SAME_HEIGHT, _SAME_SIZE, _APART, _SMALL = 2.0, 0.5, 1.4, 0.92
"""Points, points, share of the distance between lines, share of the size of the text."""
_RULE = range(36, 240)
"""Length in points of the rule above footnotes."""
_WORDS = (
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"],
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
)
_COUNTS = {word: number for words in _WORDS for number, word in enumerate(words, 1)}
_NUMBER = re.compile(
    r"(?<!\w)(?:\d{1,3}|[ivx]{1,4})(?!\w)|(?<=第)(?:\d{1,3}|[一二三四五六七八九十])(?=页)", re.IGNORECASE
)
_DASHES = r"[-—–―─·•.~\s]*"
_BARE = re.compile(r"[\d\s.,%％-]+")
_SET_APART = re.compile(r"[^\w\s]+\s*\w+\s*[^\w\s]+|第.*页.*")
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:第?\s*[\d一二三四五六七八九十]{{1,3}}\s*页?|[ivx]{{1,4}})"
    rf"(?:\s?(?:[/／]|[,，]?\s?共)\s?\d{{1,3}}\s?页?)?{_DASHES}",
    re.IGNORECASE,
)
_MARKED = r"[¹²³⁰⁴-⁹①-⑳*＊※]|[\[［〔]\d{1,2}[\]］〕]|注\d*[:：]"
_NOTE, _SMALL_NOTE = re.compile(_MARKED), re.compile(rf"{_MARKED}|\d{{1,2}}[.．]?(?![\d年月日、%])")


def take_margins(pages: Sequence[PdfPage], rows: Sequence[list[Row]]) -> tuple[list[str], list[str]]:
    """Take running lines and footnotes out of the rows of pages; returns their words with their pages.

    A running line stands outermost in the same height on two pages or more, with the same words or with a
    number that counts with the pages; a page number that is set apart may stand on one page alone.
    """
    running: list[Line] = []
    for side in (0, -1):
        for _ in range(_MOST_LINES):
            found = _running(_outermost(pages, rows, side), len(pages))
            running.extend(found.values())
            for index in found:
                rows[index].pop(side)
    return list(_named(running)), list(_take_footnotes(pages, rows))


def _outermost(
    pages: Sequence[PdfPage], rows: Sequence[list[Row]], side: int
) -> dict[int, tuple[float, Line]]:
    """Return the first (0) or last (-1) line of each page, if in its zone, with its distance to the edge."""
    lines: dict[int, tuple[float, Line]] = {}
    for index, (page, page_rows) in enumerate(zip(pages, rows, strict=True)):
        nearest = [make_line(page.number, row) for row in (page_rows[-3:][::-1] if side else page_rows[:3])]
        depth = [line.base if side else page.height - line.base for line in nearest[:1]]
        if depth and depth[0] < _ZONE * page.height:
            lines[index] = depth[0], nearest[0]._replace(is_alone=_is_apart(nearest))
    return lines


def _is_apart(lines: Sequence[Line]) -> bool:
    """Return True if the first of three lines is of another size than the next, or further away."""
    gaps = [abs(one.base - two.base) for one, two in pairwise(lines)]
    return not gaps or abs(lines[0].size - lines[1].size) > _SAME_SIZE or gaps[0] > _APART * gaps[-1]


def _running(lines: Mapping[int, tuple[float, Line]], pages: int) -> dict[int, Line]:
    alike: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for index, (depth, line) in lines.items():
        for words in _counted(line):
            alike[words].append((depth, index))
    found = _page_numbers({index: line for index, (_, line) in lines.items()}, pages)
    for group in alike.values():
        for (depth, one), (deeper, two) in pairwise(sorted(group)):
            is_apart = lines[one][1].is_alone and lines[two][1].is_alone
            if deeper - depth < _SAME_HEIGHT and (is_apart or len(group) >= _MANY):
                found |= {one, two}
    return {index: lines[index][1] for index in sorted(found)}


def _counted(line: Line) -> Iterator[str]:
    """Yield the words, and the words with one number replaced by its distance from the page's."""
    if not _BARE.fullmatch(line.text):
        yield line.text
    for match in _NUMBER.finditer(line.text):
        yield f"{line.text[: match.start()]}#{_count(match[0]) - line.page}#{line.text[match.end() :]}"


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word.lower(), 0)


def _page_numbers(lines: Mapping[int, Line], pages: int) -> set[int]:
    """Return where a page number stands: one that is set apart, or the page's own on most pages."""
    numbers = {index: line for index, line in lines.items() if _PAGE_NUMBER.fullmatch(line.text)}
    own = {index for index, line in numbers.items() if _distance(line) == 0}
    return {index for index, line in numbers.items() if _SET_APART.fullmatch(line.text)} | (
        own if 2 * len(own) > pages else set()
    )


def _distance(line: Line) -> int | None:
    """Return the distance of the first number of a line from the page's."""
    match = _NUMBER.search(line.text)
    return _count(match[0]) - line.page if match else None


def _named(lines: Sequence[Line]) -> Iterator[str]:
    """Yield lines with their pages; of page numbers that count with the pages, the first and the last."""
    numbers = sorted((n for n in lines if _PAGE_NUMBER.fullmatch(n.text)), key=lambda line: line.page)
    if len({line.page for line in numbers}) < len(numbers) or len(set(map(_distance, numbers))) > 1:
        numbers = []
    if numbers:
        yield "页码" + "至".join(f"“{line.text}”" for line in numbers[:: len(numbers) - 1 or 1])
    places: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line not in numbers:
            places[line.text].append(str(line.page))
    yield from (f"“{text}”（第 {'、'.join(found)} 页）" for text, found in places.items())


def _take_footnotes(pages: Sequence[PdfPage], rows: Sequence[list[Row]]) -> Iterator[str]:
    sizes = Counter(c.size for page_rows in rows for row in page_rows for piece in row for c in piece)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    for page, page_rows in zip(pages, rows, strict=True):
        lines = [make_line(page.number, row) for row in page_rows]
        start = _first_note(page, lines, _SMALL * body)
        if start < len(lines):
            del page_rows[start:]
            yield f"第 {page.number} 页“{''.join(line.text for line in lines[start:])}”"


def _first_note(page: PdfPage, lines: Sequence[Line], small: float) -> int:
    """Return the first line at the foot, small or below a short rule, that begins with a mark.

    Rules that meet upright ones are those of a table.
    """
    foot = _NOTES * page.height
    level = [rule for rule in page.rules if int(rule.right - rule.left) in _RULE and rule.top < foot]
    upright = {round(rule.left) for rule in page.rules if rule.top - rule.bottom > rule.right - rule.left}
    below = max((rule.top for rule in level if round(rule.left) not in upright), default=0.0)
    start = len(lines)
    while start and lines[start - 1].base < foot:
        if lines[start - 1].size >= small and lines[start - 1].box.top >= below:
            break
        start -= 1
    marked = (i for i, line in enumerate(lines[start:], start) if _mark(line, small).match(line.text))
    return next(marked, len(lines))


def _mark(line: Line, small: float) -> re.Pattern[str]:
    return _SMALL_NOTE if line.size < small else _NOTE
