"""Page that checks a reader's text against the published ones, and the files of digests that it loads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.timeline import withdrawn_name
from annual_reports.checks.witnesses import testimonies
from annual_reports.domain.model import Report
from annual_reports.drafting.characters import CHARACTERS
from annual_reports.ledger.canonical import ContentDigests
from annual_reports.ledger.history import superseded_versions
from annual_reports.ledger.lines import Entry
from annual_reports.ledger.texts import version_id
from annual_reports.rendering.document import Document, Download, Heading, Link
from annual_reports.rendering.urls import VERIFY, digests_of, version_of, withdrawal_of

SCRIPT = "assets/verify/verify.js"
STYLE = "assets/verify.css"
_DIGITS = 16
_DIGESTS_IN_A_FILE = 200
"""Average number of digests in one file."""
_LONGEST_PREFIX = 3


class _State(IntEnum):
    """Standing of a published text today. Of two texts with one digest the higher standing holds."""

    REPLACED = 0
    WITHDRAWN = 1
    PRESENT = 2


class _PublishedText(NamedTuple):
    """Text that is or was published, by its digests."""

    digests: ContentDigests
    state: _State
    path: str
    """Source path of the page that shows the text, or tells of its withdrawal."""
    name: str
    """Name for readers: 甲镇2023年报告."""
    has_table: bool
    """True if the text has a table, whose columns no digest holds. False if nobody can tell any more."""
    made_of: Report | str
    """Report, or id of a withdrawn version, from which the entry is made."""


class _PublishedDigest(NamedTuple):
    """Digest of a published text."""

    digest: str
    text: _PublishedText
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
        inputs = tuple(digest.text.made_of for digest in group)
        yield Download(digests_of(prefix), partial(_digests_json, group), inputs)


def _published_digests(collection: Collection) -> Iterator[_PublishedDigest]:
    """Yield the digests of all texts; of equal digests the one that holds comes last."""
    texts = (*_texts_of_reports(collection), *_withdrawn_texts(collection))
    for text in sorted(texts, key=lambda text: text.state):
        yield _PublishedDigest(text.digests.body, text, is_whole=False)
        yield _PublishedDigest(text.digests.text, text, is_whole=True)


def _texts_of_reports(collection: Collection) -> Iterator[_PublishedText]:
    """Yield the present text of every report, and the texts that corrections replaced."""
    for report in collection.reports:
        versions = collection.versions(report)
        name = f"{report.government.name}{report.year}年报告"
        for entry in superseded_versions(versions):
            path, has_table = version_of(entry, versions), "\t" in (collection.texts.get(entry) or "")
            yield _PublishedText(entry.content_digests, _State.REPLACED, path, name, has_table, report)
        present, has_table = versions[-1].content_digests, "|" in report.body
        yield _PublishedText(present, _State.PRESENT, report.path, name, has_table, report)


def _withdrawn_texts(collection: Collection) -> Iterator[_PublishedText]:
    """Yield the withdrawn versions, of which only their digests are known."""
    for entry in collection.next_ledger.entries:
        if key := _withdrawal_key(entry, collection):
            name, path = withdrawn_name(key, collection.catalog), withdrawal_of(key)
            state, id_ = _State.WITHDRAWN, version_id(entry)
            yield _PublishedText(entry.content_digests, state, path, name, has_table=False, made_of=id_)


def _withdrawal_key(entry: Entry, collection: Collection) -> str | None:
    """Return the key in `data/withdrawn.yml` by which the words of a version were withdrawn, if any."""
    withdrawn, text = collection.catalog.withdrawn, entry.content_digests.text
    versions = collection.next_ledger.by_report[entry.report]
    same = (version_id(one) for one in versions if one.content_digests.text == text)
    return next((key for key in (entry.report, *same) if key in withdrawn), None)


def _prefix_length(digests: int) -> int:
    """Return the number of digits that name a file, such that the files are small."""
    lengths = range(_LONGEST_PREFIX)
    return next((n for n in lengths if digests <= _DIGESTS_IN_A_FILE * _DIGITS**n), _LONGEST_PREFIX)


def _prefixes(length: int) -> list[str]:
    """Return all prefixes of a length."""
    return [f"{number:0{length}x}" for number in range(_DIGITS**length)] if length else [""]


def _digests_json(digests: Iterable[_PublishedDigest], link: Link) -> bytes:
    """Return digest -> [address of the page, name, state, is it the whole text, has it a table], as JSON."""
    values = {
        digest: [link(text.path), text.name, text.state.name.lower(), is_whole, text.has_table]
        for digest, text, is_whole in digests
    }
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
