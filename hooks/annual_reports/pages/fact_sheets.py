"""Sheets that explain the figures of a report: what each counts, how accurately, and what agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annual_reports.analysis.mentions import FigureMentions, Mention
from annual_reports.analysis.relations import Relation, find_relations
from annual_reports.domain.figure_keys import describe_period
from annual_reports.domain.model import Correction, Figure, FigureKey, Report
from annual_reports.rendering.accuracy import describe_accuracy


class FactSheet(NamedTuple):
    """Facts about one figure, shown when a reader taps its amount in the signed text."""

    figure: Figure
    period: str
    scope: str
    """Name of the government that the amount is about."""
    accuracy: str | None
    """None if the document does not write the number."""
    change: str
    """Comparison with the report before, in words."""
    mentions: Sequence[Mention]
    """Other places of the text that give the figure."""
    relations: Sequence[Relation]
    """Relations in which the figure stands: first as the whole or the rate, then as one of the others."""
    corrections: Sequence[Correction]
    previous: Figure | None
    """Figure before it in the text."""
    next: Figure | None
    position: int
    """Position in the text among all figures, from 1."""


def fact_sheets(
    report: Report, mentions: Iterable[FigureMentions], changes: Mapping[FigureKey, str]
) -> list[FactSheet]:
    """Return the sheets of a report's figures in the order of the text.

    Args:
        report: the report.
        mentions: what the text says about each figure, in the order of `report.figures`.
        changes: key of a figure -> comparison with the report before, in words; empty for the first report.

    """
    relations = list(find_relations(report))
    pairs = sorted(zip(report.figures, mentions, strict=True), key=lambda pair: pair[0].evidence.span)
    ordered: list[Figure | None] = [None, *(figure for figure, _ in pairs), None]
    return [
        FactSheet(
            figure,
            describe_period(figure, report.year),
            (figure.scope or report.government).name,
            None if _is_unwritten(figure) else describe_accuracy(figure),
            changes.get(figure.key, f"{report.year - 1} 年报告未收录"),
            said.elsewhere,
            sorted(
                (one for one in relations if figure in (one.figure, *one.others)),
                key=lambda one: one.figure is not figure,
            ),
            [one for one in report.corrections if one.subject in _names(figure)],
            previous=ordered[position - 1],
            next=ordered[position + 1],
            position=position,
        )
        for position, (figure, said) in enumerate(pairs, 1)
    ]


def _is_unwritten(figure: Figure) -> bool:
    """Return True if the document does not write the number: names that were counted, or a zero in words."""
    return figure.counted or figure.zero_in_words


def _names(figure: Figure) -> tuple[str, ...]:
    return figure.indicator.name, *figure.indicator.aliases
