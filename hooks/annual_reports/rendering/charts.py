"""Compute the coordinates of a line chart over years, which an SVG template draws.

A year without a figure is a gap and never 0; a figure that must not be compared is not joined to the line. A
figure that stands for more than one number shows the lowest and the highest of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import ClassVar

from annual_reports.analysis.changes import format_number
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Figure, Qualifier

WIDTH, HEIGHT = 320, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 6, 22, 26
_LABEL = 36
"""Width of one label."""
_INSET = 24
"""Width of half a label, between the axis and the first point and behind the last."""
_SHARES = ("%", "‰")
_TEN_THOUSAND = 10_000
_SHORTEST_RANGE = 3
"""Height of a range below which it would not be seen behind its point."""
_LABELS = {
    Qualifier.EXACT: "{}",
    Qualifier.OVER: "{}余",
    Qualifier.NEARLY: "近{}",
    Qualifier.ABOUT: "约{}",
}
_ROUND = (1, 2, 3, 4, 5, 6, 8, 10)
"""Leading digits at which an axis may end."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Axes that all charts of one indicator share, so that they can be compared by eye."""

    low: Decimal
    high: Decimal
    years: tuple[int, ...]
    """All years from the first to the last, with or without figures."""

    def x(self, year: int) -> float:
        """Return the x coordinate of a year."""
        return round(_LEFT + _INSET + self._step * (year - self.years[0]), 1)

    def has_label(self, year: int) -> bool:
        """Return True if a year is labelled: the last one is, and before it as many as there is room for."""
        return (self.years[-1] - year) % ceil(_LABEL / self._step) == 0

    @property
    def _step(self) -> float:
        """Distance between two years on the x axis."""
        return (WIDTH - _LEFT - _RIGHT - 2 * _INSET) / max(1, len(self.years) - 1)

    def y(self, value: Decimal) -> float:
        """Return the y coordinate of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - _BOTTOM - float(share) * (HEIGHT - _TOP - _BOTTOM), 1)


@dataclass(frozen=True, slots=True)
class Point:
    """Figure of one year in the chart."""

    x: float
    y: float
    label: str
    shape: str
    """`exact` (one number is meant), `about` (hollow) or `apart` (a cross, not joined to the line)."""
    range: tuple[float, float] | None = None
    """y coordinates of the highest and the lowest number that the figure stands for; None if hardly apart."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Shapes and labels that the template draws, in a box of `width` by `height`."""

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT
    left: ClassVar[int] = _LEFT
    right: ClassVar[int] = WIDTH - _RIGHT
    bottom: ClassVar[int] = HEIGHT - _BOTTOM

    points: tuple[Point, ...]
    segments: tuple[tuple[Point, Point], ...]
    """Lines between successive years that may be compared."""
    gaps: tuple[tuple[float, str], ...]
    """x coordinates and labels of years within the series that have no drawable figure."""
    breaks: tuple[float, ...]
    """x coordinates of changes of scope, each between a year and the one before."""
    years: tuple[tuple[float, int], ...]
    ticks: tuple[tuple[float, str], ...]


def is_drawable(figure: Figure) -> bool:
    """Return True if a figure can be drawn on its indicator's axis; a figure in another unit cannot."""
    return figure.incomparable is None or figure.quantity.unit in figure.indicator.accepted_units


def scale(figures: Sequence[tuple[int, Figure]]) -> Scale:
    """Return the axes for all figures of an indicator. Counts begin at 0; rates end at 100."""
    values = [figure.quantity.value for _, figure in figures]
    lows, highs = zip(*(interval(figure.quantity) for _, figure in figures), strict=True)
    years = [year for year, _ in figures]
    low, high = Decimal(0), _end_of_axis(max(highs))
    if all(figure.quantity.unit in _SHARES for _, figure in figures) and max(values) <= 100:  # noqa: PLR2004  # per cent
        low, high = min(lows) // 10 * 10, Decimal(100)
        low -= 10 if low == high else 0
    return Scale(low, high, tuple(range(min(years), max(years) + 1)))


def _end_of_axis(highest: Decimal) -> Decimal:
    """Return the next round number that is not below the highest value."""
    power = Decimal(1).scaleb(highest.adjusted()) if highest else Decimal(1)
    return next(power * digit for digit in _ROUND if power * digit >= highest)


def line(figures: dict[int, Figure], axis: Scale) -> Chart:
    """Draw one series.

    Args:
        figures: year -> figure, at least one of them drawable; a missing year is a gap.
        axis: the `scale` of this series and of those beside it.

    """
    shown = {year: figures[year] for year in axis.years if year in figures and is_drawable(figures[year])}
    points = {year: _point(year, figure, axis) for year, figure in shown.items()}
    segments = tuple(
        (points[a], points[b])
        for a, b in pairwise(points)
        if b - a == 1 and "apart" not in (points[a].shape, points[b].shape) and not shown[b].new_scope
    )
    missing = [year for year in axis.years if year not in points]
    gaps = [year for year in missing if year in figures or min(points) < year < max(points)]
    middle = (axis.low + axis.high) / 2
    return Chart(
        points=tuple(points.values()),
        segments=segments,
        gaps=tuple((axis.x(year), "不可比" if year in figures else "缺") for year in gaps),
        breaks=tuple(
            round((axis.x(year) + axis.x(year - 1)) / 2, 1)
            for year, f in shown.items()
            if f.new_scope and year > axis.years[0]
        ),
        years=tuple((axis.x(year), year) for year in axis.years if axis.has_label(year)),
        ticks=tuple((axis.y(value), _short(value)) for value in (axis.low, middle, axis.high)),
    )


def _point(year: int, figure: Figure, axis: Scale) -> Point:
    shape = "apart" if figure.incomparable else "exact" if interval(figure.quantity).is_point else "about"
    label = _LABELS[figure.quantity.qualifier].format(_short(figure.quantity.value))
    return Point(
        axis.x(year),
        axis.y(figure.quantity.value),
        label if axis.has_label(year) else "",
        shape,
        _range(figure, axis),
    )


def _range(figure: Figure, axis: Scale) -> tuple[float, float] | None:
    """Return the ends of the line that shows what a figure stands for, within the axis; None if too short."""
    low, high = (axis.y(min(max(end, axis.low), axis.high)) for end in interval(figure.quantity))
    return (high, low) if low - high > _SHORTEST_RANGE else None


def _short(value: Decimal) -> str:
    """Return a number short enough for a label: 2.6万."""
    return (
        format_number(value)
        if value < _TEN_THOUSAND
        else f"{format_number(round(value / _TEN_THOUSAND, 2))}万"
    )
