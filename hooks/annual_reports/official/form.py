"""A report -> the HTML of its printed form, GB/T 9704-2012; `templates/official.css` holds the measures."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import Markup

from annual_reports import render
from annual_reports.annotate import plain
from annual_reports.desk.rules import search
from annual_reports.markup import classed
from annual_reports.model import Report
from annual_reports.official.fonts import Face

_LINE = 225 / 22
"""Millimetres from one line to the next: 22 on a page (5.2.3)."""
_POINT = 25.4 / 72
_WIDTH = 156 / _POINT
"""Of a line, in points."""
_LARGEST = 48
"""Points of the largest letterhead. The standard leaves it to taste (7.2.4); its forerunner allowed 22 mm."""
_TITLE = 22
"""Points of 2号."""
_BODY = 16
"""Points of 3号."""


class Part(NamedTuple):
    """Part of a title that begins a line."""

    text: str
    ems: int | None
    """If it needs several lines: how wide they are set, in characters, to be about equally long."""


class Signed(NamedTuple):
    """A line of the signature."""

    text: str
    is_date: bool


def html(report: Report, faces: dict[str, Face], address: str, notice: str | None = None) -> str:
    """One whole HTML file; the same report gives the same characters.

    Args:
        report: what is printed; nothing that it does not say is.
        faces: the font of each level.
        address: the site's own address, or "" where it is not known.
        notice: what stands at the top of every page of the site, and then of every sheet.

    """
    from markdown import markdown  # noqa: PLC0415  # checking needs none of it

    size, rows = _letterhead(report.letterhead or "")
    context = {
        "report": report,
        "notice": notice,
        "faces": {key: Face(Markup(face.families), face.weight) for key, face in faces.items()},  # noqa: S704  # names that the catalog checked
        "letterhead_size": size,
        "masthead_lines": _masthead_lines(size * rows, numbered=bool(report.document_number)),
        "title": list(_title(report)),
        "content": Markup(classed(markdown(plain(report), extensions=["tables"]))),  # noqa: S704  # signed text, escaped
        "signature": [Signed(line, bool(search("date", line.strip()))) for line in report.signature],
        "address": f"{address.rstrip('/')}/{report.path.removesuffix('.md')}/" if address else "",
    }
    return render.official(context)


def _letterhead(text: str) -> tuple[int, int]:
    """Size in points and number of lines: on one line if it is legible there, never larger than is usual."""
    ems = _ems(text) or 1
    size = min(_LARGEST, max(_TITLE, floor(_WIDTH / ems)))
    return size, ceil(ems * size / _WIDTH)


def _masthead_lines(letterhead: float, *, numbered: bool) -> int:
    """Lines of the page from its top to the title, at least two blank ones below the red rule.

    Rounded up, so that the title and all below it stand on the page's lines.
    """
    number = 3 * _LINE if numbered else 0
    rule = 4 - (_LINE - _BODY * _POINT) / 2
    return ceil((35 + letterhead * _POINT + number + rule) / _LINE + 2)


def _title(report: Report) -> Iterator[Part]:
    """The title's lines: one if it fits, else the issuers above what they report on.

    A part that needs several lines is set narrower, so that the last of them is no single character.
    """
    room = floor(_WIDTH / _TITLE)
    parts = report.title_parts
    end = max((place for place, part in enumerate(parts, 1) if part in report.issuers), default=0)
    cut = end if _ems(report.title) > room else 0
    for text in ("".join(parts[:cut]).strip(), "".join(parts[cut:]).strip()):
        if text:
            rows = ceil(_ems(text) / room)
            yield Part(text, min(room, ceil(_ems(text) / rows) + 1) if rows > 1 else None)


def _ems(text: str) -> float:
    """Width in characters: 汉 is one, 2 is about half of one."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in text)
