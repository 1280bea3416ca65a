"""A cached report is returned as long as nothing that it depends on has changed."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.cache import report_cache
from annual_reports.cache.report_cache import SqliteReportCache
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.sources import report_reader
from support.reports import written_report
from support.sites import COUNTY

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


class Call:
    """Pickles as the call of a function."""

    def __init__(self, function: object, *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


def named(module: str, name: str, argument: str = "touch made") -> bytes:
    """A pickle that calls anything by its name, as `os.system` in `annual_reports.domain.files`."""
    text = b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name))
    return b"\x80\x05" + text + b"\x93\x8c" + bytes([len(argument)]) + argument.encode() + b"\x85R."


HOSTILE = {
    "os.system": pickle.dumps(Call(os.system, "touch made")),
    "eval": pickle.dumps(Call(eval, "open('made', 'w')")),
    "our own runner of programs": named("annual_reports.publish.subprocesses", "run"),
    "a module inside an allowed one": named("annual_reports.domain.files", "os.system"),
    "a function of an allowed module": named("annual_reports.domain.files", "write_whole"),
    "a class that is no value": named("annual_reports.domain.findings", "Path"),
    "a class of the standard library": named("subprocess", "Popen"),
    "an older protocol": b"cos\nsystem\n(S'touch made'\ntR.",
    "deep recursion": pickle.dumps(None)[:2] + b"(" * 200_000 + b"t" * 199_999 + b".",
    "a huge number of bytes": b"\x80\x05\x8d" + b"\xff" * 7 + b"\x7f" + b"x.",
    "nothing": b"",
    "no pickle": b"\xff" * 100,
}


def replaced(file: Path, value: Callable[[bytes], bytes]) -> None:
    with sqlite3.connect(file) as database:
        old = database.execute("SELECT key, value FROM known").fetchall()
        database.executemany("UPDATE known SET value = ? WHERE key = ?", [(value(v), k) for k, v in old])
    database.close()


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_value_is_missing_and_runs_nothing(
    file: Path,
    demo_catalog: Catalog,
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    sealed: bool,  # noqa: FBT001
):
    monkeypatch.chdir(file.parent)
    hostile = HOSTILE[name]
    replaced(file, lambda _: sha256(hostile).digest() + hostile if sealed else hostile)
    known, _ = SqliteReportCache(file, "surroundings").read_report(DATA, PATH, SHOWN, demo_catalog, ())
    assert known
    assert reader.read == [PATH]
    assert not (file.parent / "made").exists()


@pytest.mark.parametrize("place", [*range(0, 1200, 37), -1])
def test_a_damaged_value_is_missing(file: Path, demo_catalog: Catalog, reader: Reader, place: int):
    def damage(value: bytes) -> bytes:
        at = place % len(value)
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]

    replaced(file, damage)
    SqliteReportCache(file, "surroundings").read_report(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == [PATH]


def test_a_value_that_is_cut_short_is_missing(file: Path, demo_catalog: Catalog, reader: Reader):
    replaced(file, lambda value: value[: len(value) // 2])
    SqliteReportCache(file, "surroundings").read_report(DATA, PATH, SHOWN, demo_catalog, ())
    assert reader.read == [PATH]


def test_a_cache_that_another_build_is_writing_stays(file: Path):
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("DELETE FROM known WHERE key = ''")
        SqliteReportCache(file, "surroundings")
        assert file.exists()
    other.close()


def test_everything_that_a_build_caches_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file, missing = tmp_path / "reports.sqlite", []
    real = pickle.Pickler.dump
    pickler = report_cache._Pickler  # noqa: SLF001  # nothing else tells what is cached anew
    monkeypatch.setattr(pickler, "dump", lambda self, value: (missing.append(value), real(self, value)))
    for _ in range(2):
        missing.clear()
        cache = SqliteReportCache(file, "s")
        build.build(COUNTY, cache=cache)
        cache.close()
    assert not missing
