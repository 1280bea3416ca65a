"""A series of numbers -> the few values that the SVG template draws. One form: a line over years.

A year without a number is a gap and never 0; a number that must not be compared stands apart from the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import ClassVar

from annual_reports.changes import number
from annual_reports.model import Figure, Qualifier

WIDTH, HEIGHT = 320, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 6, 22, 26
_LABEL = 36
"""Room for one label."""
_INSET = 24
"""Room for half a label between the axis and the first point, and behind the last."""
_SHARES = ("%", "‰")
_TEN_THOUSAND = 10_000
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
    """The axis that all charts of one indicator share, so that they may be compared by eye."""

    low: Decimal
    high: Decimal
    years: tuple[int, ...]
    """Every year from the first to the last, with or without figures."""

    def x(self, year: int) -> float:
        """Where a year stands, in units of the drawing."""
        return round(_LEFT + _INSET + self._step * (year - self.years[0]), 1)

    def labelled(self, year: int) -> bool:
        """Whether there is room for a year's label: the last has one, and those before it as they fit."""
        return (self.years[-1] - year) % ceil(_LABEL / self._step) == 0

    @property
    def _step(self) -> float:
        """From one year to the next, in units of the drawing."""
        return (WIDTH - _LEFT - _RIGHT - 2 * _INSET) / max(1, len(self.years) - 1)

    def y(self, value: Decimal) -> float:
        """Where a value stands, in units of the drawing."""
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - _BOTTOM - float(share) * (HEIGHT - _TOP - _BOTTOM), 1)


@dataclass(frozen=True, slots=True)
class Point:
    """One year's figure in the drawing."""

    x: float
    y: float
    label: str
    shape: str
    """`exact`, `about` (hollow) or `apart` (a cross, not joined to the line)."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws, in a box of `width` by `height`."""

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT
    left: ClassVar[int] = _LEFT
    right: ClassVar[int] = WIDTH - _RIGHT
    bottom: ClassVar[int] = HEIGHT - _BOTTOM

    points: tuple[Point, ...]
    segments: tuple[tuple[Point, Point], ...]
    """Years that follow each other and may be compared."""
    gaps: tuple[tuple[float, str], ...]
    """Where a year within the series has no figure that could be drawn, and what stands there."""
    breaks: tuple[float, ...]
    """Where what is counted changed: between a year and the one before."""
    years: tuple[tuple[float, int], ...]
    ticks: tuple[tuple[float, str], ...]


def drawable(figure: Figure) -> bool:
    """Whether a figure has a place on its indicator's axis; one in another unit has none."""
    return figure.incomparable is None or figure.quantity.unit in figure.indicator.accepted_units


def scale(figures: Sequence[tuple[int, Figure]]) -> Scale:
    """The axis for all figures of an indicator. Counts begin at 0; rates where they need to, up to 100."""
    values = [figure.quantity.value for _, figure in figures]
    years = [year for year, _ in figures]
    low, high = Decimal(0), _end_of_axis(max(values))
    if all(figure.quantity.unit in _SHARES for _, figure in figures) and max(values) <= 100:  # noqa: PLR2004  # per cent
        low, high = min(values) // 10 * 10, Decimal(100)
        low -= 10 if low == high else 0
    return Scale(low, high, tuple(range(min(years), max(years) + 1)))


def _end_of_axis(highest: Decimal) -> Decimal:
    """The next round number that is not below the highest value."""
    power = Decimal(1).scaleb(highest.adjusted()) if highest else Decimal(1)
    return next(power * digit for digit in _ROUND if power * digit >= highest)


def line(figures: dict[int, Figure], axis: Scale) -> Chart:
    """Draw one series.

    Args:
        figures: year -> figure, one of them drawable at least; a year that is not there is a gap.
        axis: as `scale` gives it, for this series and those it stands beside.

    """
    shown = {year: figures[year] for year in axis.years if year in figures and drawable(figures[year])}
    points = {year: _point(year, figure, axis) for year, figure in shown.items()}
    segments = tuple(
        (points[a], points[b])
        for a, b in pairwise(points)
        if b - a == 1 and "apart" not in (points[a].shape, points[b].shape) and not shown[b].new_scope
    )
    missing = [year for year in axis.years if year not in points]
    told = [year for year in missing if year in figures or min(points) < year < max(points)]
    middle = (axis.low + axis.high) / 2
    return Chart(
        points=tuple(points.values()),
        segments=segments,
        gaps=tuple((axis.x(year), "不可比" if year in figures else "缺") for year in told),
        breaks=tuple(
            round((axis.x(year) + axis.x(year - 1)) / 2, 1)
            for year, f in shown.items()
            if f.new_scope and year > axis.years[0]
        ),
        years=tuple((axis.x(year), year) for year in axis.years if axis.labelled(year)),
        ticks=tuple((axis.y(value), _short(value)) for value in (axis.low, middle, axis.high)),
    )


def _point(year: int, figure: Figure, axis: Scale) -> Point:
    exact = figure.quantity.qualifier is Qualifier.EXACT
    shape = "apart" if figure.incomparable else "exact" if exact else "about"
    label = _LABELS[figure.quantity.qualifier].format(_short(figure.quantity.value))
    return Point(axis.x(year), axis.y(figure.quantity.value), label if axis.labelled(year) else "", shape)


def _short(value: Decimal) -> str:
    """A number that fits into a drawing: 2.6万."""
    return number(value) if value < _TEN_THOUSAND else f"{number(round(value / _TEN_THOUSAND, 2))}万"
