"""Write a figure as a row of a table, and as an object of JSON.

Columns keep their names and order; new ones stand behind the old, so that programs that count columns still
read the right ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from annual_reports.analysis.changes import format_number
from annual_reports.domain.figure_keys import describe_period
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Figure, Qualifier, Quantity, Report, Restatement, Role
from annual_reports.domain.periods import MONTHS, Period
from annual_reports.rendering import urls
from annual_reports.rendering.document import Link

Row = Mapping[str, Any]
"""Column name -> value."""

_QUALIFIER_NAMES = {
    Qualifier.EXACT: "准确",
    Qualifier.OVER: "超过",
    Qualifier.NEARLY: "不足",
    Qualifier.ABOUT: "大约",
}
_ROLE_NAMES = {Role.RESULT: "总数", Role.PART: "其中一部分"}


def figure_object(report: Report, figure: Figure, link: Link) -> Row:
    """Return a figure as an object of JSON."""
    quantity = figure.quantity
    return {
        "government": report.government.id,
        "government_name": report.government.name,
        "year": report.year,
        "indicator": figure.indicator.id,
        "indicator_name": figure.indicator.name,
        "value": _plain(quantity.value),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
        "text": figure.text,
        "counted": figure.counted,
        "comparable": figure.incomparable is None,
        "reason": figure.incomparable,
        "new_scope": figure.new_scope,
        "note": figure.note,
        "quote": figure.quote,
        "address": f"{link(report.path)}#{urls.evidence_anchor(figure)}",
        **_context(report, figure),
        **_accuracy(figure),
        "zero_in_words": figure.zero_in_words,
        "remark": figure.remark,
        "restated": [_restatement(one) for one in figure.restated],
    }


def figure_row(report: Report, figure: Figure, link: Link) -> Row:
    """Return a figure as a row of a table."""
    quantity, indicator = figure.quantity, figure.indicator
    return {
        "政府代号": report.government.id,
        "政府": report.government.name,
        "年度": report.year,
        "指标代号": indicator.id,
        "指标": indicator.name,
        "数值": format_number(quantity.value),
        "单位": quantity.unit,
        "限定": _qualifier_name(quantity),
        "原文写法": figure.text,
        "列举计数": "是" if figure.counted else "",
        "不可比原因": figure.incomparable,
        "新口径": figure.new_scope,
        "说明": "；".join(filter(None, (figure.note, figure.remark))),
        "原文": figure.quote,
        "网址": f"{link(report.path)}#{urls.evidence_anchor(figure)}",
        **_context_cells(report, figure),
        **_accuracy_cells(figure),
        "原文说没有": "是" if figure.zero_in_words else "",
        "原文附注": figure.note,
        "本站说明": figure.remark,
        "改报往年": "；".join(f"{one.year}年改为{one.text}：{one.reason}" for one in figure.restated),
    }


def _qualifier_name(quantity: Quantity) -> str:
    """Return what an amount's words say of its number; an exact one is rounded if it stands for several."""
    is_rounded = quantity.qualifier is Qualifier.EXACT and not interval(quantity).is_point
    return "取整" if is_rounded else _QUALIFIER_NAMES[quantity.qualifier]


def _context(report: Report, figure: Figure) -> Row:
    return {
        "period": _months(figure.period, report.year),
        "scope": (figure.scope or report.government).id,
        "role": figure.role.value,
        "part": figure.part,
    }


def _context_cells(report: Report, figure: Figure) -> Row:
    return {
        "时间": describe_period(figure, report.year),
        "范围": (figure.scope or report.government).name,
        "角色": _ROLE_NAMES[figure.role],
        "部分": figure.part,
    }


def _accuracy(figure: Figure) -> Row:
    low, high = interval(figure.quantity)
    unit, value = _canonical(figure)
    return {
        "lower": _plain(low),
        "upper": _plain(high),
        "accuracy": _plain(figure.quantity.step),
        "canonical_unit": unit,
        "canonical_value": None if value is None else _plain(value),
    }


def _accuracy_cells(figure: Figure) -> Row:
    low, high = interval(figure.quantity)
    unit, value = _canonical(figure)
    return {
        "下限": format_number(low),
        "上限": format_number(high),
        "准确到": format_number(figure.quantity.step),
        "标准单位": unit,
        "标准数值": "" if value is None else format_number(value),
    }


def _canonical(figure: Figure) -> tuple[str, Decimal] | tuple[None, None]:
    """Return the indicator's unit and the value in it; nothing for a unit that measures something else.

    Accepted units count the same thing in the same size: 219 宗 are 219 件.
    """
    quantity, indicator = figure.quantity, figure.indicator
    is_accepted = quantity.unit in indicator.accepted_units
    return (indicator.unit, quantity.value) if is_accepted else (None, None)


def _months(period: Period, year: int) -> str:
    """Return first and last month as in ISO 8601: 2024-01/2024-06; `..` for a beginning that is not known."""
    first = ".." if period.first is None else _month(period.first, year)
    return f"{first}/{_month(period.last, year)}"


def _month(month: int, year: int) -> str:
    years, number = divmod(month, MONTHS)
    return f"{year + years}-{number + 1:02}"


def _restatement(restatement: Restatement) -> Row:
    quantity = restatement.quantity
    return {
        "year": restatement.year,
        "value": _plain(quantity.value),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
        "text": restatement.text,
        "reason": restatement.reason,
    }


def _plain(value: Decimal) -> int | float:
    """Return a number of a type that JSON has."""
    return int(value) if value == value.to_integral_value() else float(value)
