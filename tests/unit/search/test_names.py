"""The names under which a place may be looked for."""

from __future__ import annotations

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Government
from annual_reports.search.names import government_names, pinyin_spellings, synonyms


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("平氏镇", ["pingshizhen", "pingshizhen", "psz"]),
        ("重庆市", ["chongqingshi", "chongqingshi", "cqs"]),
        ("吕梁市", ["lvliangshi", "luliangshi", "lls"]),
        ("演示1镇", ["yanshizhen", "yanshizhen", "ysz"]),
    ],
)
def test_a_name_is_spelt(name: str, spelt: list[str]):
    assert list(pinyin_spellings(name)) == spelt


def test_a_place_has_its_names_its_id_and_their_pinyin():
    place = Government("Town-1", "乙镇", "乡镇", None, (), ("乙　乡",))
    assert government_names(place) == ("乙镇", "乙乡", "town1", "yizhen", "yz", "yixiang", "yx")


def test_a_name_is_cut_as_what_is_typed_is():
    assert government_names(Government("shan", "單縣", "县", None, (), ()))[0] == "单县"


def test_laws_and_indicators_of_several_names_are_told(county: Collection):
    told = {names[0]: names[1:] for names in synonyms(county.catalog)}
    law = county.catalog.laws["administrative-reconsideration-law"]
    assert told[law.name][0] == "行政复议法"
    aliased = [one for one in county.catalog.indicators.values() if one.aliases]
    assert aliased
    assert all(told[indicator.name] == indicator.aliases for indicator in aliased)
    assert all(told.values())
