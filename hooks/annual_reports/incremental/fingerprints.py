"""Keys: what a file of the site depends on -> one digest.

Everything depends on the program, on `data/*.yml` and on how the generator is configured. Beside that, a
document names its inputs: reports, or words. One that names none depends on everything there is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from annual_reports.addresses import scan_of
from annual_reports.document import Document, Download
from annual_reports.ledger.texts import name_of
from annual_reports.model import Report
from annual_reports.site import Site

_HOOKS = Path(__file__).parents[2]
_THEME = _HOOKS / "theme"
_DATA = (".yml", ".yaml")


class Fingerprints:
    """The keys of one build."""

    def __init__(self, site: Site, surroundings: str) -> None:
        """`surroundings` is the digest of all that is the same for every file."""
        self._collection = site.collection
        self._findings = site.findings
        made: list[Document | Download] = [*site.downloads, *site.documents]
        self._made = {one.path: one for one in made}
        self._surroundings = surroundings

    def of(self, source: str | Path) -> str:
        """The key of a file that the core makes, by its source path; or of one that is copied.

        A copied one is known by its size and time: scans are large, and a copy costs little.
        """
        if isinstance(source, Path):
            status = source.stat()
            return digest(str(status.st_size), str(status.st_mtime_ns))
        made = self._made[source]
        named = [self.everything] if made.inputs is None else [self._of(one) for one in made.inputs]
        told = self._told.get(f"docs/{source}", ())
        return digest(self._surroundings, *_about(made), *named, *told)

    @cached_property
    def everything(self) -> str:
        """The key of what depends on everything there is."""
        collection = self._collection
        written = [f"{page.path}\n{page.text}" for page in collection.written]
        ledger = collection.record.content.decode()
        others = (*collection.beside, *collection.unread)
        return digest(self._surroundings, *self._reports.values(), *written, *others, ledger)

    def _of(self, one: Report | str) -> str:
        return one if isinstance(one, str) else self._reports[one.path]

    @cached_property
    def _reports(self) -> dict[str, str]:
        return {report.path: self._report(report) for report in self._collection.reports}

    @cached_property
    def _texts(self) -> set[str]:
        return set(self._collection.texts.names())

    @cached_property
    def _told(self) -> dict[str, list[str]]:
        """What is told of each source file, which a preview shows above its page."""
        told: dict[str, list[str]] = {}
        for found in self._findings:
            told.setdefault(found.path, []).append(str(found))
        return told

    def _report(self, report: Report) -> str:
        """The report's file, what has been published of it, and what lies beside it."""
        collection = self._collection
        versions = [
            f"{one.number} {one.version} {one.stated} {name_of(one) in self._texts}"
            for one in collection.versions(report)
        ]
        printed = collection.printed.get(report.path)
        beside = (printed.name if printed else "", str(scan_of(report) in collection.scans))
        return digest(report.source_digest, *beside, *versions)


def _about(made: Document | Download) -> Iterator[str]:
    """What its author says of it that is printed around it."""
    yield made.path
    if isinstance(made, Document):
        yield from (made.title, made.description, made.parent or "", *made.tables)
        yield from (word for heading in made.headings for word in heading)


def digest(*parts: str) -> str:
    """Of several texts in their order; where one ends is part of it."""
    return sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def in_words(value: Any) -> str:
    """Settings of a generator as text; functions by their names, whatever their place in memory."""
    return json.dumps(value, default=lambda one: getattr(one, "__qualname__", repr(one)), sort_keys=True)


@cache
def program() -> str:
    """Of what runs: its own files, Python, and the versions of everything it is installed with.

    Asked once, since a process goes on with what it has loaded, whatever is saved meanwhile.
    """
    own = [path for path in _HOOKS.rglob("*") if _THEME not in path.parents]
    return digest(sys.version, *sorted(_installed()), *_contents(own, _HOOKS))


def theme() -> str:
    """Of the theme's own files, which each build reads anew."""
    return digest(*_contents(_THEME.rglob("*"), _HOOKS))


def data(root: Path) -> str:
    """Of what people edit in `data/`; the ledger counts with the reports."""
    return digest(*_contents([p for p in (root / "data").glob("*") if p.suffix in _DATA], root))


def _installed() -> Iterator[str]:
    for one in distributions():
        yield f"{one.metadata['Name']} {one.version}"


def _contents(paths: Iterable[Path], root: Path) -> Iterator[str]:
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(root).as_posix()
            yield sha256(path.read_bytes()).hexdigest()
