"""Find what a report's text says about each figure: the context of its amount, and where else it stands.

An amount elsewhere counts as the same thing only if the words around it are almost the same: readers are
shown it as such, and a finding follows where the numbers differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from annual_reports.analysis.growth import Growth, growth_in_multiples, growth_in_numbers, growth_in_words
from annual_reports.analysis.recognition import recognise
from annual_reports.analysis.table_amounts import cell_in_context
from annual_reports.analysis.wording import all_words
from annual_reports.analysis.zeros import ZeroInContext, zero_in_context
from annual_reports.domain.catalog import Catalog, Indicator
from annual_reports.domain.contexts import AmountInContext, amounts_in_context, setting_of
from annual_reports.domain.evidence import Body, find_evidence
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Evidence, Figure, Mood, Report, Role, Span
from annual_reports.domain.text import squeeze

_SAME_WORDS = 80
"""Least similarity, in percent, of the words around two amounts of one thing."""
_FAR = 200
"""Characters around an amount to which its clause may reach; bounds the time for any text."""
_BORDER = re.compile(r"[，；：。！？,;、\n]")
_EMPTY_WORDS = re.compile(
    r"(?:[12]\d{3}年?度?|今年以来|一年来|今年|本年度?|全年|年内|累计|总共|合计|共计?|各类|[全我本][镇乡县市区街道局]+|[了达约近])"
)
"""Words that do not change what is counted."""
_OPENING = re.compile(r"(?:[一二三四五六七八九十]+是|\W|截[至止]|[\d年月日底末份至到]|已|先后|以来|间)*")
"""Words that may stand before those for a thing without making a part of it: 截至12月底，已排查……"""
_ACTS = re.compile(
    "(?:排查|化解|调[解处]|[受办审][理结]|开展|举[办行]|组织|召开|[收接]到|印发|制定|审[查核]|发放|培训|处理|查处|作出|完成|出具|建[成立]|聘请|配备|有)"
)
"""Verbs with which a clause begins that has no subject of its own."""
_CAMPAIGN = re.compile(r"行动|活动|专项|期间|(?<![\d一二三四五六七八九十])月")
_LESS, _MORE = "减降缩少跌滑", "增升加涨多高"
_DIRECTION = re.compile(f"[{_LESS}{_MORE}]")
_AGAINST_YEAR_BEFORE = re.compile(r"同比|[较比与](?:上年|去年|上一年)|上年同期|去年同期")


class Mention(NamedTuple):
    """Amount of the text that is about the same thing as a figure."""

    amount: AmountInContext
    text: str
    """Amount as the text writes it."""
    evidence: Evidence

    def agrees_with(self, figure: Figure) -> bool:
        """Return True if both may be the same number."""
        mine, other = (
            interval(quantity, allow_truncation=True) for quantity in (self.amount.quantity, figure.quantity)
        )
        return mine.meets(other)


@dataclass(frozen=True, slots=True)
class FigureMentions:
    """Mentions of one figure in the text of its report."""

    own: AmountInContext | None = None
    """The figure's amount in its context; None if the number is counted or a zero in words."""
    is_named: bool = False
    """True if the amount is a part by its words, but one that they name as the figure's indicator."""
    elsewhere: tuple[Mention, ...] = ()
    """Amounts with the figure's key in other places of the text."""
    earlier: tuple[tuple[int, Mention], ...] = ()
    """Earlier years, and the amounts that this text gives for them."""
    growth: tuple[Growth, ...] = ()
    """Changes against the year before that the text states."""
    zero: ZeroInContext | None = None
    """Context of the quotation of a zero in words."""


class Unclaimed(NamedTuple):
    """Amount of the text that no figure gives."""

    text: str
    span: Span


class TextMentions(NamedTuple):
    """Mentions of all figures of a report, and its other amounts."""

    figures: tuple[FigureMentions, ...] = ()
    """In the order of `report.figures`."""
    unclaimed: tuple[Unclaimed, ...] = ()
    """Amounts that might be figures, are none, and repeat none."""


def find_mentions(report: Report, catalog: Catalog) -> TextMentions:
    """Return what the text of a report says about its figures, and its other amounts."""
    reader = _Reader(report, catalog)
    figures = tuple(map(reader.mentions, report.figures))
    return TextMentions(figures, tuple(reader.unclaimed(figures)))


class _Reader:
    """Holds the amounts of one report with their contexts."""

    def __init__(self, report: Report, catalog: Catalog) -> None:
        self._report = report
        self._body = Body(report.body)
        self._setting = setting_of(report.government, report.year, catalog)
        self._indicators = tuple(catalog.indicators.values())
        self._amounts = amounts_in_context(self._body, self._setting)
        self._counted: dict[str, set[Span]] = {}
        self._claimed = [figure.evidence.span for figure in report.figures]
        restated = (each.evidence for figure in report.figures for each in figure.restated)
        self._claimed += [evidence.span for evidence in restated if evidence]

    def unclaimed(self, figures: Iterable[FigureMentions]) -> Iterator[Unclaimed]:
        """Yield the amounts that may be figures and are none, given what the text says of the figures."""
        mentioned = {mention.amount.quantity.span for each in figures for mention in each.elsewhere}
        counted = {amount.quantity.span for amount in self._amounts if amount.may_be_figure}
        in_tables = {span for span, cell in self._body.cells.items() if cell.quantity.value}
        for span in sorted((counted | in_tables) - mentioned):
            if not self._is_claimed(span):
                yield Unclaimed(self._body.amount_at(span), span)

    def mentions(self, figure: Figure) -> FigureMentions:
        if figure.zero_in_words:
            quote, indicator = figure.evidence.span, figure.indicator
            zero = zero_in_context(self._body, quote, indicator, self._indicators, self._setting)
            return FigureMentions(zero=zero)
        if cell := self._body.cells.get(figure.evidence.span):
            return FigureMentions(cell_in_context(self._body, cell, self._setting, figure.indicator))
        own = next((a for a in self._amounts if _overlap(a.quantity.span, figure.evidence.span)), None)
        if own is None or figure.counted:
            return FigureMentions()
        return FigureMentions(
            own,
            own.role is Role.PART and self._counts(figure.indicator, own),
            tuple(map(self._mention, self._elsewhere(figure, own))),
            tuple(self._earlier(figure, own)),
            tuple(self._growth(own)),
        )

    def _counts(self, indicator: Indicator, amount: AmountInContext) -> bool:
        """Return True if the words around an amount name an indicator."""
        if indicator.id not in self._counted:
            found = recognise(self._body, self._amounts, (indicator,))
            self._counted[indicator.id] = {each.amount.quantity.span for each in found}
        return amount.quantity.span in self._counted[indicator.id]

    def _elsewhere(self, figure: Figure, own: AmountInContext) -> Iterator[AmountInContext]:
        scope = figure.scope.name if figure.scope else None
        if (own.period, own.scope) != (figure.period, scope) or not _is_result(own):
            return
        for amount in self._in_the_same_words(figure, own):
            has_same_key = (amount.period, amount.scope) == (own.period, own.scope) and _is_result(amount)
            is_free = not amount.is_cumulative and not self._is_claimed(amount.quantity.span)
            if has_same_key and is_free and not self._is_part(figure, own, amount):
                yield amount

    def _is_part(self, figure: Figure, own: AmountInContext, amount: AmountInContext) -> bool:
        """Return True for an amount with its own subject (东岭村), and for a smaller one of a campaign."""
        words = _OPENING.sub("", self._words_around(amount), count=1)
        names = (self._words_around(own)[:2], *all_words(figure.indicator))
        if not (words.startswith(names) or _ACTS.match(words)):
            return True
        start = amount.quantity.span[0]
        sentence = find_evidence(self._report.sentences, (start, start)).sentence.span[0]
        is_of_campaign = _CAMPAIGN.search(self._report.body, sentence, start)
        return bool(is_of_campaign) and amount.quantity.value < figure.quantity.value

    def _in_the_same_words(self, figure: Figure, own: AmountInContext) -> Iterator[AmountInContext]:
        """Yield the other amounts with almost the same words around them as a figure's own."""
        words, units = self._words_around(own), figure.indicator.accepted_units
        of_unit = (a for a in self._amounts if a is not own and a.quantity.unit in units)
        for amount in of_unit if len(words) > 1 else ():
            is_alike = fuzz.ratio(words, self._words_around(amount)) >= _SAME_WORDS
            if is_alike and self._counts(figure.indicator, amount):
                yield amount

    def _is_claimed(self, span: Span) -> bool:
        return any(_overlap(span, claimed) for claimed in self._claimed)

    def _words_around(self, amount: AmountInContext) -> str:
        """Return the words of an amount's clause that say what it counts."""
        start, end = amount.quantity.span
        sentence = find_evidence(self._report.sentences, (start, start)).sentence.span
        before = _BORDER.split(self._report.body[max(sentence[0], start - _FAR) : start])[-1]
        after = _BORDER.split(self._report.body[end : min(sentence[1], end + _FAR)], maxsplit=1)[0]
        return _EMPTY_WORDS.sub("", squeeze(before + after))

    def _earlier(self, figure: Figure, own: AmountInContext) -> Iterator[tuple[int, Mention]]:
        """Yield amounts of earlier years: in the same words, or compared behind the figure's."""
        compared = (amount for amount in self._behind(own) if self._is_compared(amount))
        for amount in dict.fromkeys([*self._in_the_same_words(figure, own), *compared]):
            years = amount.period.years_before
            is_own = amount.scope is None and amount.mood is Mood.DONE and amount.role is not Role.CHANGE
            if years and is_own and amount.quantity.unit in figure.indicator.accepted_units:
                yield self._report.year - years, self._mention(amount)

    def _is_compared(self, amount: AmountInContext) -> bool:
        """Return True for an amount right behind the name of an earlier year: 比2023年的620件."""
        start = amount.quantity.span[0]
        return bool(re.search(r"年(?:同期)?的?\s*$", self._report.body[max(0, start - 6) : start]))

    def _growth(self, own: AmountInContext) -> Iterator[Growth]:
        """Yield the changes against the year before that follow the figure's amount in its sentence."""
        before = own.quantity.span[1]
        behind = self._body.folded[before : before + _FAR]
        yield from growth_in_words(behind, self._report.year - 1, own.quantity.unit)
        for amount in self._behind(own):
            if _is_result(amount) and amount.period == own.period:
                return
            words = self._report.body[before : amount.quantity.span[0]]
            directions = _DIRECTION.findall(words)
            if amount.role is Role.CHANGE and directions and self._is_against_year_before(words):
                sign = -1 if directions[-1] in _LESS else 1
                yield growth_in_numbers(amount.quantity, self._mention(amount).text, sign)
            year, text = self._report.year - 1, self._mention(amount).text
            yield from growth_in_multiples(amount.quantity, text, words, year)
            before = amount.quantity.span[1] if amount.role is Role.CHANGE else before

    def _is_against_year_before(self, words: str) -> bool:
        year = self._report.year - 1
        return bool(_AGAINST_YEAR_BEFORE.search(words)) or bool(re.search(f"[较比与]{year}年", words))

    def _behind(self, own: AmountInContext) -> Iterator[AmountInContext]:
        """Yield the amounts behind the figure's own in the same sentence."""
        sentence = find_evidence(self._report.sentences, own.quantity.span).sentence
        for amount in self._amounts:
            if own.quantity.span[1] <= amount.quantity.span[0] < sentence.span[1]:
                yield amount

    def _mention(self, amount: AmountInContext) -> Mention:
        span = amount.quantity.span
        text = " ".join(self._report.body[slice(*span)].split())
        return Mention(amount, text, find_evidence(self._report.sentences, span))


def _is_result(amount: AmountInContext) -> bool:
    return amount.mood is Mood.DONE and amount.role in (Role.RESULT, Role.TO)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
