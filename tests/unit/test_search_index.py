"""Pagefind's binary writes an index, the same at each time, or says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annual_reports.search_index import SearchIndexError, write
from helpers import contents

RECORDS = [{"url": f"{n}/", "content": f"第 {n} 页", "meta": {"title": str(n)}} for n in range(30)]


def test_an_index_is_written_and_is_the_same_twice(tmp_path: Path):
    write(RECORDS, tmp_path / "one")
    write(RECORDS, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    entry = json.loads((tmp_path / "one/pagefind-entry.json").read_text(encoding="utf-8"))
    assert entry["languages"]["zh"]["page_count"] == 30


def test_pagefinds_own_interfaces_are_not_shipped(tmp_path: Path):
    write(RECORDS, tmp_path)
    assert not [name for name in contents(tmp_path) if "ui" in name or "highlight" in name]


def test_a_large_index_comes_whole(tmp_path: Path):
    text = " ".join(chr(0x4E00 + n) for n in range(5000))
    write([{"url": f"{n}/", "content": f"{n} {text}", "meta": {}} for n in range(300)], tmp_path)
    assert len(list((tmp_path / "fragment").iterdir())) == 300
    assert all(contents(tmp_path).values())


def test_a_refused_record_is_an_error(tmp_path: Path):
    with pytest.raises(SearchIndexError, match="expected a string"):
        write([*RECORDS, {"url": "bad/", "content": 7, "meta": {}}], tmp_path)
