"""What was read is known as long as nothing that it depends on has changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annual_reports import reports
from annual_reports.incremental import readings
from annual_reports.incremental.readings import Readings
from annual_reports.model import Catalog, Report
from helpers import written_report

PATH, SHOWN = "reports/demo/2024.md", "docs/reports/demo/2024.md"
DATA = written_report("全年举办法治讲座12场。", figures={"法治讲座": "12场"})


class Reader:
    """Counts what is really read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        real = reports.read

        def read(data: bytes, path: str, *others: object) -> object:
            self.read.append(path)
            return real(data, path, *others)

        monkeypatch.setattr(readings.reports, "read", read)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(monkeypatch)


@pytest.fixture
def file(tmp_path: Path, demo_catalog: Catalog, reader: Reader) -> Path:
    """A memory that knows one report."""
    file = tmp_path / "cache/readings.sqlite"
    first = Readings(file, "surroundings")
    first.read(DATA, PATH, SHOWN, demo_catalog, ())
    first.close()
    assert reader.read == [PATH]
    reader.read.clear()
    return file


def test_the_same_bytes_are_not_read_again_and_give_the_same(
    file: Path, demo_catalog: Catalog, reader: Reader
):
    known, findings = Readings(file, "surroundings").read(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == []
    assert (known, findings) == reports.read(DATA, PATH, SHOWN, demo_catalog)
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
    Readings(file, surroundings).read(data, path, SHOWN, demo_catalog, ())
    assert reader.read == [path]


def test_a_report_with_errors_is_read_each_time(file: Path, demo_catalog: Catalog, reader: Reader):
    wrong = DATA.replace('法治讲座": "12场'.encode(), '法治讲座": "13场'.encode())
    assert wrong != DATA
    for _ in range(2):
        memory = Readings(file, "surroundings")
        report, findings = memory.read(wrong, PATH, SHOWN, demo_catalog, ())
        memory.close()
        assert report is None
        assert [found.code for found in findings] == ["figure-not-in-body"]
    assert reader.read == [PATH, PATH]


def test_what_follows_from_a_report_is_worked_out_once(file: Path, demo_catalog: Catalog):
    asked: list[str] = []

    def length(report: Report) -> int:
        asked.append(report.path)
        return len(report.body)

    for _ in range(2):
        memory = Readings(file, "surroundings")
        report, _ = memory.read(DATA, PATH, SHOWN, demo_catalog, ())
        assert report
        assert memory.recall("length", report, length) == len(report.body)
        assert memory.recall("length", report, length) == len(report.body)
        memory.close()
    assert asked == [PATH]


def test_what_no_build_uses_any_more_is_let_go_of(file: Path, demo_catalog: Catalog, reader: Reader):
    other = DATA + "又举办一场。\n".encode()
    memory = Readings(file, "surroundings")
    memory.read(other, PATH, SHOWN, demo_catalog, ())
    memory.close()
    reader.read.clear()
    Readings(file, "surroundings").read(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == [PATH]


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_memory_is_an_empty_one(file: Path, demo_catalog: Catalog, reader: Reader, damage: bytes):
    file.write_bytes(damage)
    memory = Readings(file, "surroundings")
    report, _ = memory.read(DATA, PATH, SHOWN, demo_catalog, ())
    memory.close()
    assert report
    assert reader.read == [PATH]
    Readings(file, "surroundings").read(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == [PATH]


def test_what_cannot_be_unpacked_is_read(file: Path, demo_catalog: Catalog, reader: Reader):
    with sqlite3.connect(file) as database:
        database.execute("UPDATE known SET value = ?", (b"\x80\x05nonsense",))
    database.close()
    report, _ = Readings(file, "surroundings").read(DATA, PATH, SHOWN, demo_catalog, ())
    assert report
    assert reader.read == [PATH]


def test_a_place_that_cannot_be_written_is_no_fault(tmp_path: Path, demo_catalog: Catalog):
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    memory = Readings(tmp_path / "cache/readings.sqlite", "surroundings")
    assert memory.read(DATA, PATH, SHOWN, demo_catalog, ())[0]
    memory.close()
