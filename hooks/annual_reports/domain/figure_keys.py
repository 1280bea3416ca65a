"""Order figures by their keys, and say in words what a figure counts and how two figures differ in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annual_reports.domain.model import Figure, FigureKey, Report
from annual_reports.domain.periods import WHOLE_YEAR

_ALL_PARTS = "全部"
_DEFAULT = (WHOLE_YEAR, None, None)
"""Period, scope and part of a default figure."""


def ordered_keys(keys: Iterable[FigureKey]) -> list[FigureKey]:
    """Return the distinct keys of one indicator: the default one first, the others as they come."""
    return sorted(dict.fromkeys(keys), key=lambda key: key[1:] != _DEFAULT)


def figure_with_key(report: Report, key: FigureKey) -> Figure | None:
    """Return a report's figure with a key, or None."""
    given = (figure for figure in report.figures if figure.indicator.id == key.indicator)
    return next((figure for figure in given if figure.key == key), None)


def describe_period(figure: Figure, year: int) -> str:
    """Return the period of a figure in words; a state (持证执法人员) is one of the period's last day."""
    if figure.indicator.is_stock and figure.period == WHOLE_YEAR:
        return f"{year}年底"
    return figure.period.label(year)


def key_labels(figure: Figure, year: int | None = None) -> list[str]:
    """Return in words what differs from the whole year, the reporting government and the whole.

    Args:
        figure: the figure.
        year: the report's year; without it the words fit the reports of all years (上半年).

    """
    return list(_labels(figure, year))


def figure_name(figure: Figure, year: int | None = None) -> str:
    """Return the indicator's name with the labels of the figure's key: 排查矛盾纠纷（2024年上半年）."""
    labels = key_labels(figure, year)
    return figure.indicator.name + (f"（{'，'.join(labels)}）" if labels else "")


def describe_difference(earlier: tuple[Report, Figure], later: tuple[Report, Figure]) -> str:
    """Return in words how the keys of two figures differ: 时间不同：2023年全年，2024年上半年."""
    pairs = zip(earlier[1].key[1:], later[1].key[1:], _aspects(*earlier), _aspects(*later), strict=True)
    return "；".join(
        f"{name}不同：{one}，{other}" if one != other else f"两份报告给出的都是{one}的数"
        for key_part, other_part, (name, one), (_, other) in pairs
        if key_part != other_part
    )


def _labels(figure: Figure, year: int | None) -> Iterator[str]:
    if figure.period != WHOLE_YEAR:
        yield figure.period.label_in_any_year if year is None else figure.period.label(year)
    if figure.scope:
        yield figure.scope.name
    if figure.part:
        yield figure.part


def _aspects(report: Report, figure: Figure) -> Iterator[tuple[str, str]]:
    """Yield each part of the figure's key with its value in words, in the order of `FigureKey`."""
    yield "时间", describe_period(figure, report.year)
    yield "范围", (figure.scope or report.government).name
    yield "口径", figure.part or _ALL_PARTS
