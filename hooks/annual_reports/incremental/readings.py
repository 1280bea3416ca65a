"""What was read of reports, by the digest of their bytes: a file that is the same is not read again.

Beside it lies what follows from one report alone. Only reports without errors are kept. What was read of one
depends on its bytes, its path, the catalog and the program, so all four are in its key.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from annual_reports import reports
from annual_reports.memory import Reading
from annual_reports.model import Catalog, Government, Indicator, Report

T = TypeVar("T")


class Readings:
    """A memory. It is to be closed, so that the next build knows what this one read."""

    def __init__(self, file: Path, surroundings: str) -> None:
        """`surroundings` is the digest of program and catalog."""
        self._file = file
        self._surroundings = surroundings
        self._known: dict[str, bytes] = dict(_stored(file))
        self._used: dict[str, bytes] = {}
        self._catalog: Catalog

    def read(
        self, data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str]
    ) -> Reading:
        """Read a report as `reports.read` does, or know it."""
        self._catalog = catalog
        key = sha256(f"{self._surroundings}\n{path}\n{shown_as}\n".encode() + data).hexdigest()
        known: Reading | None = self._get(key)
        if known:
            return known
        reading = reports.read(data, path, shown_as, catalog, others)
        if reading[0]:
            self._keep(key, reading)
        return reading

    def recall(self, name: str, report: Report, work_out: Callable[[Report], T]) -> T:
        """Work it out, or know it."""
        key = f"{self._surroundings} {report.path} {report.source_digest} {name}"
        known: T | None = self._get(key)
        return self._keep(key, work_out(report)) if known is None else known

    def close(self) -> None:
        """Keep what this build used, and nothing else."""
        if self._used.keys() != self._known.keys():
            _store(self._file, self._used)

    def _get(self, key: str) -> Any:
        """What is known under a key; what cannot be unpacked, whyever, is not known."""
        kept = self._used.get(key) or self._known.get(key)
        if kept:
            with suppress(Exception):
                value = _Unpacker(io.BytesIO(kept), self._catalog).load()
                self._used[key] = kept
                return value
        return None

    def _keep(self, key: str, value: T) -> T:
        target = io.BytesIO()
        _Packer(target, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
        self._used[key] = target.getvalue()
        return value


class _Packer(pickle.Pickler):
    """Things of the catalog are named by their id: all reports share them."""

    def persistent_id(self, obj: object) -> tuple[str, str] | None:
        if isinstance(obj, Government):
            return "governments", obj.id
        return ("indicators", obj.id) if isinstance(obj, Indicator) else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, catalog: Catalog) -> None:
        super().__init__(source)
        self._of = {"governments": catalog.governments, "indicators": catalog.indicators}

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
    """What is kept; nothing, if there is nothing or it is damaged."""
    if not file.is_file():
        return []
    try:
        with _database(file) as database:
            return database.execute("SELECT key, value FROM known").fetchall()
    except sqlite3.Error:
        file.unlink(missing_ok=True)
        return []


def _store(file: Path, used: dict[str, bytes]) -> None:
    """Change what is kept to what was used. A cache that cannot be written is no fault of the site."""
    with suppress(sqlite3.Error, OSError), _database(file) as database:
        kept = {key for (key,) in database.execute("SELECT key FROM known")}
        database.executemany("DELETE FROM known WHERE key = ?", ((key,) for key in kept - used.keys()))
        new = ((key, reading) for key, reading in used.items() if key not in kept)
        database.executemany("INSERT INTO known VALUES (?, ?)", new)
