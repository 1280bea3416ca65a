"""Look once over everything that goes out: no personal data in texts, names and properties of files.

The look reads nothing but the files of the finished site, so it holds however they were made. A file with the
same bytes is not looked at again: `.cache/looked.json` lists the digests of the files in which nothing was
found, and the rules under which that was so. It is written only when the whole site is clean.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from annual_reports.cache.keys import code_digest, digest
from annual_reports.domain.files import write_whole
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.text import squeeze
from annual_reports.publish import manifest
from annual_reports.publish.file_contents import Contents, read_contents, read_pdfs
from annual_reports.publish.file_properties import Property, telling
from annual_reports.sanitize.characters import replace_unprintable
from annual_reports.sources.catalog import read_catalog
from annual_reports.sources.html_words import decode_escapes
from annual_reports.sources.private_sources import CONFIRMED, SETTINGS
from annual_reports.sources.private_words import (
    PrivateWord,
    PublicWords,
    confirmation,
    find_private_words,
    locate,
    to_finding,
)

_LOOKED = Path(".cache/looked.json")

MorePublicWords = Callable[[], Iterable[str]]
"""Returns what reports confirm to be public; called only if there is something to be confirmed."""


def look_over(site: Path, root: Path, more_public: MorePublicWords = tuple) -> Iterator[Finding]:
    """Yield a finding for everything personal in a finished site; paths are of sources where these are known.

    Args:
        site: the finished site.
        root: the project's folder; without its sources, nothing is confirmed and nothing is remembered.
        more_public: quotations that reports confirm.

    """
    has_sources = (root / "data").is_dir()
    catalog = read_catalog(root / "data")[0] if has_sources else None
    look = _Look(site, root, PublicWords.of(catalog) if catalog else PublicWords(frozenset()), more_public)
    clean = _Clean(root / _LOOKED, look.rules) if has_sources else None
    findings = list(look.findings(clean.digests if clean else frozenset()))
    if clean and not findings:
        clean.write(look.digests)
    yield from findings


class _Clean:
    """Digests of the files in which nothing was found, kept in a file."""

    def __init__(self, path: Path, rules: str) -> None:
        self._path, self._rules = path, rules

    @cached_property
    def digests(self) -> frozenset[str]:
        """Digests found clean under the same rules; none if the file is missing or damaged."""
        try:
            content = json.loads(self._path.read_bytes())
            return frozenset(map(str, content["clean"])) if content["rules"] == self._rules else frozenset()
        except (OSError, ValueError, LookupError, TypeError):
            return frozenset()

    def write(self, digests: Iterable[str]) -> None:
        content = {"rules": self._rules, "clean": sorted(digests)}
        with suppress(OSError):  # the next look takes longer
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(content, indent=0).encode())


@dataclass
class _Look:
    """One look over a site."""

    site: Path
    root: Path
    public: PublicWords
    more_public: MorePublicWords
    digests: set[str] = field(default_factory=set)
    """Of all files of the site."""
    _seen: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of lines that were looked at: a site repeats most of its sentences."""

    @property
    def rules(self) -> str:
        """Digest of everything on which a verdict depends but the file."""
        return digest(code_digest(), *sorted(self.public.quotes))

    def findings(self, clean: frozenset[str]) -> Iterator[Finding]:
        pdfs: list[Path] = []
        for path in manifest.list_files(self.site):
            yield from self._words(path, self._new_lines(decode_escapes(path).replace("/", "\n")))
            file = self.site / path
            if file.is_symlink() or not file.is_file() or path == manifest.NAME:
                continue
            data = file.read_bytes()
            digest_ = sha256(data).hexdigest()
            self.digests.add(digest_)
            if digest_ in clean:
                continue
            if data.startswith(b"%PDF") or file.suffix.lower() == ".pdf":
                pdfs.append(file)
            else:
                yield from self._contents(path, self._read(path, data))
        for file, contents in read_pdfs(pdfs):
            yield from self._contents(file.relative_to(self.site).as_posix(), contents)

    def _read(self, path: str, data: bytes) -> Contents:
        """Return the contents of a file; of a page, only of the lines that are new, if these are clean."""
        if path.endswith(".html"):
            new = read_contents(path, self._new_lines(data.decode("utf-8", "replace")).encode())
            if not find_private_words(self._new_lines(new.words)):
                return Contents("")
        return read_contents(path, data)

    def _contents(self, path: str, contents: Contents) -> Iterator[Finding]:
        yield from self._words(path, contents.words)
        for told in dict.fromkeys(telling(iter(contents.properties))):
            yield from self._property(path, told)

    def _new_lines(self, text: str) -> str:
        """Return the lines that did not stand beside the same neighbour before, with that neighbour."""
        lines = text.split("\n")
        pairs = list(zip(["", *lines], lines, strict=False))
        new = [pair not in self._seen for pair in pairs]
        self._seen.update(pairs)
        following = [*new[1:], False]
        return "\n".join(
            line for line, is_new, is_next in zip(lines, new, following, strict=True) if is_new or is_next
        )

    def _words(self, path: str, text: str) -> Iterator[Finding]:
        for word in find_private_words(text):
            if not self._is_public(word):
                yield to_finding(word, self._place(word.words, path))

    def _property(self, path: str, told: Property) -> Iterator[Finding]:
        place = self._place_of_file(path)
        if told.is_trace:
            yield finding("trace-in-properties", place, name=told.name)
            return
        code = "person-in-properties"
        if not self._is_public(PrivateWord(code, told.value, told.value, is_certain=False)):
            example = confirmation(place, told.value, "可以公开的署名")
            yield finding(code, place, name=told.name, found=told.value, example=example)

    def _is_public(self, word: PrivateWord) -> bool:
        return word in self.public or (not word.is_certain and word in self._confirmed_in_reports)

    @cached_property
    def _confirmed_in_reports(self) -> PublicWords:
        return PublicWords(frozenset(self.more_public()))

    def _place(self, words: str, path: str) -> Place:
        """Return the place in the sources where the words stand, else in the site's file."""
        places = (locate(words, text, shown) for shown, text in self._sources.items())
        return next((place for place in places if place), None) or self._place_of_file(path, words)

    def _place_of_file(self, path: str, words: str = "") -> Place:
        is_copied = (self.root / "docs" / path).is_file()
        shown = f"docs/{replace_unprintable(path)}" if is_copied else replace_unprintable(path)
        text = (self.site / path).read_bytes().decode("utf-8", "replace") if squeeze(words) else ""
        return (locate(words, text, shown) if text else None) or Place(shown)

    @cached_property
    def _sources(self) -> dict[str, str]:
        """Path -> text of the sources in which words may stand, in the order of searching."""
        files = [
            *sorted((self.root / "docs").rglob("*.md")),
            *sorted((self.root / "data").glob("*.yml")),
            self.root / SETTINGS,
        ]
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes().decode("utf-8", "replace")
            for file in files
            if file.is_file() and file.name != CONFIRMED
        }
