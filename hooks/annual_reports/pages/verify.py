"""The page on which anybody checks a text against what was published; and the digests that it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from annual_reports.addresses import VERIFY, digests_of, page_of, version_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Link
from annual_reports.ledger.history import superseded
from annual_reports.model import Report

SCRIPT = "assets/verify.js"
STYLE = "assets/verify.css"
_DIGITS = 16
_IN_A_FILE = 200
"""Digests that one file holds, as they are evenly spread."""
_LONGEST_PREFIX = 3


class _Known(NamedTuple):
    """A published digest."""

    digest: str
    report: Report
    path: str
    """The page that shows the text."""
    whole: bool
    """Whether it is of the whole signed text, and not of the body alone."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page, and the published digests, in as many files as keep each small."""
    known = list(_known(collection))
    length = _prefix_length(len(known))
    yield Document(
        path=VERIFY,
        title="核验文本",
        description="核对手里的报告文本与公布的是不是一字不差，只在您的电脑上算，不上传。",
        template="verify.html",
        context={
            "script": SCRIPT,
            "style": STYLE,
            "prefix": length,
            "first_digests": digests_of("0" * length),
            "governments": collection.governments,
            "years": list(collection.by_year),
            "entries": len(collection.record.entries),
            "tip": collection.record.entries[-1].digest,
        },
        headings=(Heading("check", "核对一份文本"), Heading("how", "指纹和登记簿")),
    )
    groups: dict[str, list[_Known]] = {prefix: [] for prefix in _prefixes(length)}
    for one in known:
        groups[one.digest[:length]].append(one)
    for prefix, group in groups.items():
        yield Download(digests_of(prefix), partial(_digests, group), tuple(one.report for one in group))


def _known(collection: Collection) -> Iterator[_Known]:
    """The digests of every wording that is or was published; of equal ones the present text comes last."""
    for report in collection.reports:
        versions = collection.versions(report)
        pages = [*((entry, version_of(entry)) for entry in superseded(versions)), (versions[-1], report.path)]
        for entry, path in pages:
            yield _Known(entry.stated.body, report, path, whole=False)
            yield _Known(entry.stated.text, report, path, whole=True)


def _prefix_length(digests: int) -> int:
    """How many digits name a file."""
    lengths = range(_LONGEST_PREFIX)
    return next((n for n in lengths if digests <= _IN_A_FILE * _DIGITS**n), _LONGEST_PREFIX)


def _prefixes(length: int) -> list[str]:
    """Every beginning of so many digits."""
    return [f"{number:0{length}x}" for number in range(_DIGITS**length)] if length else [""]


def _digests(known: Iterable[_Known], link: Link) -> bytes:
    """Digest -> address of its page, name, whether it is the present text, and whether the whole of it."""
    told = {
        one.digest: [
            link(one.path),
            f"{one.report.government.name}{one.report.year}年报告",
            one.path == page_of(one.report),
            one.whole,
        ]
        for one in known
    }
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
