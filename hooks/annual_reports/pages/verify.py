"""Page that checks a reader's text against the published ones, and the files of digests that it loads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.checks.witnesses import testimonies
from annual_reports.domain.model import Report
from annual_reports.drafting.characters import CHARACTERS
from annual_reports.ledger.history import superseded_versions
from annual_reports.rendering.document import Document, Download, Heading, Link
from annual_reports.rendering.urls import VERIFY, digests_of, page_of, version_of

SCRIPT = "assets/verify/verify.js"
STYLE = "assets/verify.css"
_DIGITS = 16
_DIGESTS_IN_A_FILE = 200
"""Average number of digests in one file."""
_LONGEST_PREFIX = 3


class _PublishedDigest(NamedTuple):
    """Digest of a text that is or was published."""

    digest: str
    report: Report
    path: str
    """Source path of the page that shows the text."""
    is_whole: bool
    """True for the whole signed text, False for its body alone."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the page, and the published digests, divided by their first digits into small files."""
    digests = list(_published_digests(collection))
    length = _prefix_length(len(digests))
    yield Document(
        path=VERIFY,
        title="核验文本",
        description="核对手里的报告文本与公布的是不是一字不差，只在您的电脑上算，不上传。",
        template="verify.html",
        context={
            "script": SCRIPT,
            "style": STYLE,
            "silent": CHARACTERS["silent"],
            "radicals": CHARACTERS["radicals"],
            "prefix_length": length,
            "first_digests": digests_of("0" * length),
            "governments": collection.governments,
            "years": list(collection.by_year),
            "entry_count": len(collection.next_ledger.lines),
            "last_digest": collection.next_ledger.lines[-1].digest,
            "testimonies": testimonies(collection),
            "witnessed": collection.witnessing.given,
        },
        headings=(
            Heading("check", "核对一份文本"),
            Heading("how", "指纹和登记簿"),
            Heading("witnesses", "别的县的证明"),
        ),
    )
    files: dict[str, list[_PublishedDigest]] = {prefix: [] for prefix in _prefixes(length)}
    for digest in digests:
        files[digest.digest[:length]].append(digest)
    for prefix, group in files.items():
        reports = tuple(digest.report for digest in group)
        yield Download(digests_of(prefix), partial(_digests_json, group), reports)


def _published_digests(collection: Collection) -> Iterator[_PublishedDigest]:
    """Yield the digests of every version; of equal digests that of the present text comes last."""
    for report in collection.reports:
        versions = collection.versions(report)
        pages = [(entry, version_of(entry, versions)) for entry in superseded_versions(versions)]
        for entry, path in (*pages, (versions[-1], report.path)):
            yield _PublishedDigest(entry.content_digests.body, report, path, is_whole=False)
            yield _PublishedDigest(entry.content_digests.text, report, path, is_whole=True)


def _prefix_length(digests: int) -> int:
    """Return the number of digits that name a file, such that the files are small."""
    lengths = range(_LONGEST_PREFIX)
    return next((n for n in lengths if digests <= _DIGESTS_IN_A_FILE * _DIGITS**n), _LONGEST_PREFIX)


def _prefixes(length: int) -> list[str]:
    """Return all prefixes of a length."""
    return [f"{number:0{length}x}" for number in range(_DIGITS**length)] if length else [""]


def _digests_json(digests: Iterable[_PublishedDigest], link: Link) -> bytes:
    """Return digest -> [address of the page, name, is it the present text, is it the whole text], as JSON."""
    values = {
        item.digest: [
            link(item.path),
            f"{item.report.government.name}{item.report.year}年报告",
            item.path == page_of(item.report),
            item.is_whole,
        ]
        for item in digests
    }
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
