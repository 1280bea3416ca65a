"""What a publication added to the ledger, brought from the published site into `data/`, with its texts."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from annual_reports import catalog
from annual_reports.addresses import LEDGER, text_of
from annual_reports.ledger import chain
from annual_reports.ledger.canonical import digest
from annual_reports.ledger.chain import Entry, Ledger
from annual_reports.ledger.texts import Texts

Published = Callable[[str], bytes | None]
"""Path on the site -> the file that was published there, None if there is none."""
AreKnown = Callable[[str], bool]


class LedgersPart(Exception):  # noqa: N818  # a state of affairs, told in one sentence
    """What was published and what stands here do not go on from each other."""


def folder(site: Path) -> Published:
    """What was published, read from the folder in which it was built."""

    def published(path: str) -> bytes | None:
        file = site / path
        return file.read_bytes() if file.is_file() else None

    return published


def known_to(root: Path) -> AreKnown:
    """Which reports lie among a site's sources, or were withdrawn."""
    withdrawn = cache(lambda: catalog.read(root / "data")[0].withdrawn)
    return lambda report: (root / "docs/reports" / f"{report}.md").is_file() or report in withdrawn()


def published_ledger(published: Published) -> Ledger:
    """The ledger of a site; an empty one if it has none.

    Raises:
        LedgersPart: it is broken.

    """
    ledger, broken = chain.parse(published(LEDGER) or b"", LEDGER)
    if broken:
        raise LedgersPart(f"网站上的登记簿从第 {broken[0].line} 行起是坏的")
    return ledger


def keep(data: Path, published: Published, are_known: AreKnown) -> list[Entry]:
    """Write the entries that a site has and `data` has not, texts first; return them.

    Args:
        data: holds the ledger and its texts.
        published: the site.
        are_known: whether a report of this name lies here or was withdrawn; else it is another site.

    Raises:
        LedgersPart: one of the ledgers is broken, the site's does not go on from the one here, or it is
            about other reports.
        OSError: a file cannot be written; the ledger is then as it was.

    """
    here, broken = chain.read(data)
    if broken:
        raise LedgersPart(f"data/{chain.NAME} 从第 {broken[0].line} 行起是坏的")
    there = published_ledger(published)
    if here.continues(there):
        return []
    if not there.continues(here):
        number = next(
            n for n, (a, b) in enumerate(zip(here.entries, there.entries, strict=False), 1) if a != b
        )
        raise LedgersPart(f"网站上的登记簿与 data/{chain.NAME} 从第 {number} 行起不同")
    new = list(there.entries[len(here.entries) :])
    if strange := next((entry for entry in new if not are_known(entry.report)), None):
        raise LedgersPart(f"网站上登记着这里没有的报告 {strange.report}")
    contents = [(entry, _text(entry, published)) for entry in new]
    for entry, content in contents:
        _keep_text(Texts(data), entry, content)
    _replace(data / chain.NAME, there.content)
    return new


def _text(entry: Entry, published: Published) -> bytes | None:
    """A version's text as the site has it, which must be the one that was recorded."""
    content = published(text_of(entry))
    if content is not None and digest(content.decode(errors="replace")) != entry.stated.text:
        raise LedgersPart(f"网站上的 {text_of(entry)} 与登记的指纹对不上")
    return content


def _keep_text(texts: Texts, entry: Entry, content: bytes | None) -> None:
    path = texts.path_of(entry)
    if path and content is not None and texts.of(entry) is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)  # noqa: PTH105  # over a file that is there, also on Windows
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
