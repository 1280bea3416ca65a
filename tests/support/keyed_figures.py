"""Reports of the fictional county with other figures: of half a year, of the county, of a part (演示数据)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Government
from annual_reports.domain.model import Figure, Report, Restatement
from annual_reports.domain.periods import Period
from annual_reports.domain.quantities import parse

DISPUTES = "disputes-examined"
HALF = Period(0, 5)
"""上半年."""
COUNTY_OF_TOWNS = Government("shifan", "示范县", "县", None, (), ())
BIGGER = Restatement(2023, parse("620件"), "620件", "补报了村级排查数")


def disputes(county: Collection, text: str, **changes: Any) -> Figure:
    """Return a figure for the disputes examined, as any report might give it."""
    figure = county.by_indicator[DISPUTES][0][1]
    bare = replace(figure, note=None, incomparable=None, new_scope=None)
    return replace(bare, quantity=parse(text), text=text, **changes)


def with_figures(county: Collection, given: Mapping[tuple[str, int], Sequence[Figure]]) -> Collection:
    """Return the county in which some reports, each named by government and year, give only these figures."""

    def changed(report: Report) -> Report:
        figures = given.get((report.government.id, report.year))
        return report if figures is None else replace(report, figures=tuple(figures))

    reports = tuple(map(changed, county.reports))
    return replace(county, docs=replace(county.docs, reports=reports))


def mixed_county(county: Collection) -> Collection:
    """甲镇 gives half-years beside whole years and restates 2023; 乙镇 gives only numbers of the county."""
    half = {"period": HALF}
    jia = {
        ("jia", 2022): [disputes(county, "411件"), disputes(county, "190件", **half)],
        ("jia", 2023): [disputes(county, "446件"), disputes(county, "200件", **half)],
        ("jia", 2024): [disputes(county, "398件", restated=(BIGGER,)), disputes(county, "210件", **half)],
    }
    others = {("jia", year): [disputes(county, "400件")] for year in range(2019, 2022)} | {
        ("yi", year): [disputes(county, f"{year}件", scope=COUNTY_OF_TOWNS)] for year in range(2019, 2025)
    }
    return with_figures(county, jia | others)
