"""A cached report is returned as long as nothing that it depends on has changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annual_reports.cache.report_cache import SqliteReportCache
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.sources import report_reader
from support.reports import written_report

PATH, SHOWN = "reports/demo/2024.md", "docs/reports/demo/2024.md"
DATA = written_report("全年举办法治讲座12场。", figures={"法治讲座": "12场"})


class Reader:
    """Counts what is really read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        real = report_reader.read_report

        def read(data: bytes, path: str, *others: object) -> object:
            self.read.append(path)
            return real(data, path, *others)

        monkeypatch.setattr(report_reader, "read_report", read)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(monkeypatch)


@pytest.fixture
def file(tmp_path: Path, demo_catalog: Catalog, reader: Reader) -> Path:
    """A cache that holds one report."""
    file = tmp_path / "cache/reports.sqlite"
    first = SqliteReportCache(file, "surroundings")
    first.read_report(DATA, PATH, SHOWN, demo_catalog, ())
    first.close()
    assert reader.read == [PATH]
    reader.read.clear()
    return file


def test_the_same_bytes_are_not_read_again_and_give_the_same(
    file: Path, demo_catalog: Catalog, reader: Reader
):
    known, findings = SqliteReportCache(file, "surroundings").read_report(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == []
    assert (known, findings) == report_reader.read_report(DATA, PATH, SHOWN, demo_catalog)
    assert known
    assert known.government is demo_catalog.governments["demo"]
    assert known.figures[0].indicator is demo_catalog.indicators["lectures"]


@pytest.mark.parametrize(
    ("data", "path", "surroundings"),
    [
        (DATA + b"\n", PATH, "surroundings"),
        (DATA, "reports/demo/2023.md", "surroundings"),
        (DATA, PATH, "another catalog"),
    ],
)
def test_what_differs_in_anything_is_read(
    file: Path, demo_catalog: Catalog, reader: Reader, data: bytes, path: str, surroundings: str
):
    SqliteReportCache(file, surroundings).read_report(data, path, SHOWN, demo_catalog, ())
    assert reader.read == [path]


def test_a_report_with_errors_is_read_each_time(file: Path, demo_catalog: Catalog, reader: Reader):
    wrong = DATA.replace('法治讲座": "12场'.encode(), '法治讲座": "13场'.encode())
    assert wrong != DATA
    for _ in range(2):
        cache = SqliteReportCache(file, "surroundings")
        report, findings = cache.read_report(wrong, PATH, SHOWN, demo_catalog, ())
        cache.close()
        assert report is None
        assert [found.code for found in findings] == ["figure-not-in-body"]
    assert reader.read == [PATH, PATH]


def test_what_follows_from_a_report_is_worked_out_once(file: Path, demo_catalog: Catalog):
    asked: list[str] = []

    def length(report: Report) -> int:
        asked.append(report.path)
        return len(report.body)

    for _ in range(2):
        cache = SqliteReportCache(file, "surroundings")
        report, _ = cache.read_report(DATA, PATH, SHOWN, demo_catalog, ())
        assert report
        assert cache.get_or_compute("length", report, length) == len(report.body)
        assert cache.get_or_compute("length", report, length) == len(report.body)
        cache.close()
    assert asked == [PATH]


def test_what_no_build_uses_any_more_is_let_go_of(file: Path, demo_catalog: Catalog, reader: Reader):
    other = DATA + "又举办一场。\n".encode()
    cache = SqliteReportCache(file, "surroundings")
    cache.read_report(other, PATH, SHOWN, demo_catalog, ())
    cache.close()
    reader.read.clear()
    SqliteReportCache(file, "surroundings").read_report(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == [PATH]


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_cache_is_an_empty_one(file: Path, demo_catalog: Catalog, reader: Reader, damage: bytes):
    file.write_bytes(damage)
    cache = SqliteReportCache(file, "surroundings")
    report, _ = cache.read_report(DATA, PATH, SHOWN, demo_catalog, ())
    cache.close()
    assert report
    assert reader.read == [PATH]
    SqliteReportCache(file, "surroundings").read_report(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == [PATH]


def test_what_cannot_be_unpacked_is_read(file: Path, demo_catalog: Catalog, reader: Reader):
    with sqlite3.connect(file) as database:
        database.execute("UPDATE known SET value = ?", (b"\x80\x05nonsense",))
    database.close()
    report, _ = SqliteReportCache(file, "surroundings").read_report(DATA, PATH, SHOWN, demo_catalog, ())
    assert report
    assert reader.read == [PATH]


def test_a_place_that_cannot_be_written_is_no_fault(tmp_path: Path, demo_catalog: Catalog):
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    cache = SqliteReportCache(tmp_path / "cache/reports.sqlite", "surroundings")
    assert cache.read_report(DATA, PATH, SHOWN, demo_catalog, ())[0]
    cache.close()
