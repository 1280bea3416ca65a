"""Figures against those of the year before: what counts the same is compared, by what it may be."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from annual_reports.checks.figures import year_over_year
from annual_reports.domain.findings import Place
from annual_reports.domain.quantities import parse


def figure(text: str, key: str = "disputes") -> Any:
    return SimpleNamespace(
        indicator=SimpleNamespace(id="disputes", name="排查矛盾纠纷"),
        key=key,
        quantity=parse(text),
        text=text,
        place=Place("x.md"),
        new_scope=None,
        incomparable=None,
    )


def codes(earlier: list[Any], later: list[Any]) -> list[str]:
    before = SimpleNamespace(year=2023, figures=earlier)
    after = SimpleNamespace(year=2024, figures=later)
    collection: Any = SimpleNamespace(reports=[after], before=lambda _: before)
    return [found.code for found in year_over_year(collection)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("52件", "520件", ["value-jump"]),
        ("520件", "52件", ["value-jump"]),
        ("50余件", "301件", ["value-jump"]),
        ("50余件", "260件", []),  # 59 is more than a fifth
        ("1万份", "52000份", []),  # 1万 may be 15,000
        ("1万份", "90000份", ["value-jump"]),
        ("5%", "60%", []),
        ("0件", "60件", []),
        ("526余件", "526余件", ["value-unchanged"]),
        ("2.6万人次", "2.6万人次", ["value-unchanged"]),
        ("2.6万人次", "26000人次", []),
        ("100%", "100%", []),
        ("3件", "3件", []),
    ],
)
def test_repeated_figures_and_jumps(before: str, after: str, expected: list[str]):
    assert codes([figure(before)], [figure(after)]) == expected


def test_figures_that_count_something_else_are_not_compared():
    half, whole = figure("52件", "disputes 上半年"), figure("520件")
    assert codes([half], [whole]) == []
    assert codes([half, figure("500件")], [whole, figure("52件", "disputes 上半年")]) == ["value-unchanged"]
