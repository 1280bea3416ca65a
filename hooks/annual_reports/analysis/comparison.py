"""Compare a report with an earlier one of the same government: figures, commitments, shortcomings, text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz

from annual_reports.analysis.changes import Change, ChangeKind, compare_figures, describe_change
from annual_reports.analysis.collection import Collection, LaterAmount
from annual_reports.analysis.commitments import (
    STATE_NAMES,
    CommitmentHistory,
    CommitmentState,
    TrackedCommitment,
)
from annual_reports.analysis.text_comparison import TextComparison, compare_texts
from annual_reports.domain.catalog import Government, Indicator
from annual_reports.domain.figure_keys import describe_difference, figure_name, figure_with_key, ordered_keys
from annual_reports.domain.model import Figure, FigureKey, Report, Shortcoming
from annual_reports.domain.text import squeeze

_SAME_SHORTCOMING = 84
"""Least similarity, in percent, of two wordings of one shortcoming: 宣传力度不够 is not 执行力度不够."""


_Cell = TypeVar("_Cell")
_ByKey = Mapping[FigureKey, Figure]


class FigureRow(NamedTuple):
    """Row of the comparison: figures with one key in two years, or two figures whose keys differ."""

    name: str
    """Name of the indicator, with what differs from the whole year, the own government and the whole."""
    indicator: Indicator
    earlier: Figure | None
    later: Figure | None
    base: tuple[Report, Figure] | None
    """Figure that the later one is compared with: the earlier one; without it, the latest before it."""
    change: Change
    base_later: tuple[LaterAmount, ...] = ()
    """Amounts that later reports give in place of the base."""

    @property
    def base_note(self) -> str | None:
        """Say with which amount the later figure is compared, if later reports give another; else None."""
        if self.base is None or self.later is None or not self.base_later:
            return None
        report, figure = self.base
        changed = "，".join(f"{one.report.year} 年报告改为 {one.restatement.text}" for one in self.base_later)
        return f"与 {report.year} 年报告公布的 {figure.text} 相比；{changed}"

    @property
    def differing_units(self) -> tuple[str, str] | None:
        """The units of the two figures, if they differ and the figures were compared nevertheless."""
        if self.base is None or self.later is None or self.change.kind is not ChangeKind.COMPARED:
            return None
        units = self.base[1].quantity.unit, self.later.quantity.unit
        return units if units[0] != units[1] else None

    @property
    def has_remark(self) -> bool:
        """True if a judgement, differing units or a note on the base are shown beside the change."""
        return self.change.judgement is not None or bool(self.differing_units or self.base_note)


@dataclass(frozen=True)
class Comparison:
    """Comparison of a report with an earlier one of the same government; computed on demand."""

    earlier: Report
    later: Report
    between: Sequence[Report]
    """Reports between the two, newest first."""
    older: Sequence[Report]
    """Reports before the earlier one, newest first."""
    history: CommitmentHistory
    indicators: Sequence[Indicator]
    """Indicators of the catalog that have figures, in the order in which they are shown."""
    rescoped_ids: frozenset[str]
    """Ids of the indicators whose scope the government ever changed; only for these it is looked up."""
    later_amounts: Callable[[Report, Figure], tuple[LaterAmount, ...]]
    """Returns what later reports give in place of a figure."""

    @property
    def is_consecutive(self) -> bool:
        """True if the two years follow each other."""
        return self.later.year - self.earlier.year == 1

    @cached_property
    def figure_rows(self) -> list[FigureRow]:
        """Rows of the figures that at least one of the two reports gives, in the catalog's order.

        Of one indicator, the figure of the whole year and government comes first.
        """
        earlier, later = _by_indicator(self.earlier), _by_indicator(self.later)
        given = earlier.keys() | later.keys()
        return [
            row
            for indicator in self.indicators
            if indicator.id in given
            for row in self._rows_of(earlier.get(indicator.id, {}), later.get(indicator.id, {}))
        ]

    def _rows_of(self, earlier: _ByKey, later: _ByKey) -> Iterator[FigureRow]:
        """Yield the rows of one indicator: one for each key, or one if both reports give only one figure."""
        if len(earlier) == len(later) == 1 and earlier.keys() != later.keys():
            yield self._row_of_differing_keys(*earlier.values(), *later.values())
            return
        for key in ordered_keys((*later, *earlier)):
            yield self._figure_row(key, earlier.get(key), later.get(key))

    def _row_of_differing_keys(self, earlier: Figure, later: Figure) -> FigureRow:
        base = self.earlier, earlier
        reason = describe_difference(base, (self.later, later))
        change = Change(ChangeKind.INCOMPARABLE, reason=reason)
        return FigureRow(later.indicator.name, later.indicator, earlier, later, base, change)

    def _figure_row(self, key: FigureKey, earlier: Figure | None, later: Figure | None) -> FigureRow:
        name, indicator = self._row_name(earlier, later)
        base = (self.earlier, earlier) if earlier else None
        if later and not earlier:
            base = next(((r, figure) for r in self.older if (figure := figure_with_key(r, key))), None)
        if not base and any(figure_with_key(report, key) for report in self.between):
            return FigureRow(name, indicator, earlier, later, base, Change(ChangeKind.NOT_THEN))
        scope = self._scope_since(base[0], key) if base and indicator.id in self.rescoped_ids else None
        change = compare_figures(base[1] if base else None, later, scope)
        base_later = self.later_amounts(*base) if base else ()
        return FigureRow(name, indicator, earlier, later, base, change, base_later)

    def _row_name(self, earlier: Figure | None, later: Figure | None) -> tuple[str, Indicator]:
        """Return the name of a row and its indicator; one report's period is named with its year."""
        if earlier and later:
            return figure_name(later), later.indicator
        figure, report = (later, self.later) if later else (earlier, self.earlier)
        assert figure is not None  # noqa: S101  # a row has one figure at least
        return figure_name(figure, report.year), figure.indicator

    def _scope_since(self, base: Report, key: FigureKey) -> str | None:
        """Return the latest new scope of the figures with a key, or of the whole, after the base report."""
        after = takewhile(lambda r: r is not base, (self.later, *self.between, self.earlier, *self.older))
        figures = (f for report in after for f in report.figures if f.indicator.id == key.indicator)
        return next((f.new_scope for f in figures if f.new_scope and (f.is_default or f.key == key)), None)

    def base_year(self, row: FigureRow) -> int | None:
        """Return the base year of a row, which its description must name; None if it is the year before."""
        year = row.base[0].year if row.base else self.earlier.year
        return year if self.later.year - year != 1 else None

    def described_rows(self) -> Iterator[tuple[FigureRow, str]]:
        """Yield each row with the description of its change."""
        return ((row, describe_change(row.change, self.base_year(row))) for row in self.figure_rows)

    def rows_with_cells(
        self, cell: Callable[[Report, Figure | None], _Cell]
    ) -> Iterator[tuple[FigureRow, str, _Cell, _Cell]]:
        """Yield each row with the description of its change and `cell` of its earlier and later figure."""
        for row, description in self.described_rows():
            yield row, description, cell(self.earlier, row.earlier), cell(self.later, row.later)

    def change_descriptions(self) -> dict[FigureKey, str]:
        """Return key of a figure of the later report -> description of its change and note on its base."""
        return {
            row.later.key: "；".join(filter(None, (description, row.base_note)))
            for row, description in self.described_rows()
            if row.later
        }

    def tracked_commitments(self) -> list[tuple[TrackedCommitment, CommitmentState]]:
        """Return the commitments that are due in the later report, with their states in it."""
        return [(item, item.state_in(self.later)) for item in self.history.due_in(self.later)]

    def recurring_shortcomings(self) -> Iterator[tuple[Shortcoming, Shortcoming]]:
        """Yield the shortcomings that both reports admit in the same or almost the same words."""
        for later in self.later.shortcomings:
            for earlier in self.earlier.shortcomings:
                if fuzz.ratio(squeeze(earlier.quote), squeeze(later.quote)) >= _SAME_SHORTCOMING:
                    yield earlier, later
                    break

    def text_comparison(self) -> TextComparison:
        """Compare the texts of the two reports."""
        return compare_texts(self.earlier, self.later)

    def summary(self) -> list[str]:
        """Return sentences that sum up the comparison of figures, commitments and shortcomings."""
        of_kind: dict[ChangeKind, list[FigureRow]] = {kind: [] for kind in ChangeKind}
        for row in self.figure_rows:
            of_kind[row.change.kind].append(row)
        return [
            *_summarize_directions(of_kind[ChangeKind.COMPARED]),
            *_summarize_names("不可比的", of_kind[ChangeKind.INCOMPARABLE]),
            *_summarize_names("首次公布的", of_kind[ChangeKind.FIRST]),
            *_summarize_names(
                f"{self.earlier.year} 年公布、{self.later.year} 年没有公布的", of_kind[ChangeKind.ABSENT]
            ),
            *_summarize_commitments(self.tracked_commitments()),
            *_summarize_shortcomings(len(list(self.recurring_shortcomings()))),
        ]


def successive_comparisons(collection: Collection, government: Government) -> Iterator[Comparison]:
    """Compare each report of a government with the one before it, newest first."""
    for later in collection.by_government[government.id]:
        if comparison := comparison_with_previous(collection, later):
            yield comparison


def comparison_with_previous(collection: Collection, later: Report) -> Comparison | None:
    """Compare a report with the government's previous one; return None for its first report."""
    return next(_compare_with_earlier(collection, later), None)


def all_pairs(collection: Collection, reports: Iterable[Report]) -> list[list[Comparison]]:
    """Compare each report with every earlier one of its government.

    Returns one non-empty list for each report that has an earlier one; newest earlier report first.
    """
    compared = [list(_compare_with_earlier(collection, later)) for later in reports]
    return [row for row in compared if row]


def _compare_with_earlier(collection: Collection, later: Report) -> Iterator[Comparison]:
    """Compare a report with each earlier one of the same government, newest first."""
    reports = collection.by_government[later.government.id]
    history = collection.histories[later.government.id]
    index = reports.index(later)
    rescoped_ids = frozenset(f.indicator.id for report in reports for f in report.figures if f.new_scope)
    for stop, earlier in enumerate(reports[index + 1 :], index + 1):
        between, older = reports[index + 1 : stop], reports[stop + 1 :]
        yield Comparison(
            *(earlier, later, between, older, history),
            indicators=collection.indicators,
            rescoped_ids=rescoped_ids,
            later_amounts=collection.later_amounts,
        )


def _by_indicator(report: Report) -> dict[str, dict[FigureKey, Figure]]:
    figures: dict[str, dict[FigureKey, Figure]] = {}
    for figure in report.figures:
        figures.setdefault(figure.indicator.id, {})[figure.key] = figure
    return figures


def _summarize_directions(rows: Sequence[FigureRow]) -> Iterator[str]:
    if rows:
        directions = Counter(row.change.direction for row in rows)
        verbs = {1: "增加或上升", -1: "减少或下降", 0: "持平"}
        parts = [f"{words} {directions[sign]} 项" for sign, words in verbs.items() if directions[sign]]
        yield f"可以相比的数据有 {len(rows)} 项：{'，'.join(parts)}。"


def _summarize_names(what: str, rows: Sequence[FigureRow]) -> Iterator[str]:
    if rows:
        yield f"{what}有 {len(rows)} 项：{'、'.join(row.name for row in rows)}。"


def _summarize_commitments(
    tracked_commitments: Sequence[tuple[TrackedCommitment, CommitmentState]],
) -> Iterator[str]:
    if tracked_commitments:
        states = Counter(state for _, state in tracked_commitments)
        given = [state for state in reversed(CommitmentState) if states[state]]
        parts = [f"{STATE_NAMES[state]} {states[state]} 项" for state in given]
        yield f"往年的安排应回应 {len(tracked_commitments)} 项：{'，'.join(parts)}。"


def _summarize_shortcomings(count: int) -> Iterator[str]:
    if count:
        yield f"有 {count} 项不足与上次报告相同或相近。"
