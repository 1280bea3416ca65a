"""Check the text of a report's file: HTML in the body, uneven tables, slips of writing, personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from annual_reports.domain.blocks import DELIMITER_ROW
from annual_reports.domain.evidence import Body, passage
from annual_reports.domain.findings import Finding, Passage, Place, finding
from annual_reports.domain.text import squeeze
from annual_reports.proofreading import leftovers, privacy, proofread
from annual_reports.proofreading.rules import ProofText, TextFinding
from annual_reports.sources.acknowledged_codes import quotes
from annual_reports.sources.front_matter import Source

_MAX_FINDINGS = 100
"""Maximum number of findings of one check; a file made of nothing but errors must not take minutes."""
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*(?:[\s/][^<>\n]{0,40})?>|!--(?:[^<>\n]{0,40}-->)?)")
"""HTML as it comes along from web pages; a < b is none."""


def check_text(source: Source, body: ProofText) -> Iterator[Finding]:
    """Check the body, and the header for leftovers and for personal data that the body has not."""
    if not source.body.strip():
        yield finding("empty-body", source.place(source.body_start))
    for text_findings in (_tags(body.text), _uneven_tables(body.text), proofread(body)):
        for text_finding in islice(text_findings, _MAX_FINDINGS):
            yield _of_body(source, body, text_finding)
    yield from _of_header(source, body)


def _tags(body: str) -> Iterator[TextFinding]:
    """Find HTML, which is printed sign for sign, but hardly stands in a signed document."""
    for match in _TAG.finditer(body):
        yield TextFinding("html-in-body", match.span(), {"found": match[0]})


def _uneven_tables(body: str) -> Iterator[TextFinding]:
    """Find rows of tables with more or fewer cells than the head."""
    expected, offset, previous = 0, 0, ""
    for line in body.splitlines(keepends=True):
        if DELIMITER_ROW.fullmatch(line.rstrip()) and "|" in previous:
            expected = _count_cells(previous)
        expected = expected if line.strip() else 0
        if expected and _count_cells(line) != expected:
            facts = {"found": line.strip(), "cells": _count_cells(line), "expected": expected}
            yield TextFinding("table-uneven", (offset, offset + len(line)), facts)
        offset, previous = offset + len(line), line


def _count_cells(row: str) -> int:
    return row.strip().removeprefix("|").removesuffix("|").count("|") + 1


def _of_body(source: Source, body: Body, found: TextFinding) -> Finding:
    def place(offset: int) -> Place:
        return source.place(source.body_start + offset)

    return finding(found.code, place(found.span[0]), passage(body, found.span, place), **found.facts)


def _of_header(source: Source, body: Body) -> Iterator[Finding]:
    """Find leftovers and personal data that neither the body has, which is judged itself, nor a quotation."""
    header = ProofText(source.text[: source.body_start], None)
    quoted = [(line, squeeze(quote)) for line, quote in quotes(source.header)]
    for code, span, facts in (*privacy.personal_data(header), *leftovers.leftovers(header)):
        words, place = source.text[slice(*span)], source.place(span[0])
        is_quoted = any(line == place.line and squeeze(words) in quote for line, quote in quoted)
        if squeeze(words) not in body.squeezed and not is_quoted:
            own = Passage(source.place(span[1]), " ".join(words.split()))
            yield finding(code, place, own, **facts)
