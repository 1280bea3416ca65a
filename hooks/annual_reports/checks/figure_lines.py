"""Write the line of a figure as a finding proposes it: all that its header says now, and one thing more."""

from __future__ import annotations

from annual_reports.domain.evidence import Body, short_quote, spans_of_amount, spans_of_quote
from annual_reports.domain.model import Figure, Report
from annual_reports.domain.periods import WHOLE_YEAR
from annual_reports.domain.yaml_text import YamlValue, yaml_line


def line_with(report: Report, figure: Figure, **more: YamlValue) -> str:
    """Return the line; an indicator with several figures keeps them all. None takes something away."""
    same = [each for each in report.figures if each.indicator == figure.indicator]
    values = [{**_written(report, each), **(more if each is figure else {})} for each in same]
    filled = [{key: value for key, value in each.items() if value is not None} for each in values]
    return yaml_line(figure.indicator.name, filled if len(filled) > 1 else filled[0])


def line_acknowledging(report: Report, figure: Figure, code: str, reason: str) -> str:
    """Return the line with a finding acknowledged."""
    return line_with(report, figure, acknowledged={**reasons_of(figure), code: reason})


def reasons_of(figure: Figure) -> dict[str, YamlValue]:
    """Return code -> reason of what a figure acknowledges."""
    return {each.code: each.reason for each in figure.acknowledged}


def _written(report: Report, figure: Figure) -> dict[str, YamlValue]:
    is_declared = figure.incomparable and figure.quantity.unit in figure.indicator.accepted_units
    restated: dict[str, YamlValue] = {str(each.year): each.text for each in figure.restated}
    return {
        "value": figure.text,
        "quote": _quote(report, figure),
        "period": None if figure.period == WHOLE_YEAR else figure.period.label(report.year),
        "scope": figure.scope.name if figure.scope else None,
        "part": figure.part,
        "note": figure.note,
        "remark": figure.remark,
        "counted": True if figure.counted else None,
        "comparable": False if is_declared else None,
        "reason": figure.incomparable if is_declared else None,
        "new_scope": figure.new_scope,
        "restated": {**restated, "reason": figure.restated[0].reason} if restated else None,
        "acknowledged": reasons_of(figure) or None,
    }


def _quote(report: Report, figure: Figure) -> str | None:
    """Return the words to quote, or None if the amount alone tells its place."""
    body = Body(report.body)
    if figure.zero_in_words or figure.counted:
        quote = body.text_at(figure.evidence.span)
        return quote if len(spans_of_quote(body, quote)) == 1 else short_quote(body, figure.evidence.span)
    if len(spans_of_amount(body, figure.text)) == 1:
        return None
    is_told_by_row = figure.row and len(spans_of_quote(body, figure.row)) == 1
    return figure.row if is_told_by_row else short_quote(body, figure.evidence.span)
