"""Cache of parsed reports and of values derived from a single report, in one SQLite file.

A report is looked up by the digest of its bytes, its path, the catalog and the code: it depends on these
alone. Only reports without errors are cached. Nothing in the file is believed: a value that is
damaged, or that names anything but a class of values, counts as missing.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from annual_reports.domain.catalog import Catalog, Government, Indicator
from annual_reports.domain.model import Report
from annual_reports.sources import report_reader
from annual_reports.sources.report_cache import ParsedReport

T = TypeVar("T")

_DIGEST_LENGTH = 32
"""Bytes of the SHA-256 in front of each value."""
_VALUES = "annual_reports.domain."
_OTHER_MODULES = {"annual_reports.analysis.mentions", "annual_reports.ledger.canonical"}
"""Modules whose dataclasses, named tuples and enumerations may be cached, beside those of `domain`."""
_STANDARD_VALUES = {("datetime", "date"): date, ("decimal", "Decimal"): Decimal}


class SqliteReportCache:
    """Report cache in a file. Close it, so that the next build has what this one parsed."""

    def __init__(self, file: Path, common: str) -> None:
        """Read the file; `common` is the digest of code and catalog."""
        self._file = file
        self._common = common
        self._stored: dict[str, bytes] = dict(_stored(file))
        self._used: dict[str, bytes] = {}
        self._catalog: Catalog

    def read_report(
        self, data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str]
    ) -> ParsedReport:
        """Return the cached report of the same bytes, or parse it as `report_reader.read_report` does."""
        self._catalog = catalog
        key = sha256(f"{self._common}\n{path}\n{shown_as}\n".encode() + data).hexdigest()
        match self._get(key):
            case (Report() as report, list(findings)):
                return report, findings
        parsed = report_reader.read_report(data, path, shown_as, catalog, others)
        if parsed[0]:
            self._put(key, parsed)
        return parsed

    def get_or_compute(self, name: str, report: Report, compute: Callable[[Report], T]) -> T:
        """Return `compute(report)`, cached under `name` and the report's digest."""
        key = f"{self._common} {report.path} {report.source_digest} {name}"
        cached: T | None = self._get(key)
        return self._put(key, compute(report)) if cached is None else cached

    def close(self) -> None:
        """Write the entries that this build used, and delete all others."""
        if self._used.keys() != self._stored.keys():
            _store(self._file, self._used)

    def _get(self, key: str) -> Any:
        """Return the cached value; None if there is none, or if it cannot be unpickled for any reason."""
        sealed = self._used.get(key) or self._stored.get(key)
        if sealed and _is_whole(sealed):
            with suppress(Exception):
                value = _Unpickler(io.BytesIO(sealed[_DIGEST_LENGTH:]), self._catalog).load()
                self._used[key] = sealed
                return value
        return None

    def _put(self, key: str, value: T) -> T:
        target = io.BytesIO()
        _Pickler(target, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
        self._used[key] = sha256(target.getvalue()).digest() + target.getvalue()
        return value


def _is_whole(sealed: bytes) -> bool:
    """Return True if a value begins with its digest: another letter in a text would be a wrong report."""
    return sealed[:_DIGEST_LENGTH] == sha256(sealed[_DIGEST_LENGTH:]).digest()


class _Pickler(pickle.Pickler):
    """Pickles governments and indicators as their id: all reports share them."""

    def persistent_id(self, obj: object) -> tuple[str, str] | None:
        if isinstance(obj, Government):
            return "governments", obj.id
        return ("indicators", obj.id) if isinstance(obj, Indicator) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, catalog: Catalog) -> None:
        super().__init__(source)
        self._of = {"governments": catalog.governments, "indicators": catalog.indicators}

    def find_class(self, module: str, name: str) -> type:
        """Return a class of values. Raises UnpicklingError for all else: a pickle may name any function."""
        if (module, name) in _STANDARD_VALUES:
            return _STANDARD_VALUES[module, name]
        if module in _OTHER_MODULES or module.startswith(_VALUES):
            found = vars(import_module(module)).get(name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, (tuple, Enum))):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")

    def persistent_load(self, pid: tuple[str, str]) -> object:
        return self._of[pid[0]][pid[1]]


@contextmanager
def _database(file: Path) -> Iterator[sqlite3.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file)
    try:
        with connection:
            connection.execute("CREATE TABLE IF NOT EXISTS known (key TEXT PRIMARY KEY, value BLOB NOT NULL)")
            yield connection
    finally:
        connection.close()


def _stored(file: Path) -> list[tuple[str, bytes]]:
    """Return all entries of the file; none if it is missing or damaged."""
    if not file.is_file():
        return []
    try:
        with _database(file) as database:
            return database.execute("SELECT key, value FROM known").fetchall()
    except sqlite3.OperationalError:  # another build is writing it
        return []
    except sqlite3.Error:
        file.unlink(missing_ok=True)
        return []


def _store(file: Path, used: dict[str, bytes]) -> None:
    """Make the file hold just the used entries; the site is complete even if that fails."""
    with suppress(sqlite3.Error, OSError), _database(file) as database:
        kept = {key for (key,) in database.execute("SELECT key FROM known")}
        database.executemany("DELETE FROM known WHERE key = ?", ((key,) for key in kept - used.keys()))
        new = ((key, value) for key, value in used.items() if key not in kept)
        database.executemany("INSERT INTO known VALUES (?, ?)", new)
