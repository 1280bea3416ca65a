"""How a list that grew long is divided into pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annual_reports import parts
from annual_reports.model import Catalog, Government
from annual_reports.parts import Name, Part, Places, divided, each, named


def government(id_: str, parent: str | None = None) -> Government:
    return Government(id_, id_.upper(), "乡镇", parent, (), ())


def places(*governments: Government) -> Places:
    return Places(Catalog({one.id: one for one in governments}, {}, {}))


def pages(whole: Part[str]) -> dict[str, str]:
    """Source path of each page that shows entries -> its entries."""
    return {page.path: "".join(page.items) for page in whole.walk() if not page.parts}


def by(place: int) -> Callable[[str], Name]:
    """Divide by the first letter of an entry, then by its digit: a1 stands in a, and then in a/1."""
    return lambda item: Name("/".join(item[: place + 1]), item[place])


ONE_COUNTY = [government("xian"), *(government(f"zhen-{n}", "xian") for n in range(40))]
PROVINCE = [
    government("sheng"),
    government("shi", "sheng"),
    government("qu", "shi"),
    government("jie", "qu"),
    government("ju", "shi"),
    government("alone"),
]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parts, "LARGEST", 30)


def test_a_list_that_fits_stays_whole_at_its_address():
    assert pages(divided("x/index.md", ["a", "b", "c"], each(10), [by(0)])) == {"x/index.md": "abc"}


def test_a_list_that_does_not_is_divided_and_its_address_leads_to_the_parts():
    whole = divided("x/index.md", ["a1", "b1", "a2", "b2"], each(10), [by(0)])
    assert pages(whole) == {"x/a.md": "a1a2", "x/b.md": "b1b2"}
    assert [page.path for page in whole.walk()] == ["x/index.md", "x/a.md", "x/b.md"]
    assert [page.above for page in whole.parts] == [whole, whole]


def test_what_stands_around_a_part_changes_with_its_neighbours_and_its_overview():
    """Pages list the parts beside them, so this is among what they depend on."""
    one, more = (divided("x/index.md", items, each(20), [by(0)]) for items in (["a", "b"], ["a", "b", "c"]))
    assert [part.around for part in one.parts] != [part.around for part in more.parts[:2]]
    assert one.around != more.around
    assert one.around == divided("x/index.md", ["a", "b", "b"], each(20), [by(0)]).around


def test_a_page_that_is_no_index_has_its_parts_below_it_too():
    assert pages(divided("years/2024.md", ["a1", "a2", "b1", "b2"], each(10), [by(0)])) == {
        "years/2024/a.md": "a1a2",
        "years/2024/b.md": "b1b2",
    }


def test_only_the_part_that_is_too_large_is_divided_further():
    items = ["a1", "a1", "a1", "a2", "b1"]
    assert pages(divided("x/index.md", items, each(10), [by(0), by(1)])) == {
        "x/a/1.md": "a1a1a1",
        "x/a/2.md": "a2",
        "x/b.md": "b1",
    }


def test_a_key_by_which_nothing_is_divided_is_passed_over():
    items = ["a1", "a2", "a2", "a3"]
    found = divided("x/index.md", items, each(10), [by(0), by(1)])
    assert pages(found) == {"x/a/1.md": "a1", "x/a/2.md": "a2a2", "x/a/3.md": "a3"}
    assert [page.above for page in found.parts] == [found] * 3


def test_another_entry_moves_none_of_the_others():
    items = [f"{letter}{n}" for letter in "acd" for n in range(2)]
    before = pages(divided("x/index.md", items, each(10), [by(0)]))
    after = pages(divided("x/index.md", ["b0", *items], each(10), [by(0)]))
    assert {path: after[path] for path in before} == before


def test_no_part_is_made_of_entries_that_have_nothing_to_show():
    filled = divided(
        "x/index.md", ["a1", "b1", "c1", "c2"], each(10), [by(0)], lambda items: "b1" not in items
    )
    assert list(pages(filled)) == ["x/a.md", "x/c.md"]


def test_from_one_part_to_the_others():
    a, b, c = divided("x/index.md", ["a", "b", "c", "a"], each(10), [by(0)]).parts
    assert (a.before, a.after, b.before, b.after, c.after) == (None, b, a, c, None)
    assert b.beside == (a, b, c)


def test_very_many_parts_are_listed_on_the_overview_alone():
    many = divided("x/index.md", [chr(0x4E00 + n) for n in range(61)], each(10), [by(0)])
    assert len(many.parts) == 61
    assert many.parts[5].beside == ()
    assert many.parts[5].after is many.parts[6]


def test_a_title_says_which_part_it_is():
    whole = divided("x/index.md", ["a1", "a1", "a1", "a2", "b1"], each(10), [by(0), by(1)])
    assert [page.titled("安排") for page in whole.walk()] == [
        "安排",
        "安排：a",
        "安排：a1",
        "安排：a2",
        "安排：b",
    ]


@pytest.mark.parametrize(
    ("id_", "head"),
    [("sheng", "sheng"), ("shi", "shi"), ("ju", "shi"), ("qu", "qu"), ("jie", "qu"), ("alone", "alone")],
)
def test_a_government_stands_with_those_below_it_or_beside_it(id_: str, head: str):
    known = {one.id: one for one in PROVINCE}
    assert places(*PROVINCE).by_county(known[id_], "2024/") == Name(f"2024/{head}", head.upper())


def test_who_heads_others_has_a_page_of_its_own_beside_theirs():
    county, town, *_ = ONE_COUNTY
    known = places(*ONE_COUNTY)
    assert known.by_town(town) == Name("zhen-0", "ZHEN-0")
    assert known.by_town(county) == Name("xian/own", "XIAN本级")


def test_neighbours_share_a_part_whoever_has_reports():
    known = places(*ONE_COUNTY)
    found = dict.fromkeys(known.by_run(one) for one in ONE_COUNTY)
    assert list(found) == [
        Name("xian/1", "XIAN至ZHEN-14"),
        Name("xian/2", "ZHEN-15至ZHEN-30"),
        Name("xian/3", "ZHEN-31至ZHEN-39"),
    ]


def test_a_part_is_named_after_governments_that_report():
    county, town, other, *_ = ONE_COUNTY
    known = places(replace(county, collected=False), town, other)
    assert known.by_run(town) == Name("xian/1", "ZHEN-0至ZHEN-1")


def test_a_description_names_few_and_counts_many():
    assert named(ONE_COUNTY[:2]) == "XIAN、ZHEN-0"
    assert named(ONE_COUNTY).endswith("、ZHEN-14等41个政府")
