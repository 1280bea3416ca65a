"""The index of the build before, brought to what the pages say now: the bytes of one made from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.rendering.document import PageKind
from annual_reports.search import FOLDER, PreviousIndex, index, write_index
from annual_reports.search.index import index_files
from annual_reports.search.passages import section
from annual_reports.search.record import Record

MANY = 40
"""Pages, so that six of them are few."""
Texts = Mapping[int, str]


def records(texts: Texts = MappingProxyType({}), count: int = MANY) -> list[Record]:
    """Pages of a few words each, some of them with other ones."""
    said = {number: f"第{number}页\n写了依法行政" for number in range(count)} | dict(texts)
    return [record(f"{number}/", text) for number, text in said.items()]


def record(address: str, text: str) -> Record:
    return Record(
        address, "报告", PageKind.REPORT, 2024, None, lambda: [section(*text.split("\n"), heading="一、")]
    )


def from_nothing(made: Iterable[Record]) -> dict[str, bytes]:
    return dict(index_files(made))


def revised(folder: Path, before: list[Record], now: list[Record]) -> dict[str, bytes]:
    """The index of `now`, made of that of `before`; nothing is read of the pages that say the same."""
    write_index(before, folder)
    same = {one.address for one, other in zip(before, now, strict=False) if said(one) == said(other)}
    untold = [one._replace(sections=unasked) if one.address in same else one for one in now]
    with patch.object(index, "build_shards", side_effect=AssertionError("made from nothing")):
        return dict(index_files(untold, (), PreviousIndex(folder / FOLDER, same.__contains__)))


def said(one: Record) -> object:
    return one.address, [list(told) for told in one.sections()]


def unasked() -> Iterable[object]:
    raise AssertionError


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {3: "第3页\n写了执法检查"},
        {0: "第0页\n写了依法行政\n又一行", 39: ""},
        {11: "长" * 4000},
        {7: "長短", 9: "第9页"},
    ],
    ids=["nothing", "another-word", "a-line-more-and-less", "a-file-of-its-own", "another-form"],
)
def test_a_change_gives_the_bytes_of_an_index_made_from_nothing(tmp_path: Path, texts: Texts):
    now = records(texts)
    assert revised(tmp_path, records(), now) == from_nothing(now)


def test_files_that_stay_as_they_are_are_other_names_of_the_same(tmp_path: Path):
    write_index(records(), tmp_path / "before")
    now = records({3: "第3页\n写了执法检查"})
    before = PreviousIndex(
        tmp_path / "before" / FOLDER, {one.address for one in now if one.address != "3/"}.__contains__
    )
    paths = write_index(now, tmp_path / "now", (), before)
    (old,) = {path.parents[1] for path in (tmp_path / "before").rglob("keys/0.bin")}
    new = (tmp_path / "now" / paths[0]).parents[1]
    texts = sorted(path.relative_to(new) for path in new.rglob("texts/*.bin"))
    assert [(new / path).samefile(old / path) for path in texts] == [False, *[True] * (len(texts) - 1)]


def test_a_word_that_stands_nowhere_any_more_is_no_key(tmp_path: Path):
    before = records({5: "发文 发文", 6: "长" * 4000})
    assert revised(tmp_path, before, records()) == from_nothing(records())


@given(
    st.dictionaries(st.integers(0, MANY - 1), st.text("法治长發1。 \n", max_size=40), max_size=3),
    st.dictionaries(st.integers(0, MANY - 1), st.text("法治长發1。 \n", max_size=40), max_size=3),
)
def test_any_change_of_few_pages_does(one: Texts, other: Texts):
    with TemporaryDirectory() as folder:
        before, now = records(one), records(other)
        assert revised(Path(folder), before, now) == from_nothing(now)


@pytest.mark.parametrize("count", [MANY - 1, MANY + 1])
def test_with_a_page_more_or_less_it_is_made_from_nothing(tmp_path: Path, count: int):
    write_index(records(), tmp_path)
    now = records(count=count)
    before = PreviousIndex(tmp_path / FOLDER, {one.address for one in records()}.__contains__)
    assert dict(index_files(now, (), before)) == from_nothing(now)


def test_with_a_page_in_the_place_of_another_it_is_made_from_nothing(tmp_path: Path):
    write_index(records(), tmp_path)
    now = [*records(count=MANY - 1), record("another/", "另一页")]
    before = PreviousIndex(tmp_path / FOLDER, {one.address for one in records()}.__contains__)
    assert dict(index_files(now, (), before)) == from_nothing(now)


def test_with_more_words_than_its_files_hold_it_is_made_from_nothing(tmp_path: Path):
    write_index(records(), tmp_path)
    now = records({2: "".join(map(chr, range(0x4E00, 0x4E00 + 20_000)))})
    before = PreviousIndex(
        tmp_path / FOLDER, {one.address for one in records() if one.address != "2/"}.__contains__
    )
    assert dict(index_files(now, (), before)) == from_nothing(now)


def test_where_many_pages_changed_all_are_read_and_nothing_of_what_was(tmp_path: Path):
    now = records()
    before = PreviousIndex(tmp_path / "nothing here", {one.address for one in now[25:]}.__contains__)
    assert dict(index_files(now, (), before)) == from_nothing(now)


@pytest.mark.parametrize("damaged", ["pages.bin", "keys/*.bin", "texts/*.bin"])
@pytest.mark.parametrize("part", [None, 0, 0.5])
def test_what_is_damaged_or_gone_is_made_from_nothing(tmp_path: Path, damaged: str, part: float | None):
    write_index(records(), tmp_path)
    for path in tmp_path.rglob(damaged):
        content = path.read_bytes()
        path.unlink()
        if part is not None:
            path.write_bytes(content[: int(len(content) * part)])
    now = records({3: "第3页\n写了执法检查"})
    before = PreviousIndex(
        tmp_path / FOLDER, {one.address for one in now if one.address != "3/"}.__contains__
    )
    assert dict(index_files(now, (), before)) == from_nothing(now)
