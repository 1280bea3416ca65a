"""What a report's file shows by itself: markup where text belongs, slips of writing, personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from annual_reports.findings import Finding, finding
from annual_reports.front_matter import Source
from annual_reports.proofreading import privacy, proofread
from annual_reports.proofreading.rules import Manuscript, Remark

_MOST = 100
"""Places of one kind that are told; a file made of nothing else must not take minutes to refuse."""
_RULE_OF_A_TABLE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?")
_NO_TEXT = re.compile(
    r"<(?=[a-zA-Z/!?])[^>\n]{0,40}>?|^(?: {4}|\t)[^\n]*\S|^ {0,3}~{3,}[^\n]*|`[^`\n]*`?", re.MULTILINE
)


def findings(source: Source, body: Manuscript) -> Iterator[Finding]:
    """Check the text and, for personal data, the header above it too."""
    if not source.body.strip():
        yield finding("empty-body", source.place(source.body_start))
    for remarks in (_markup(body.text), _uneven_tables(body.text), proofread(body)):
        for remark in islice(remarks, _MOST):
            yield _told(source, source.body_start, remark)
    for remark in privacy.personal_data(Manuscript(source.text[: source.body_start], None)):
        yield _told(source, 0, remark)


def _markup(body: str) -> Iterator[Remark]:
    """The body is text: HTML could hide or forge it, and in code no figure can be marked."""
    for match in _NO_TEXT.finditer(body):
        code = "html-in-body" if match[0].startswith("<") else "code-in-body"
        yield Remark(code, match.span(), {"found": match[0].strip()})


def _uneven_tables(body: str) -> Iterator[Remark]:
    """Rows with more or fewer cells than the head: Markdown drops what is too much, unseen."""
    expected, offset, before = 0, 0, ""
    for line in body.splitlines(keepends=True):
        if _RULE_OF_A_TABLE.fullmatch(line.rstrip()) and "|" in before:
            expected = _cells(before)
        expected = expected if line.strip() else 0
        if expected and _cells(line) != expected:
            facts = {"found": line.strip(), "cells": _cells(line), "expected": expected}
            yield Remark("table-uneven", (offset, offset + len(line)), facts)
        offset, before = offset + len(line), line


def _cells(row: str) -> int:
    return row.strip().removeprefix("|").removesuffix("|").count("|") + 1


def _told(source: Source, offset: int, remark: Remark) -> Finding:
    return finding(remark.code, source.place(offset + remark.span[0]), **remark.facts)
