"""One government's report against an earlier one: figures, promises, shortcomings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz

from annual_reports import rewording
from annual_reports.changes import Change, Kind, change, in_words
from annual_reports.collection import Collection
from annual_reports.commitments import STATE_NAMES, Followed, History, State
from annual_reports.model import Figure, Government, Indicator, Report, Shortcoming
from annual_reports.rewording import Rewording
from annual_reports.text import squeeze

_SAME_SHORTCOMING = 84
"""Per cent of the characters that two wordings of one shortcoming share: 宣传力度不够 is not 执行力度不够."""


_Cell = TypeVar("_Cell")


class Row(NamedTuple):
    """One indicator in two years."""

    indicator: Indicator
    earlier: Figure | None
    later: Figure | None
    base: tuple[Report, Figure] | None
    """What the later figure is compared with: the earlier one, or where there is none the last before it."""
    change: Change

    @property
    def units(self) -> tuple[str, str] | None:
        """The units of the two figures, if they were compared in spite of different ones."""
        if self.base is None or self.later is None or self.change.difference is None:
            return None
        units = self.base[1].quantity.unit, self.later.quantity.unit
        return units if units[0] != units[1] else None

    @property
    def remarkable(self) -> bool:
        """Whether there is anything to say beside the change itself."""
        return self.change.judgement is not None or self.units is not None


@dataclass(frozen=True)
class Comparison:
    """A report and an earlier one of the same government. Everything is worked out when it is asked for."""

    earlier: Report
    later: Report
    between: Sequence[Report]
    """The reports between the two."""
    older: Sequence[Report]
    """The reports before the earlier one, newest first."""
    history: History
    indicators: Sequence[Indicator]
    """In the order in which they are shown."""
    rescoped: frozenset[str]
    """Ids of all indicators whose scope the government ever changed: few, and only of them is asked when."""

    @property
    def adjacent(self) -> bool:
        """Whether the years follow each other."""
        return self.later.year - self.earlier.year == 1

    @cached_property
    def rows(self) -> list[Row]:
        """Every indicator that one of the two reports gives."""
        earlier, later = _by_id(self.earlier), _by_id(self.later)
        given = earlier.keys() | later.keys()
        return [
            self._row(indicator, earlier.get(indicator.id), later.get(indicator.id))
            for indicator in self.indicators
            if indicator.id in given
        ]

    def _row(self, indicator: Indicator, earlier: Figure | None, later: Figure | None) -> Row:
        base = (self.earlier, earlier) if earlier else None
        if later and not earlier:
            base = next(((r, figure) for r in self.older if (figure := r.figure(indicator))), None)
        if not base and any(report.figure(indicator) for report in self.between):
            return Row(indicator, earlier, later, base, Change(Kind.NOT_THEN))
        scope = self._scope_since(base[0], indicator) if base and indicator.id in self.rescoped else None
        return Row(indicator, earlier, later, base, change(base[1] if base else None, later, scope))

    def _scope_since(self, base: Report, indicator: Indicator) -> str | None:
        """What the indicator counts since a year after the base's, if that changed: the last change."""
        after = takewhile(lambda r: r is not base, (self.later, *self.between, self.earlier, *self.older))
        figures = (report.figure(indicator) for report in after)
        return next((figure.new_scope for figure in figures if figure and figure.new_scope), None)

    def since(self, row: Row) -> int | None:
        """The year that a change must name, because it is not the year before."""
        year = row.base[0].year if row.base else self.earlier.year
        return year if self.later.year - year != 1 else None

    def told(self) -> Iterator[tuple[Row, str]]:
        """Every row with its change in words."""
        return ((row, in_words(row.change, self.since(row))) for row in self.rows)

    def beside(
        self, cell: Callable[[Report, Figure | None], _Cell]
    ) -> Iterator[tuple[Row, str, _Cell, _Cell]]:
        """Every row with its change in words, and with what `cell` makes of its two figures."""
        earlier, later = self.earlier, self.later
        for row, words in self.told():
            yield row, words, cell(earlier, row.earlier), cell(later, row.later)

    def changes(self) -> dict[str, str]:
        """Each indicator's change in words, by its id."""
        return {row.indicator.id: words for row, words in self.told()}

    def promises(self) -> list[tuple[Followed, State]]:
        """The commitments that the later report answers or should have, and what it says of them."""
        return [(item, item.state_in(self.later)) for item in self.history.owed_by(self.later)]

    def returning(self) -> Iterator[tuple[Shortcoming, Shortcoming]]:
        """Shortcomings that both reports admit, in the same or nearly the same words."""
        for later in self.later.shortcomings:
            for earlier in self.earlier.shortcomings:
                if fuzz.ratio(squeeze(earlier.quote), squeeze(later.quote)) >= _SAME_SHORTCOMING:
                    yield earlier, later
                    break

    def rewording(self) -> Rewording:
        """The two texts against each other."""
        return rewording.compare(self.earlier, self.later)

    def summary(self) -> list[str]:
        """What the comparison of the figures and promises says, in sentences."""
        of_kind: dict[Kind, list[Row]] = {kind: [] for kind in Kind}
        for row in self.rows:
            of_kind[row.change.kind].append(row)
        return [
            *_compared(of_kind[Kind.COMPARED]),
            *_named("不可比的", of_kind[Kind.INCOMPARABLE]),
            *_named("首次公布的", of_kind[Kind.FIRST]),
            *_named(f"{self.earlier.year} 年公布、{self.later.year} 年没有公布的", of_kind[Kind.ABSENT]),
            *_promises(self.promises()),
            *_returning(len(list(self.returning()))),
        ]


def successive(collection: Collection, government: Government) -> Iterator[Comparison]:
    """Each report of a government against the one before it, newest first."""
    for later in collection.by_government[government.id]:
        if comparison := with_the_one_before(collection, later):
            yield comparison


def with_the_one_before(collection: Collection, later: Report) -> Comparison | None:
    """A report against the government's last one before it, if there is one."""
    return next(_against_earlier(collection, later), None)


def all_pairs(collection: Collection, reports: Iterable[Report]) -> list[list[Comparison]]:
    """For each of some reports that has an earlier one of its government: against every earlier one."""
    compared = [list(_against_earlier(collection, later)) for later in reports]
    return [row for row in compared if row]


def _against_earlier(collection: Collection, later: Report) -> Iterator[Comparison]:
    """A report against each earlier one of the same government, newest first."""
    reports = collection.by_government[later.government.id]
    history = collection.histories[later.government.id]
    place = reports.index(later)
    rescoped = frozenset(f.indicator.id for report in reports for f in report.figures if f.new_scope)
    for offset, earlier in enumerate(reports[place + 1 :], place + 2):
        between = reports[place + 1 : offset - 1]
        yield Comparison(earlier, later, between, reports[offset:], history, collection.indicators, rescoped)


def _by_id(report: Report) -> Mapping[str, Figure]:
    return {figure.indicator.id: figure for figure in report.figures}


def _compared(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        directions = Counter(row.change.direction for row in rows)
        said = {1: "增加或上升", -1: "减少或下降", 0: "持平"}
        parts = [f"{words} {directions[sign]} 项" for sign, words in said.items() if directions[sign]]
        yield f"可以相比的数据有 {len(rows)} 项：{'，'.join(parts)}。"


def _named(what: str, rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield f"{what}有 {len(rows)} 项：{'、'.join(row.indicator.name for row in rows)}。"


def _promises(promises: Sequence[tuple[Followed, State]]) -> Iterator[str]:
    if promises:
        states = Counter(state for _, state in promises)
        parts = [f"{STATE_NAMES[state]} {states[state]} 项" for state in reversed(State) if states[state]]
        yield f"往年的安排应回应 {len(promises)} 项：{'，'.join(parts)}。"


def _returning(count: int) -> Iterator[str]:
    if count:
        yield f"有 {count} 项不足与上次报告相同或相近。"
