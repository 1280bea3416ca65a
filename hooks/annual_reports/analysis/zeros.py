"""Find statements in words that there was none of what an indicator counts: 未发生行政复议案件, 无败诉案件.

A statement counts only if nothing but the indicator's own words and empty ones stand in it:
无行政复议变更案件 does not say that there was no 行政复议案件.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.analysis.recognition import recognise_words
from annual_reports.analysis.wording import Zones, all_words
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.contexts import AmountInContext, Setting, places_in_context
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Mood, Span
from annual_reports.domain.periods import WHOLE_YEAR

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def _one_of(name: str) -> str:
    return "|".join(sorted(_RULES[name].split(), key=len, reverse=True))


_UNITS = ("件", "元")
"""Units of cases, files and fines, of which reports say that there was none."""
_CLAUSE = re.compile(r"[^,;:。!?()\n|]{1,120}")
"""Words of a statement; their number bounds the time for any text."""
_NONE = re.compile(_one_of("none"))
_NO = re.compile(_RULES["negation"])
"""Negation alone; its verb may belong to the indicator's name: 没有制定规范性文件."""
_ANYTHING = re.compile(_one_of("empty"))
_WISH = re.compile(_one_of("wished"))
_HOPED = re.compile(_one_of("hoped"))
_BORDERS = ",;:。!?\n|"
_LONGEST_CLAUSE = 120
_NONE_BEHIND = re.compile(_RULES["none_behind"])
_COMPLETE = re.compile(_RULES["complete"])
_LIST_SIGN = re.compile(_RULES["lists"])


class ZeroStatement(NamedTuple):
    """Statement that there was none of what an indicator counts."""

    indicator: Indicator
    span: Span
    """Span of the clause, from the word that negates."""


class ZeroInContext(NamedTuple):
    """Context of a quotation that there was none."""

    context: AmountInContext
    is_named: bool
    """True if they name the indicator."""


def zero_statements(body: Body, indicators: Sequence[Indicator], setting: Setting) -> Iterator[ZeroStatement]:
    """Yield what a text says that there was none of in the year, each indicator at most once."""
    counted = [indicator for indicator in indicators if indicator.unit in _UNITS and not indicator.is_stock]
    found = [
        (place, ZeroStatement(indicator, span))
        for place, span, named in _negations(body, counted)
        if not _is_wished(body, place[0])
        for indicator in named
    ]
    contexts = places_in_context(body, setting, (place for place, _ in found))
    seen: set[str] = set()
    for place, statement in found:
        if _is_of_year(contexts[place]) and statement.indicator.id not in seen:
            seen.add(statement.indicator.id)
            yield statement


def _negations(body: Body, counted: Sequence[Indicator]) -> Iterator[tuple[Span, Span, list[Indicator]]]:
    """Yield the spans of the words that negate and of their statement, with the indicators that it names."""
    for place, end in _negated_clauses(body):
        yield place, (place[0], end), _indicators_of(body.folded[place[0] : end], counted)
    for match in _NONE_BEHIND.finditer(body.folded):
        start = _clause_start(body, match.start())
        words = "".join(body.folded[start : match.start()].split())
        yield match.span(), (start, match.end()), _things_of(words, counted)


def zero_in_context(
    body: Body, quote: Span, indicator: Indicator, others: Sequence[Indicator], setting: Setting
) -> ZeroInContext:
    """Return what the words say around a quotation that there was none: of the place that fits best.

    Args:
        body: the text.
        quote: span of the quotation.
        indicator: indicator that it is quoted for.
        others: all indicators, by which the words of a list are known.
        setting: what is known of the report.

    """
    within = [(place, end) for place, end in _negated_clauses(body) if quote[0] <= place[0] < quote[1]]
    ends = dict(within) or {quote: quote[1]}
    contexts = places_in_context(body, setting, ends)
    found = [
        ZeroInContext(_hoped(body, contexts[place]), _is_named(body, place, end, indicator, others))
        for place, end in ends.items()
    ]
    return max(found, key=lambda zero: (zero.is_named, _is_of_year(zero.context)))


def _is_of_year(context: AmountInContext) -> bool:
    """Return True for what the government had none of in the year, or in more years: 2021年以来未发生."""
    is_done = context.mood is Mood.DONE and context.scope is None
    return is_done and (context.period.contains(WHOLE_YEAR) or context.is_inherited)


def _hoped(body: Body, context: AmountInContext) -> AmountInContext:
    """Return a context as a plan if its clause says before that it shall be: 确保无败诉案件."""
    start = context.quantity.span[0]
    is_hoped = _HOPED.search(body.folded, _clause_start(body, start), start)
    return context._replace(mood=Mood.PLANNED) if is_hoped else context


def _clause_start(body: Body, offset: int) -> int:
    first = max(0, offset - _LONGEST_CLAUSE)
    return max(first, *(body.folded.rfind(border, first, offset) + 1 for border in _BORDERS))


def _is_named(body: Body, place: Span, end: int, indicator: Indicator, others: Sequence[Indicator]) -> bool:
    """Return True if the clause of a negation names an indicator; of cases, if it names nothing else."""
    before = "".join(body.folded[_clause_start(body, place[0]) : place[0]].split())
    behind = "".join(body.folded[place[0] : end].split())
    if indicator.unit in _UNITS and _ANYTHING.sub("", _NONE.sub("", behind, count=1)):
        known = (indicator in _indicators_of(behind, each) for each in (others, (indicator,)))
        return any(known)
    things = (before + behind, *_LIST_SIGN.split(before))
    return any(recognise_words(Zones(thing, "", "", ""), indicator.unit, (indicator,)) for thing in things)


def _negated_clauses(body: Body) -> Iterator[tuple[Span, int]]:
    """Yield the spans of the words that negate, each with the end of its clause."""
    for match in _NONE.finditer(body.folded):
        clause = _CLAUSE.match(body.folded, match.start())
        if clause is not None:
            yield match.span(), clause.end()


def _is_wished(body: Body, start: int) -> bool:
    """Return True if the sentence says before that something shall be."""
    sentence = body.evidence((start, start)).sentence.span[0]
    return _WISH.search(body.folded, sentence, start) is not None


def _indicators_of(clause: str, indicators: Sequence[Indicator]) -> list[Indicator]:
    """Return the indicators that a negated clause names; none if one of its words is something else's."""
    squeezed = "".join(clause.split())
    return _things_of(_NONE.sub("", squeezed, count=1), indicators) or _things_of(
        _NO.sub("", squeezed, count=1), indicators
    )


def _things_of(words: str, indicators: Sequence[Indicator]) -> list[Indicator]:
    """Return the indicators that are listed in some words; none if other things are left unfinished there."""
    things = [_NO.sub("", thing) for thing in _LIST_SIGN.split(words)]
    named = [(thing, _named(thing, indicators)) for thing in things]
    covered = [indicator for thing, indicator in named if indicator and not _rest(thing, indicator)]
    is_covered = len(covered) == len(things) or all(map(_COMPLETE.fullmatch, things))
    return covered if is_covered else []


def _named(thing: str, indicators: Sequence[Indicator]) -> Indicator | None:
    zones = Zones(thing, "", "", "")
    found = [named for unit in _UNITS for named in recognise_words(zones, unit, indicators)]
    return found[0] if len(found) == 1 else None


def _rest(thing: str, indicator: Indicator) -> str:
    """Return what is left of some words without those of an indicator."""
    for word in sorted(all_words(indicator), key=len, reverse=True):
        thing = thing.replace(word, "")
    return _ANYTHING.sub("", thing)
