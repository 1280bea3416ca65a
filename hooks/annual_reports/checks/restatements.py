"""Check the year of an amount that a report gives anew against the year that its text names for it."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.table_amounts import cell_in_context
from annual_reports.domain.contexts import AmountInContext, Setting, amounts_in_context, setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.model import Figure, Mood, Report, Restatement, Role, Span
from annual_reports.domain.periods import MONTHS, WHOLE_YEAR, Period
from annual_reports.domain.yaml_text import yaml_line

_RESULTS = (Role.RESULT, Role.TO, Role.PART)


def restated_years(collection: Collection) -> Iterator[Finding]:
    """Find amounts given anew for a year of which the text does not say them."""
    for report in collection.reports:
        restating = [figure for figure in report.figures if figure.restated]
        if restating:
            setting = setting_of(report.government, report.year, collection.catalog)
            read = _Reader(Body(report.body), setting)
            for figure in restating:
                yield from _years_of(report, figure, read)


class _Reader:
    """Holds the amounts of one report with their contexts."""

    def __init__(self, body: Body, setting: Setting) -> None:
        self._body, self._setting = body, setting
        self._amounts = amounts_in_context(body, setting)

    def amount_at(self, span: Span, figure: Figure) -> AmountInContext | None:
        """Return the amount at a place, read as one of a figure's indicator."""
        if cell := self._body.cells.get(span):
            return cell_in_context(self._body, cell, self._setting, figure.indicator)
        amounts = (a for a in self._amounts if a.quantity.span[0] < span[1] and span[0] < a.quantity.span[1])
        return next(amounts, None)


def _years_of(report: Report, figure: Figure, read: _Reader) -> Iterator[Finding]:
    for restated in figure.restated:
        found = read.amount_at(restated.evidence.span, figure) if restated.evidence else None
        if found and _is_of_another_year(report, figure, restated, found):
            yield _finding(report, figure, restated, found.period)


def _is_of_another_year(
    report: Report, figure: Figure, restated: Restatement, found: AmountInContext
) -> bool:
    """Return True if the words tell another time; a result without a time is one of this year."""
    years = report.year - restated.year
    if found.period == WHOLE_YEAR:
        sentence = restated.evidence.sentence.text if restated.evidence else ""
        is_open = str(restated.year) in sentence or found.is_cumulative or found.role not in _RESULTS
        return found.mood is Mood.DONE and not is_open
    first, last = figure.period
    expected = Period(None if first is None else first - years * MONTHS, last - years * MONTHS)
    is_same_end = found.period.first is None and found.period.last == expected.last
    return not (found.period.contains(expected) and found.period.last == expected.last) and not is_same_end


def _finding(report: Report, figure: Figure, restated: Restatement, period: Period) -> Finding:
    years = period.years_before
    given = {str(report.year - (years or 0)): restated.text, "reason": "上年漏报"}
    right = yaml_line("restated", given) if years else ""
    example = f"改成正文说的年份，例如 {right}" if right else "改成正文说的那一年的数；没有的，删去 restated"
    return finding(
        "restated-other-year",
        figure.place,
        key=figure.indicator.name,
        found=restated.text,
        year=restated.year,
        period=period.label(report.year),
        example=example,
    )
