"""Check the codes that a header acknowledges, for the whole report or for one figure."""

from __future__ import annotations

from collections.abc import Iterable

from annual_reports.domain.findings import RULES, Severity
from annual_reports.sources.validation import guess
from annual_reports.sources.yaml_reader import Loc, Marked


def check_codes(marked: Marked, codes: Iterable[str], loc: Loc, *, of_figure: bool) -> None:
    """Add a finding for each code that is unknown, an error, or can be acknowledged for one figure only."""
    for code in codes:
        at: Loc = (*loc, code)
        if code not in RULES:
            marked.add("unknown-code", at, at_key=True, found=code, guess=guess(code, RULES))
        elif RULES[code]["severity"] == Severity.ERROR:
            marked.add("not-acknowledgeable", at, at_key=True, found=code)
        elif RULES[code].get("for") == "figure" and not of_figure:
            marked.add("acknowledged-for-report", at, at_key=True, found=code)
