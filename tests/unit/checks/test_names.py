"""Names of governments in a text: all of them, also one within another."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.checks.names import _GovernmentNames
from annual_reports.domain.catalog import Catalog, Government

NAMES = ("平氏镇", "大平氏镇", "平氏", "甲县", "乙镇（旧）")
CATALOG = Catalog(
    {
        "county": Government("county", "甲县", "县", None, (), ()),
        "pingshi": Government("pingshi", "平氏镇", "乡镇", "county", (), ("平氏",)),
        "da-pingshi": Government("da-pingshi", "大平氏镇", "乡镇", "county", (), ()),
        "other": Government("other", "乙镇（旧）", "乡镇", None, (), ()),
    },
    {},
)


def test_a_report_may_use_its_own_names_and_those_right_above_and_below():
    own = _GovernmentNames.of(CATALOG).own
    assert own["pingshi"] == {"平氏镇", "平氏", "甲县"}
    assert own["county"] == {"甲县", "平氏镇", "平氏", "大平氏镇"}
    assert own["other"] == {"乙镇（旧）"}


@given(st.lists(st.sampled_from([*NAMES, *"平氏大镇甲县乙（旧）的"])).map("".join))
def test_each_name_is_found_wherever_it_stands(text: str):
    one_by_one = {match.span() for name in NAMES for match in re.finditer(re.escape(name), text)}
    assert set(_GovernmentNames.of(CATALOG).find_spans(text)) == one_by_one
