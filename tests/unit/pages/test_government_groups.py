"""Groups of governments: by county, by runs of neighbours, or each alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_reports.domain.catalog import Catalog, Government
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering.pagination import PageName


def government(id_: str, parent: str | None = None) -> Government:
    return Government(id_, id_.upper(), "乡镇", parent, (), ())


def groups(*governments: Government) -> GovernmentGroups:
    return GovernmentGroups(Catalog({one.id: one for one in governments}, {}, {}))


ONE_COUNTY = [government("xian"), *(government(f"zhen-{n}", "xian") for n in range(40))]
PROVINCE = [
    government("sheng"),
    government("shi", "sheng"),
    government("qu", "shi"),
    government("jie", "qu"),
    government("ju", "shi"),
    government("alone"),
]


@pytest.mark.parametrize(
    ("id_", "head"),
    [("sheng", "sheng"), ("shi", "shi"), ("ju", "shi"), ("qu", "qu"), ("jie", "qu"), ("alone", "alone")],
)
def test_a_government_stands_with_those_below_it_or_beside_it(id_: str, head: str):
    known = {one.id: one for one in PROVINCE}
    assert groups(*PROVINCE).by_county(known[id_], "2024/") == PageName(f"2024/{head}", head.upper())


def test_who_heads_others_has_a_page_of_its_own_beside_theirs():
    county, town, *_ = ONE_COUNTY
    known = groups(*ONE_COUNTY)
    assert known.by_government(town) == PageName("zhen-0", "ZHEN-0")
    assert known.by_government(county) == PageName("xian/own", "XIAN本级")


def test_neighbours_share_a_part_whoever_has_reports():
    known = groups(*ONE_COUNTY)
    found = dict.fromkeys(known.by_run(one) for one in ONE_COUNTY)
    assert list(found) == [
        PageName("xian/1", "XIAN至ZHEN-14"),
        PageName("xian/2", "ZHEN-15至ZHEN-30"),
        PageName("xian/3", "ZHEN-31至ZHEN-39"),
    ]


def test_a_part_is_named_after_governments_that_report():
    county, town, other, *_ = ONE_COUNTY
    known = groups(replace(county, collected=False), town, other)
    assert known.by_run(town) == PageName("xian/1", "ZHEN-0至ZHEN-1")
