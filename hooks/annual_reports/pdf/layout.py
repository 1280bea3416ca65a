"""Lay out a report as HTML in the form of GB/T 9704-2012; `templates/official.css` holds the measures.

What depends on the length of a text is computed here: the size of the letterhead, the lines of the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import Markup

from annual_reports.domain.model import Report
from annual_reports.domain.text import match_date
from annual_reports.pdf.fonts import Face
from annual_reports.rendering import templates
from annual_reports.rendering.signed_text import plain_html

_LINE_HEIGHT = 225 / 22
"""Millimetres: 22 lines on a page (5.2.3)."""
_POINT = 25.4 / 72
"""Millimetres."""
_LINE_WIDTH = 156 / _POINT
"""Points; 156 mm."""
_LARGEST_LETTERHEAD = 48
"""Points. The standard leaves the size open (7.2.4); its predecessor allowed 22 mm."""
_TITLE = 22
"""Points; 2号."""
_BODY = 16
"""Points; 3号."""


class TitleLine(NamedTuple):
    """Line of a title, or a part of the title that is broken into several lines."""

    text: str
    ems: int | None
    """Width in characters at which it is broken into lines of about the same length; None for one line."""


class SignatureLine(NamedTuple):
    """Line of the signature."""

    text: str
    is_date: bool


def html(report: Report, faces: dict[str, Face], address: str, notice: str | None = None) -> str:
    """Return a complete HTML file; the same report gives the same characters.

    Args:
        report: the report to print; nothing that it does not say is printed.
        faces: font of each level.
        address: the site's own address, or "" if it is not known.
        notice: sentence at the top of every page of the site, and so of every printed page.

    """
    size, rows = _letterhead(report.letterhead or "")
    context = {
        "report": report,
        "notice": notice,
        "faces": {key: Face(Markup(face.families), face.weight) for key, face in faces.items()},  # noqa: S704  # names that the catalog checked
        "letterhead_size": size,
        "masthead_lines": _masthead_lines(size * rows, numbered=bool(report.document_number)),
        "title": list(_title(report)),
        "content": plain_html(report),
        "signature": [SignatureLine(line, bool(match_date(line.strip()))) for line in report.signature],
        "address": f"{address.rstrip('/')}/{report.path.removesuffix('.md')}/" if address else "",
    }
    return templates.render_official(context)


def _letterhead(text: str) -> tuple[int, int]:
    """Return size in points and number of lines: one line, unless it would be set smaller than the title."""
    ems = _ems(text) or 1
    size = min(_LARGEST_LETTERHEAD, max(_TITLE, floor(_LINE_WIDTH / ems)))
    return size, ceil(ems * size / _LINE_WIDTH)


def _masthead_lines(letterhead: float, *, numbered: bool) -> int:
    """Return the number of lines from the top of the page to the title, two or more below the red rule.

    Rounded up, so that the title and all below it stand on the page's lines.

    Args:
        letterhead: height of the letterhead in points.
        numbered: True if the document's number stands below it.

    """
    number = 3 * _LINE_HEIGHT if numbered else 0
    rule = 4 - (_LINE_HEIGHT - _BODY * _POINT) / 2
    return ceil((35 + letterhead * _POINT + number + rule) / _LINE_HEIGHT + 2)


def _title(report: Report) -> Iterator[TitleLine]:
    """Yield the title's lines: one if it fits, else the issuers, and below them the rest.

    A part that needs several lines is set narrower, so that the last line is not a single character.
    """
    room = floor(_LINE_WIDTH / _TITLE)
    parts = report.title_parts
    end = max((position for position, part in enumerate(parts, 1) if part in report.issuers), default=0)
    cut = end if _ems(report.title) > room else 0
    for text in ("".join(parts[:cut]).strip(), "".join(parts[cut:]).strip()):
        if text:
            rows = ceil(_ems(text) / room)
            yield TitleLine(text, min(room, ceil(_ems(text) / rows) + 1) if rows > 1 else None)


def _ems(text: str) -> float:
    """Return the width in characters: 汉 is one, 2 is about half of one."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.5 for c in text)
