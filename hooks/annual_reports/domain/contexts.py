"""Say of each amount in a text what time it is about, whose it is, whether it was done, and its role.

`amounts_in_context` goes through the text once: `sections` finds headings and paragraphs about plans,
`text_reader` and `sentence_reader` follow the words up to each amount, `moods` tells demands and aims,
`amount_roles` compares the amounts of a sentence. The words that tell it are data, in `contexts.yml` beside
this file. Decision 0052 has the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from annual_reports.domain.amount_words import AmountWords
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Mood, Quantity, Role, Span
from annual_reports.domain.periods import WHOLE_YEAR, Period
from annual_reports.domain.sentence_reader import Surroundings
from annual_reports.domain.territories import kinds_above, other_words, own_words
from annual_reports.domain.text_reader import read_amounts


@dataclass(frozen=True, slots=True)
class Setting:
    """Facts about a report that are needed to read its amounts."""

    year: int | None = None
    """Report's year; without it, years named in the text tell nothing."""
    own: frozenset[str] = frozenset()
    """Words for the reporting government and its whole territory: 平氏镇, 我镇, 全镇."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Word for another government or territory (全县, 桐柏县) -> its name."""
    above: str = ""
    """First characters of the names of offices of higher levels: 省市县 for 县司法局."""


class AmountInContext(NamedTuple):
    """Amount of a text with its context."""

    quantity: Quantity
    period: Period = WHOLE_YEAR
    """Time that it is about: 2023年 is another year, 上半年 is narrower, 近年来 has no known beginning."""
    mood: Mood = Mood.DONE
    """Done, demanded by a rule (每季度1场, 不少于), or planned (力争, 下一步)."""
    scope: str | None = None
    """Name of the other government or territory that the amount is about; None for the reporting one."""
    role: Role = Role.RESULT
    """Result, start and end of a change, the change itself, rank, ratio (每万人3名), part (其中)."""
    is_cumulative: bool = False
    """True if the words say 累计 without a beginning; the amount may be that of the year or of many."""
    is_inherited: bool = False
    """True if the period is that of a sentence before, and may no longer hold."""

    @property
    def may_be_figure(self) -> bool:
        """True for what the reporting government did within the year, be it a part of it."""
        is_within_year = self.period == WHOLE_YEAR or self.period.is_narrower_than_year
        return (
            self.mood is Mood.DONE
            and self.scope is None
            and is_within_year
            and self.role in (Role.RESULT, Role.TO, Role.PART)
        )


def setting_of(government: Government | None, year: int | None, catalog: Catalog) -> Setting:
    """Return the setting of a government's report: its own words by name and level, and all other names."""
    if government is None:
        return Setting(year)
    own = own_words(government, catalog)
    return Setting(year, own, other_words(government, catalog, own), kinds_above(government))


def amounts_in_context(body: Body, setting: Setting) -> tuple[AmountInContext, ...]:
    """Return all amounts of a text in order, each with its context.

    Words in 《…》 and “…” tell nothing. Where the text leaves the context open, the amount counts as done, of
    the whole year, the government's own, and a result.
    """
    return _read(body, setting, body.quantities)


def places_in_context(body: Body, setting: Setting, places: Iterable[Span]) -> Mapping[Span, AmountInContext]:
    """Return the contexts of places that hold no amount, as if one stood there: 去年未发生案件."""
    spans = set(places)
    if not spans:
        return {}
    marks = [Quantity(Decimal(0), "", span=span) for span in spans]
    amounts = [each for each in body.quantities if not any(_overlap(each.span, span) for span in spans)]
    read = _read(body, setting, sorted([*amounts, *marks], key=lambda quantity: quantity.span))
    return {amount.quantity.span: amount for amount in read if amount.quantity.span in spans}


def _read(body: Body, setting: Setting, found: Sequence[Quantity]) -> tuple[AmountInContext, ...]:
    known = Surroundings(setting.year, setting.own, setting.others, body.folded, setting.above)
    return tuple(map(_in_context, read_amounts(body, found, known)))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _in_context(words: AmountWords) -> AmountInContext:
    return AmountInContext(
        words.quantity,
        words.period,
        words.mood,
        words.scope,
        words.role,
        words.is_cumulative,
        words.is_inherited,
    )
