"""Digest of everything that an output file depends on.

Every file depends on the code, on `data/*.yml` and on the generator's settings. Beside that a document names
its inputs: reports, or strings. A document that names none depends on all reports and files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from annual_reports.domain.model import Report
from annual_reports.ledger.canonical import report_id
from annual_reports.ledger.texts import told_id, version_id
from annual_reports.rendering.document import Document, Download
from annual_reports.rendering.site import Site
from annual_reports.rendering.urls import scan_of

_PACKAGE = Path(__file__).parents[1]
_ADAPTER = _PACKAGE.with_name("annual_reports_mkdocs")
_THEME = _PACKAGE / "theme"
_DATA = (".yml", ".yaml")


class OutputKeys:
    """Keys of the output files of one build."""

    def __init__(self, site: Site, common: str) -> None:
        """Take the site, and the digest `common` of everything that all files depend on."""
        self._collection = site.collection
        self._findings = site.findings
        generated: list[Document | Download] = [*site.downloads, *site.documents]
        self._generated = {item.path: item for item in generated}
        self._common = common

    def of(self, source: str | Path) -> str:
        """Return the key of a generated file, given by its source path, or of a file that is copied.

        The key of a copied file is its size, times and number on the disk: scans are large, and copying
        again costs little. The time of any change (ctime) is there since programs that copy set the
        other back.
        """
        if isinstance(source, Path):
            status = source.stat()
            numbers = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            return digest(*map(str, numbers))
        item = self._generated[source]
        inputs = [self.everything] if item.inputs is None else map(self._input_key, item.inputs)
        findings = self._findings_of.get(f"docs/{source}", ())
        return digest(self._common, *_description(item), *inputs, *findings)

    @cached_property
    def everything(self) -> str:
        """Key of a file that depends on all reports, pages and files."""
        collection = self._collection
        written = [f"{page.path}\n{page.text}" for page in collection.written]
        ledger = collection.next_ledger.content.decode()
        others = (*collection.docs.beside, *collection.docs.unread)
        witnessed = collection.witnessing.digest_text
        return digest(self._common, *self._reports.values(), *written, *others, ledger, witnessed)

    def _input_key(self, given: Report | str) -> str:
        return given if isinstance(given, str) else self._reports[given.path]

    @cached_property
    def _reports(self) -> dict[str, str]:
        return {report.path: self._report(report) for report in self._collection.reports}

    @cached_property
    def _kept(self) -> set[str]:
        return {*self._collection.texts.version_ids(), *self._collection.texts.told_ids()}

    @cached_property
    def _findings_of(self) -> dict[str, list[str]]:
        """Source file -> its findings, which a preview shows above the page."""
        findings_of: dict[str, list[str]] = {}
        for found in self._findings:
            findings_of.setdefault(found.path, []).append(str(found))
        return findings_of

    def _report(self, report: Report) -> str:
        """Return the key of a report: its file, its published versions and statements, its scan and PDF."""
        collection = self._collection
        versions = [
            f"{entry.line} {version_id(entry) in self._kept}" for entry in collection.versions(report)
        ]
        subject = report_id(report)
        told = [
            f"{entry.number} {entry.day} {entry.told[subject]} {told_id(subject, entry) in self._kept}"
            for entry in collection.next_ledger.told_by_subject.get(subject, ())
        ]
        printed = collection.printed.get(report.path)
        beside = (printed.name if printed else "", str(scan_of(report) in collection.docs.scans))
        return digest(report.source_digest, *beside, *versions, *told)


def _description(item: Document | Download) -> Iterator[str]:
    """Yield what is printed around a document's content: title, description, parent, headings."""
    yield item.path
    if isinstance(item, Document):
        yield from (item.title, item.description, item.parent or "", *item.tables)
        yield from (text for heading in item.headings for text in heading)


def digest(*parts: str) -> str:
    """Return the SHA-256 of several texts in their order; their lengths are part of it."""
    return sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def settings_text(value: Any) -> str:
    """Return the generator's settings as text; functions by their names, not their place in memory."""
    return json.dumps(value, default=_plain, sort_keys=True)


def _plain(value: Any) -> Any:
    """Return what JSON can hold of a value; the same in every process, whose sets have another order each."""
    if isinstance(value, AbstractSet):
        return sorted(map(str, value))
    return dict(value) if isinstance(value, Mapping) else getattr(value, "__qualname__", repr(value))


@cache
def code_digest() -> str:
    """Return the digest of the running code: both packages, Python, and all installed distributions.

    Computed once: code changes take effect when the preview is restarted.
    """
    own = [path for path in (*_PACKAGE.rglob("*"), *_ADAPTER.rglob("*")) if _THEME not in path.parents]
    return digest(sys.version, *sorted(_installed()), *_contents(own, _PACKAGE.parent))


def theme_digest() -> str:
    """Return the digest of the theme's files, which each build reads anew."""
    return digest(*_contents(_THEME.rglob("*"), _PACKAGE))


def data_digest(root: Path) -> str:
    """Return the digest of `data/*.yml`; the ledger is part of the reports' keys."""
    return digest(*_contents([p for p in (root / "data").glob("*") if p.suffix in _DATA], root))


def _installed() -> Iterator[str]:
    for distribution in distributions():
        yield f"{distribution.metadata['Name']} {distribution.version}"


def _contents(paths: Iterable[Path], root: Path) -> Iterator[str]:
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(root).as_posix()
            yield sha256(path.read_bytes()).hexdigest()
