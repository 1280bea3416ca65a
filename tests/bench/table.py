"""Format results as a Markdown table, and each limit as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contenders import Contender
from results import Judgement, Result, growth, ratio

_COLUMNS = {
    "CPU, s": "cpu",
    "wall, s": "wall",
    "peak, MB": "memory",
    "HTML pages": "pages",
    "report page, kB": "report",
    "largest, kB": "largest_report",
    "largest other page, kB": "largest_other",
    "all HTML, MB": "html",
    "search, MB": "search",
}
"""Heading -> measure, of the columns after name, runs, ratio and growth."""
_FLOOR = "bare"
_WORDS = {
    "cpu": "CPU",
    "memory": "peak memory, MB",
    "growth": "growth of CPU, exponent",
    "largest_report": "largest page of a report, kB",
    "largest_other": "largest other page, kB",
}


def table(results: Sequence[Result], contenders: Mapping[str, Contender]) -> str:
    """Return one table for all sizes; each size is compared with bare Material and with the size before."""
    head = ["reports", "", "runs", "CPU / bare", "growth", *_COLUMNS]
    rows = [head, ["---:", ":---", *["---:"] * (len(head) - 2)]]
    rows += [_row(one, results, contenders[one.contender].name) for one in results]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def sentences(judged: Sequence[Judgement], contenders: Mapping[str, Contender]) -> Iterator[str]:
    """Yield a sentence for each limit: the limit, the measured value, and met or missed."""
    for one in judged:
        limit = one.limit
        what = _WORDS.get(limit.measure, limit.measure)
        times = f" as a multiple of {contenders[limit.against].name}" if limit.against else ""
        where = " at any size" if limit.every_size else ""
        yield f"{contenders[limit.of].name}: {what}{times}{where}, at most {limit.most:g}; {_verdict(one)}"


def _verdict(one: Judgement) -> str:
    if one.measured is None:
        return "not measured"
    return f"{round(one.measured, 2):g}: {'MISSED' if one.missed else 'met'}"


def _row(one: Result, results: Sequence[Result], name: str) -> list[str]:
    return [
        f"{one.size:,}",
        name,
        f"{one.rounds} ×",
        _number(ratio(results, one.contender, _FLOOR, one.size, "cpu")),
        _number(growth(results, one.contender, one.size)),
        *(_number(one.measures[key]) for key in _COLUMNS.values()),
    ]


def _number(value: float | None) -> str:
    """Format a number with three significant digits, or as an integer from 100 on."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
