"""Check each figure against what the text says around its amount, and elsewhere about the same thing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from decimal import Decimal

from annual_reports.analysis.changes import format_number
from annual_reports.analysis.collection import Collection
from annual_reports.analysis.mentions import FigureMentions
from annual_reports.analysis.zeros import ZeroInContext
from annual_reports.checks.figure_lines import line_acknowledging, line_with, reasons_of
from annual_reports.domain import quantities
from annual_reports.domain.contexts import AmountInContext
from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.intervals import Interval, interval
from annual_reports.domain.model import Figure, Mood, Quantity, Report, Role
from annual_reports.domain.periods import WHOLE_YEAR, parse_period

_NOT_RESULTS = (Role.FROM, Role.CHANGE, Role.RANK)
_ROLE_NAMES = {
    Role.FROM: "变化前的数",
    Role.CHANGE: "增减的数",
    Role.RANK: "排位的数",
    Role.RATIO: "比例",
    Role.PART: "“其中”的一部分",
}
_PERCENT = Decimal(100)
_LONGEST_PART = 24
_PART_NAME = re.compile(
    r"(?:^|[^\u4e00-\u9fff ])(?:其中|包括|包含|含|另有|涉及)*([\u4e00-\u9fff ]{2,12}?)"
    r"(?:分别|共计?|为|有|达)* ?\Z"
)
"""Words between the last sign and an amount."""


def figures_in_context(collection: Collection) -> Iterator[Finding]:
    """Find figures whose amount is planned, of another time, of others or a part, or is contradicted."""
    names = {government.name for government in collection.catalog.governments.values()}
    for report in collection.reports:
        mentions = collection.mentions[report.path]
        for figure, said in zip(report.figures, mentions.figures, strict=True):
            if said.own:
                yield from _own_context(report, figure, said.own, names, is_named=said.is_named)
            if said.zero:
                yield from _zero(report, figure, said.zero)
            yield from _said_otherwise(report, figure, said)
            yield from _earlier_figures(collection, report, figure, said)
            yield from _growth(collection, report, figure, said)


def unclaimed_amounts(collection: Collection) -> Iterator[Finding]:
    """Yield one finding for all amounts of a report that no figure gives, at the first of them."""
    for report in collection.reports:
        if free := collection.mentions[report.path].unclaimed:
            found = "、".join(amount.text for amount in free)
            yield finding("amount-unclaimed", report.place(free[0].span[0]), count=len(free), found=found)


def _own_context(
    report: Report, figure: Figure, own: AmountInContext, names: Container[str], *, is_named: bool
) -> Iterator[Finding]:
    """Yield findings for what the words around a figure's amount say, against what its header says."""
    if own.mood is not Mood.DONE:
        mood = "计划、目标里的数" if own.mood is Mood.PLANNED else "规定、要求里的数"
        example = line_acknowledging(report, figure, "figure-from-plan", "已按计划办完")
        yield _told("figure-from-plan", figure, mood=mood, example=example)
        return
    if own.period not in (figure.period, WHOLE_YEAR) and not own.is_inherited:
        yield from _other_period(report, figure, own)
    if figure.scope is None and own.scope is not None:
        checked = line_acknowledging(report, figure, "figure-of-part", "已核对，是本地的数")
        example = line_with(report, figure, scope=own.scope) if own.scope in names else checked
        yield _told("figure-of-part", figure, what=f"{own.scope}的数", example=example)
    elif not _may_be_result(own, is_allowed_part=is_named or not figure.is_default):
        part = _part_in_words(report, figure) if own.role is Role.PART else ""
        checked = line_acknowledging(report, figure, "figure-of-part", "已核对，是总数")
        example = line_with(report, figure, part=part) if part else checked
        yield _told("figure-of-part", figure, what=_ROLE_NAMES[own.role], example=example)


def _part_in_words(report: Report, figure: Figure) -> str:
    """Return the words right before an amount that name its part (其中家庭纠纷 212 件), or nothing."""
    start, sentence = figure.evidence.span[0], figure.evidence.sentence.span[0]
    match = _PART_NAME.search(report.body, max(sentence, start - _LONGEST_PART), start)
    words = "".join(match[1].split()) if match else ""
    is_period = any(parse_period(text, report.year) for text in (words, f"{report.year}{words}"))
    return "" if is_period else words


def _zero(report: Report, figure: Figure, zero: ZeroInContext) -> Iterator[Finding]:
    """Yield a finding for a zero quoted from words on another time, a plan, others or something else."""
    found = zero.context
    is_other_time = not found.period.contains(figure.period) and not found.is_inherited
    told = (
        (found.mood is not Mood.DONE, "说的是计划、目标、要求"),
        (is_other_time, f"说的是{found.period.label(report.year)}"),
        (found.scope is not None and figure.scope is None, f"说的是{found.scope}"),
        (not zero.is_named and figure.is_default, f"没有说{figure.indicator.name}"),
    )
    what = next((words for is_so, words in told if is_so), "")
    if what:
        quote = " ".join(report.body[slice(*figure.evidence.span)].split())
        example = line_acknowledging(report, figure, "zero-not-said", "已核对，说的就是本年没有")
        yield _told("zero-not-said", figure, quote=quote, what=what, example=example)


def _told(code: str, figure: Figure, **facts: object) -> Finding:
    return finding(code, figure.place, key=figure.indicator.name, found=figure.text, **facts)


def _may_be_result(own: AmountInContext, *, is_allowed_part: bool) -> bool:
    """Return True for a result, a named part, and a share that stands for a rate: 持证 17 名，占 94.4%."""
    if own.role is Role.RATIO:
        return own.quantity.unit == "%"
    return own.role not in _NOT_RESULTS and (own.role is not Role.PART or is_allowed_part)


def _other_period(report: Report, figure: Figure, own: AmountInContext) -> Iterator[Finding]:
    """Yield a finding for an amount of another time; a stock is known by its last day alone."""
    period, is_stock = own.period, figure.indicator.is_stock
    if is_stock and period.last == WHOLE_YEAR.last:
        return
    is_narrower = period.is_narrower_than_year or (is_stock and 0 <= period.last < WHOLE_YEAR.last)
    code = "period-narrower" if is_narrower else "figure-of-other-year"
    label = period.label(report.year)
    example = line_with(report, figure, period=label)
    whole_year = {**reasons_of(figure), code: "是全年的数"}
    known = line_with(report, figure, period=None, acknowledged=whole_year)
    yield _told(code, figure, period=label, example=example, known=known)


def _said_otherwise(report: Report, figure: Figure, mentions: FigureMentions) -> Iterator[Finding]:
    for mention in mentions.elsewhere:
        if not mention.agrees_with(figure):
            here, there = (report.place(each.evidence.span[0]).line for each in (figure, mention))
            example = line_acknowledging(report, figure, "said-otherwise", "另一处是窗口受理的")
            facts = {"other": mention.text, "here": here, "there": there, "example": example}
            yield _told("said-otherwise", figure, **facts)


def _earlier_figures(
    collection: Collection, report: Report, figure: Figure, mentions: FigureMentions
) -> Iterator[Finding]:
    """Yield a finding for an amount that differs from that year's report and is not restated."""
    restated = {restatement.year for restatement in figure.restated}
    for year, mention in mentions.earlier:
        before = _figure_of(collection, report, year, figure)
        if before and year not in restated and not mention.agrees_with(before):
            known = {str(each.year): each.text for each in figure.restated}
            given = {**known, str(year): mention.text, "reason": "含信访转办"}
            example = line_with(report, figure, restated=given)
            facts = {"year": year, "said": mention.text, "before": before.text, "example": example}
            yield _told("earlier-figure-differs", figure, **facts)


def _growth(
    collection: Collection, report: Report, figure: Figure, mentions: FigureMentions
) -> Iterator[Finding]:
    """Yield a finding for a stated growth that does not follow from this year's and last year's numbers.

    Last year's number is the one that this text gives, or else that of last year's report.
    """
    before = _figure_of(collection, report, report.year - 1, figure)
    if figure.new_scope or figure.incomparable or (before and before.incomparable):
        return
    given = [mention.amount.quantity for year, mention in mentions.earlier if year == report.year - 1]
    given += [before.quantity] if before else []
    for growth in mentions.growth if given else ():
        expected = _expected_change(given[0], figure.quantity, growth.unit)
        if expected and not growth.change.meets(expected):
            words = _in_words(expected, growth.unit)
            example = line_acknowledging(report, figure, "growth-differs", "上年数已调整")
            facts = {"said": growth.said, "year": report.year - 1, "expected": words, "example": example}
            yield _told("growth-differs", figure, **facts)


def _figure_of(collection: Collection, report: Report, year: int, figure: Figure) -> Figure | None:
    """Return the figure with the same key in the government's report on another year."""
    reports = collection.by_government[report.government.id]
    other = next((each for each in reports if each.year == year), None)
    return next((each for each in other.figures if each.key == figure.key), None) if other else None


def _expected_change(base: Quantity, later: Quantity, unit: str) -> Interval | None:
    """Return the interval of the change in a unit: %, 个百分点, the figure's own; None if unknown."""
    old, new = (interval(quantity, allow_truncation=True) for quantity in (base, later))
    if quantities.family(base.unit) != quantities.family(later.unit):
        return None
    difference = Interval(new.low - old.high, new.high - old.low)
    is_rate = later.unit == "%"
    if unit == ("个百分点" if is_rate else later.unit):
        return difference
    if unit != "%" or is_rate or old.low <= 0:
        return None
    return Interval((new.low / old.high - 1) * _PERCENT, (new.high / old.low - 1) * _PERCENT)


def _in_words(change: Interval, unit: str) -> str:
    """Return the interval of a change in words: 减少 10.8%, 增加 20% 到 30%, 减少 5% 到增加 10%."""
    ends = sorted((round(number, 1) for number in change), key=abs)
    words = [f"{format_number(abs(end))}{unit if unit == '%' else f' {unit}'}" for end in ends]
    verbs = ["持平" if not end else "增加" if end > 0 else "减少" for end in ends]
    if ends[0] == ends[1] or not any(ends):
        return f"{verbs[0]} {words[0]}" if ends[0] else verbs[0]
    same = verbs[0] == verbs[1]
    first = f"{verbs[0]} {words[0]}" if ends[0] else verbs[0]
    return f"{first} 到{'' if same else verbs[1]} {words[1]}"
