"""A report -> what is held against a published one: the signed text, and the figures.

The canonical form of a text has no white space, no vertical bar (it draws tables) and no full-width form
that has a half-width twin; so it is the same on paper, in Word, on the page and in Markdown. Only where one
of these stands between two numbers a space is left: 12 | 3 is not 1 | 23, and 3，200 is not 3,200. Its digest
is the SHA-256 of that in UTF-8. `theme/assets/verify.js` makes the same; both answer to
`tests/golden/canonical.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from annual_reports.model import Correction, Report
from annual_reports.text import fold_width

_RULE_OF_A_TABLE = re.compile(
    r"(\A|\n[ \t]*\n|(?:\A|\n)[ \t]*#{1,6} [^\n]*\n)([^\n]*\|[^\n]*\n)"
    r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?(?=\n|\Z)"
)
"""The line below a table's head, which prints nothing."""
_LINE_MARKS = re.compile(r"^(?:[ \t]*(?:#{1,6}|[-+>])[ \t]+)+", re.MULTILINE)
"""What makes a heading, a list or a quotation of a line, and is not printed either."""

_BORDER = re.compile(r"[ \t]*\|[ \t]*")
_BETWEEN_NUMBERS = re.compile(r"[\s|](?<=[0-9.][\s|])[\s|]*(?=[0-9.])")
_WIDE_IN_NUMBERS = re.compile(r"[，：；！？](?<=[0-9０-９].)(?=[0-9０-９])")
"""They look back behind their first character: `re` finds that fast, but tries a look-back everywhere."""
_IN_NUMBERS = "0123456789."
_KEPT = "\x00"
"""Stands for a space that stays, while the others go; no text has it."""


class Stated(NamedTuple):
    """What a report states, as far as it must not change unsaid."""

    text: str
    """Digest of the whole signed text: letterhead, number, title, body, signature."""
    body: str
    """Digest of the body alone, for those who have no more."""
    figures: Mapping[str, str]
    """Indicator id -> amount, in canonical form."""
    corrections: tuple[str, ...]
    """Digest of each correction that it declares, in their order."""


def stated(report: Report) -> Stated:
    """What a report states now."""
    body = canonical(visible(report.body))
    around = ("\n".join(_above(report)), "\n".join(report.signature))
    return Stated(
        text=_sha256(_joined(canonical(around[0]), body, canonical(around[1]))),
        body=_sha256(body),
        figures={figure.indicator.id: canonical(figure.text) for figure in report.figures},
        corrections=tuple(map(_digest_of_correction, report.corrections)),
    )


def _digest_of_correction(one: Correction) -> str:
    words = (one.subject, one.before, one.after, one.reason)
    return digest("\n".join([one.date.isoformat(), *words]))


def key_of(report: Report) -> str:
    """What the ledger calls a report: `pingshi/2024`."""
    return f"{report.government.id}/{report.year}"


def signed_text(report: Report) -> str:
    """The whole signed document as plain text, a paragraph a line."""
    body = (line.strip() for line in visible(report.body).splitlines())
    return "\n".join([*_above(report), *filter(None, body), *report.signature]) + "\n"


def _above(report: Report) -> list[str]:
    return [line for line in (report.letterhead, report.document_number, report.title) if line]


def visible(body: str) -> str:
    """What a reader sees of a body's Markdown: without the marks of headings, lists and tables."""
    unmarked = _LINE_MARKS.sub("", _RULE_OF_A_TABLE.sub(r"\1\2", body) if "|" in body else body)
    return _BORDER.sub("\t", unmarked) if "|" in unmarked else unmarked


def canonical(text: str) -> str:
    """The form of which digests are made."""
    folded = fold_width(_WIDE_IN_NUMBERS.sub(rf"\g<0>{_KEPT}", text))
    return "".join(_BETWEEN_NUMBERS.sub(_KEPT, folded).split()).replace("|", "").replace(_KEPT, " ")


def _joined(*parts: str) -> str:
    """The canonical form of paragraphs of which each is in canonical form."""
    whole = ""
    for part in filter(None, parts):
        apart = whole[-1:] in _IN_NUMBERS and part[0] in _IN_NUMBERS
        whole = f"{whole} {part}" if whole and apart else whole + part
    return whole


def digest(text: str) -> str:
    """SHA-256 of a text's canonical form, in hexadecimal digits."""
    return _sha256(canonical(text))


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
