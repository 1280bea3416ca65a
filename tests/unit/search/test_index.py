"""The files of the index: what they hold, in which order, and that the same records give the same bytes."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate, islice, pairwise
from typing import Any
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.catalog import Government
from annual_reports.rendering.document import PageKind
from annual_reports.search.index import index_files
from annual_reports.search.passages import section
from annual_reports.search.postings import LINES_PER_PAGE
from annual_reports.search.record import Record
from annual_reports.search.words import split_words

PINGSHI = Government("pingshi", "平氏镇", "乡镇", "tongbai", (), ("平氏乡",))


def record(
    address: str, *lines: str, kind: PageKind = PageKind.REPORT, year: int | None = 2024, title: str = "报告"
) -> Record:
    return Record(address, title, kind, year, PINGSHI, lambda: [section(*lines, heading="一、")])


def read(records: list[Record]) -> dict[str, Any]:
    """Each file by its name, unpacked; the version's folder is left out."""
    made = {
        path.removesuffix(".bin"): json.loads(gzip.decompress(content))
        for path, content in index_files(records)
    }
    version = made["pages"]["version"]
    return {path.removeprefix(f"{version}/"): content for path, content in made.items()}


def lines_with(index: dict[str, Any], key: str) -> list[int]:
    """Look a key up as the page does."""
    return list(accumulate(index[f"keys/{crc32(key.encode()) % index['pages']['keys']}"].get(key, [])))


def test_neighbours_are_listed_with_their_lines():
    index = read([record("a/", "排查矛盾", "化解矛盾。矛盾少了"), record("b/", "矛头", year=2023)])
    assert index["pages"]["room"] == LINES_PER_PAGE
    assert lines_with(index, "矛盾") == [1, 2]
    assert lines_with(index, "盾矛") == [2]
    assert lines_with(index, "盾化") == []  # not over the end of a line


def test_of_a_single_word_the_first_line_of_each_page_is_listed():
    index = read([record("a/", "排查矛盾", "化解矛盾"), record("b/", "矛头", year=2023)])
    assert lines_with(index, " 矛") == [1, LINES_PER_PAGE + 1]
    assert lines_with(index, " 报") == [0, LINES_PER_PAGE]


def test_a_word_is_no_pair_of_words():
    index = read([record("a/", "ab cd"), record("b/", "abcd", year=2023)])
    assert lines_with(index, "abcd") == [1]
    assert lines_with(index, " abcd") == [LINES_PER_PAGE + 1]


def test_the_lines_of_a_very_long_page_share_its_last_number():
    index = read([record("a/", *["又一行"] * LINES_PER_PAGE, "矛盾"), record("b/", "矛头", year=2023)])
    assert lines_with(index, "矛盾") == [LINES_PER_PAGE - 1]
    assert lines_with(index, "矛头") == [LINES_PER_PAGE + 1]


def test_reports_come_first_and_the_newest_of_them():
    records = [
        record("compare/", kind=PageKind.COMPARISON, year=2025),
        record("2023/", year=2023),
        record("other/", kind=PageKind.OTHER, year=None),
        record("2024/", year=2024),
    ]
    index = read(records)
    assert [address for address, _ in index["texts/0"]] == ["2024/", "2023/", "compare/", "other/"]
    assert index["pages"]["year"] == [2024, 2023, 2025, 0]
    assert [index["pages"]["kinds"][kind] for kind in index["pages"]["kind"]] == [
        *("report", "report", "comparison", "other")
    ]


def test_small_pages_are_gathered_in_files_and_a_long_one_begins_its_own():
    small = [record(f"{number}/", "短") for number in range(20)]
    index = read([*small, *(record(f"large-{number}/", "长" * 7000) for number in range(3))])
    starts = list(accumulate(index["pages"]["texts"]))
    assert starts == [0, 8, 16, 20, 21, 22]
    assert len([name for name in index if name.startswith("texts/")]) == len(starts)
    assert [len(index[f"texts/{number}"]) for number in range(6)] == [8, 8, 4, 1, 1, 1]


def test_only_traditional_characters_that_can_be_meant_are_told():
    forms = read([record("a/", "发文")])["pages"]["forms"]
    assert dict(zip(islice(forms, 0, None, 2), islice(forms, 1, None, 2), strict=True))["發"] == "发"
    assert "號" not in forms


def test_a_page_is_its_address_and_its_sections():
    index = read([record("a/", "法治")])
    assert index["texts/0"] == [["a/", [["", [["", "报告"]]], ["一、", [["", "法治"]]]]]]


def test_places_are_told_once_with_all_their_names():
    nowhere = Record("years/", "年度", PageKind.OTHER, 2024, None, list)
    index = read([record("a/"), record("b/", year=2023), nowhere])["pages"]
    (place,) = index["places"]
    assert place[0] == "pingshi"
    assert {"平氏镇", "平氏乡", "pingshi", "pingshizhen", "psz"} <= set(place[1:])
    assert index["place"] == [0, 0, -1]


def test_nothing_makes_an_index_too():
    index = read([])
    assert index["pages"]["kind"] == index["pages"]["texts"] == []
    assert all(index[f"keys/{number}"] == {} for number in range(index["pages"]["keys"]))


@given(st.lists(st.text(alphabet="法治12,a 。\n", max_size=30), max_size=6))
def test_every_pair_of_every_line_leads_back_to_it(texts: list[str]):
    index = read([record(f"{number}/", *text.split("\n")) for number, text in enumerate(texts)])
    for page, text in enumerate(texts):
        for number, line in enumerate(["报告", *filter(None, text.split("\n"))], page * LINES_PER_PAGE):
            cut = split_words(line)
            assert all(number in lines_with(index, first + second) for first, second in pairwise(cut))


def test_other_texts_are_another_version():
    first, second = ({path for path, _ in index_files([record("a/", text)])} for text in ("法治", "法制"))
    assert first & second == {"pages.bin"}


def test_the_same_records_give_the_same_bytes():
    records = [record(f"{number}/", f"第 {number} 份报告写了{number * 7} 件事") for number in range(40)]
    assert list(index_files(records)) == list(index_files(records))
