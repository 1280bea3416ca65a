"""A report -> what is held against a published one: the signed text, and the figures.

The canonical form of a text has no white space, no vertical bar (it draws tables) and no full-width form
that has a half-width twin; so it is the same on paper, in Word, on the page and in Markdown. Its digest is
the SHA-256 of that in UTF-8. `theme/assets/verify.js` makes the same; both answer to
`tests/golden/canonical.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from annual_reports.model import Report
from annual_reports.text import squeeze

_RULE_OF_A_TABLE = re.compile(
    r"(\A|\n[ \t]*\n|(?:\A|\n)[ \t]*#{1,6} [^\n]*\n)([^\n]*\|[^\n]*\n)"
    r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?(?=\n|\Z)"
)
"""The line below a table's head, which prints nothing."""
_LINE_MARKS = re.compile(r"^(?:[ \t]*(?:#{1,6}|[-+>])[ \t]+)+", re.MULTILINE)
"""What makes a heading, a list or a quotation of a line, and is not printed either."""


class Stated(NamedTuple):
    """What a report states, as far as it must not change unsaid."""

    text: str
    """Digest of the whole signed text: letterhead, number, title, body, signature."""
    body: str
    """Digest of the body alone, for those who have no more."""
    figures: Mapping[str, str]
    """Indicator id -> amount, in canonical form."""
    corrections: int
    """How many corrections it declares."""


def stated(report: Report) -> Stated:
    """What a report states now."""
    return Stated(
        text=digest(signed_text(report)),
        body=digest(visible(report.body)),
        figures={figure.indicator.id: canonical(figure.text) for figure in report.figures},
        corrections=len(report.corrections),
    )


def key_of(report: Report) -> str:
    """What the ledger calls a report: `pingshi/2024`."""
    return f"{report.government.id}/{report.year}"


def signed_text(report: Report) -> str:
    """The whole signed document as plain text, a paragraph a line."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    particulars = (report.letterhead, report.document_number, report.title)
    yield from (line for line in particulars if line)
    yield from (line.strip() for line in visible(report.body).splitlines() if line.strip())
    yield from report.signature


def visible(body: str) -> str:
    """What a reader sees of a body's Markdown: without the marks of headings, lists and tables."""
    unruled = _RULE_OF_A_TABLE.sub(r"\1\2", body)
    return re.sub(r"[ \t]*\|[ \t]*", "\t", _LINE_MARKS.sub("", unruled))


def canonical(text: str) -> str:
    """The form of which digests are made."""
    return squeeze(text).replace("|", "")


def digest(text: str) -> str:
    """SHA-256 of a text's canonical form, in hexadecimal digits."""
    return sha256(canonical(text).encode()).hexdigest()
