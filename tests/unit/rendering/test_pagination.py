"""A list that grew long is divided into pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annual_reports.domain.catalog import Government
from annual_reports.rendering import pagination
from annual_reports.rendering.pagination import ListPage, PageName, list_names, paginate


def government(id_: str, parent: str | None = None) -> Government:
    return Government(id_, id_.upper(), "乡镇", parent, (), ())


def pages(whole: ListPage[str]) -> dict[str, str]:
    """Source path of each page that shows entries -> its entries."""
    return {page.path: "".join(page.items) for page in whole.walk() if not page.subpages}


def by(position: int) -> Callable[[str], PageName]:
    """Divide by the first letter of an entry, then by its digit: a1 stands in a, and then in a/1."""
    return lambda item: PageName("/".join(item[: position + 1]), item[position])


ONE_COUNTY = [government("xian"), *(government(f"zhen-{n}", "xian") for n in range(40))]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pagination, "ENTRIES_PER_PAGE", 3)


def test_a_list_that_fits_stays_whole_at_its_address():
    assert pages(paginate("x/index.md", ["a", "b", "c"], [by(0)])) == {"x/index.md": "abc"}


def test_a_list_that_does_not_is_divided_and_its_address_leads_to_the_parts():
    whole = paginate("x/index.md", ["a1", "b1", "a2", "b2"], [by(0)])
    assert pages(whole) == {"x/a.md": "a1a2", "x/b.md": "b1b2"}
    assert [page.path for page in whole.walk()] == ["x/index.md", "x/a.md", "x/b.md"]
    assert [page.overview for page in whole.subpages] == [whole, whole]


def test_what_stands_around_a_part_changes_with_its_neighbours_and_its_overview():
    """Pages list the parts beside them, so this is among what they depend on."""
    one, more = (
        paginate("x/index.md", items, [by(0)], per_page=1) for items in (["a", "b"], ["a", "b", "c"])
    )
    assert [page.navigation_text for page in one.subpages] != [
        page.navigation_text for page in more.subpages[:2]
    ]
    assert one.navigation_text != more.navigation_text
    same = paginate("x/index.md", ["a", "b", "b"], [by(0)], per_page=1)
    assert one.navigation_text == same.navigation_text


def test_a_page_that_is_no_index_has_its_parts_below_it_too():
    assert pages(paginate("years/2024.md", ["a1", "a2", "b1", "b2"], [by(0)])) == {
        "years/2024/a.md": "a1a2",
        "years/2024/b.md": "b1b2",
    }


def test_an_item_may_take_several_entries():
    items = ["a1", "a2", "b1"]
    whole = paginate("x/index.md", items, [by(0), by(1)], count_entries=lambda items: 2 * len(items))
    assert pages(whole) == {"x/a/1.md": "a1", "x/a/2.md": "a2", "x/b.md": "b1"}


def test_a_page_type_with_larger_or_smaller_entries_has_its_own_number():
    items = ["a", "b", "c", "d"]
    assert pages(paginate("x/index.md", items, [by(0)], per_page=4)) == {"x/index.md": "abcd"}
    assert len(pages(paginate("x/index.md", items[:3], [by(0)], per_page=2))) == 3


def test_only_the_part_that_is_too_large_is_divided_further():
    items = ["a1", "a1", "a1", "a2", "b1"]
    assert pages(paginate("x/index.md", items, [by(0), by(1)])) == {
        "x/a/1.md": "a1a1a1",
        "x/a/2.md": "a2",
        "x/b.md": "b1",
    }


def test_a_key_by_which_nothing_is_divided_is_passed_over():
    items = ["a1", "a2", "a2", "a3"]
    found = paginate("x/index.md", items, [by(0), by(1)])
    assert pages(found) == {"x/a/1.md": "a1", "x/a/2.md": "a2a2", "x/a/3.md": "a3"}
    assert [page.overview for page in found.subpages] == [found] * 3


def test_another_entry_moves_none_of_the_others():
    items = [f"{letter}{n}" for letter in "acd" for n in range(2)]
    before = pages(paginate("x/index.md", items, [by(0)]))
    after = pages(paginate("x/index.md", ["b0", *items], [by(0)]))
    assert {path: after[path] for path in before} == before


def test_no_part_is_made_of_entries_that_have_nothing_to_show():
    items = ["a1", "b1", "c1", "c2"]
    whole = paginate("x/index.md", items, [by(0)], has_content=lambda items: "b1" not in items)
    assert list(pages(whole)) == ["x/a.md", "x/c.md"]


def test_from_one_part_to_the_others():
    a, b, c = paginate("x/index.md", ["a", "b", "c", "a"], [by(0)]).subpages
    assert (a.previous, a.next, b.previous, b.next, c.next) == (None, b, a, c, None)
    assert b.siblings == (a, b, c)


def test_very_many_parts_are_listed_on_the_overview_alone():
    many = paginate("x/index.md", [chr(0x4E00 + n) for n in range(61)], [by(0)])
    assert len(many.subpages) == 61
    assert many.subpages[5].siblings == ()
    assert many.subpages[5].next is many.subpages[6]


def test_a_title_says_which_part_it_is():
    whole = paginate("x/index.md", ["a1", "a1", "a1", "a2", "b1"], [by(0), by(1)])
    assert [page.titled("安排") for page in whole.walk()] == [
        "安排",
        "安排：a",
        "安排：a1",
        "安排：a2",
        "安排：b",
    ]


def test_a_description_names_few_and_counts_many():
    assert list_names(ONE_COUNTY[:2]) == "XIAN、ZHEN-0"
    assert list_names(ONE_COUNTY).endswith("、ZHEN-14等41个政府")
