"""Canonical text of a report and its digests.

A digest is the SHA-256 of a text's canonical form (see `domain/canonical_text.py`) in UTF-8.
`theme/assets/verify/text.js` computes the same digest; both are tested against `tests/golden/canonical.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from annual_reports.domain.blocks import TableLines, read_blocks
from annual_reports.domain.canonical_text import canonicalize, without_line_marks
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.model import Correction, Figure, Report

_BORDER = re.compile(r"[ \t]*\|[ \t]*")
_IN_NUMBERS = "0123456789."


class ContentDigests(NamedTuple):
    """Digests of the contents of a report that must not change without a correction."""

    text: str
    """Digest of the whole signed text: letterhead, number, title, body, signature."""
    body: str
    """Digest of the body alone, for readers who have only the body."""
    figures: Mapping[str, str]
    """Id of a figure, see `figures_by_id` -> amount, in canonical form."""
    corrections: tuple[str, ...]
    """Digests of the declared corrections, in their order."""


def content_digests(report: Report) -> ContentDigests:
    """Compute the digests of a report's present contents."""
    body = canonicalize(visible_text(report.body))
    opening, closing = "\n".join(_lines_above_body(report)), "\n".join(report.signature)
    return ContentDigests(
        text=_sha256(_join_canonical(canonicalize(opening), body, canonicalize(closing))),
        body=_sha256(body),
        figures={id_: canonicalize(figure.text) for id_, figure in figures_by_id(report).items()},
        corrections=tuple(map(_digest_of_correction, report.corrections)),
    )


def figures_by_id(report: Report) -> dict[str, Figure]:
    """Return id in the ledger -> figure: `disputes`, and `disputes_m1-6` for the first half of the year."""
    return {f"{figure.indicator.id}{figure.suffix}": figure for figure in report.figures}


def name_of_figure(id_: str, indicators: Mapping[str, Indicator]) -> str:
    """Return the name of the indicator of a figure's id in the ledger; the id itself if nothing has it."""
    indicator = indicators.get(id_.partition("_")[0])
    return indicator.name if indicator else id_


def _digest_of_correction(correction: Correction) -> str:
    words = (correction.subject, correction.before, correction.after, correction.reason)
    return canonical_digest("\n".join([correction.date.isoformat(), *words]))


def report_id(report: Report) -> str:
    """Return a report's id in the ledger: `pingshi/2024`."""
    return f"{report.government.id}/{report.year}"


def signed_text(report: Report) -> str:
    """Return the whole signed document as plain text, one paragraph a line."""
    body = (line.strip() for line in visible_text(report.body).splitlines())
    return "\n".join([*_lines_above_body(report), *filter(None, body), *report.signature]) + "\n"


def _lines_above_body(report: Report) -> list[str]:
    return [line for line in (report.letterhead, report.document_number, report.title) if line]


def visible_text(body: str) -> str:
    """Remove the marks of headings, items and tables from a body."""
    unmarked = without_line_marks(_without_delimiters(body) if "|" in body else body)
    return _BORDER.sub("\t", unmarked) if "|" in unmarked else unmarked


def _without_delimiters(body: str) -> str:
    """Remove the rows below the heads of tables, which are not printed."""
    spans = [block.delimiter for block in read_blocks(body) if isinstance(block, TableLines)]
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(body)]
    return "".join(body[end:start] for end, start in zip(ends, starts, strict=True))


def _join_canonical(*parts: str) -> str:
    """Join paragraphs in canonical form into the canonical form of the whole text."""
    whole = ""
    for part in filter(None, parts):
        needs_space = whole[-1:] in _IN_NUMBERS and part[0] in _IN_NUMBERS
        whole = f"{whole} {part}" if whole and needs_space else whole + part
    return whole


def canonical_digest(text: str) -> str:
    """Return the SHA-256 of a text's canonical form, in hexadecimal digits."""
    return _sha256(canonicalize(text))


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
