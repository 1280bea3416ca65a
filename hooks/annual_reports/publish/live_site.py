"""Compare what lies at a destination with the list that was published there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from annual_reports.publish import manifest
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.manifest import FileDigests, Release

NO_FILE = "0" * 64
"""Stands in place of a digest for what is no ordinary file, for example a link."""
UNREADABLE = "1" * 64
"""Stands in place of a digest for what a web server may not read."""
LENT = "lent.sha256"
"""Path in a release of a server: digests of the files that it got from the releases before it."""
_SECTION = re.compile(rb"^::(listed|lent|found|folders|writable|end)\n", re.MULTILINE)
_NAME = re.compile(rb"^::name (?:.*/)?releases/[0-9]{4,}-([0-9a-f]{12})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Alterations:
    """Paths that somebody altered since they were published, each in order."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()

    @property
    def by_kind(self) -> Mapping[str, tuple[str, ...]]:
        """Kind in Chinese -> paths."""
        kinds = {"被改过": self.changed, "不见了": self.missing, "多出来": self.added}
        return {**kinds, "读者读不到": self.unreadable, "谁都能改": self.writable}

    @property
    def adds_text(self) -> bool:
        """Return True if something may be readable there that was not published."""
        return bool(self.changed or self.added or manifest.NAME in self.missing)

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths."""
        return tuple(path for paths in self.by_kind.values() for path in paths)

    @property
    def lines(self) -> list[str]:
        """Return a line in Chinese for each path."""
        return [f"  {kind} {path}" for kind, paths in self.by_kind.items() for path in paths]


@dataclass(frozen=True, slots=True)
class LiveSite:
    """Site at a destination: what was published, and what lies there."""

    listed: FileDigests = field(default_factory=dict)
    """Files of its `files.sha256`."""
    alterations: Alterations = Alterations()
    is_whole: bool = True
    """False if the last publish did not finish."""
    others: tuple[str, ...] = ()
    """Paths in an object store that were not published with the site, and that we leave alone."""

    def is_release(self, release: Release) -> bool:
        """Return True if this is a release, complete and unaltered."""
        return self.listed == release.digests and self.is_whole and not self.alterations.paths


def parse_inspection(output: bytes, release: Release | None) -> LiveSite:
    """Read what host.sh says about a site on a server.

    Args:
        output: name of the release, its lists, and the digests of what lies there.
        release: a finished site here; if it is the one that was published there, its list is taken rather
            than that of the destination, which may have been altered too.

    Raises:
        NotPublished: the output was cut short.

    """
    parts = _SECTION.split(output)
    if parts[-2:-1] != [b"end"]:
        raise NotPublished("not-read", output="连接断了")
    sections = dict(zip(parts[1::2], map(manifest.parse, parts[2::2]), strict=True))
    found, folders, writable = (_paths(sections[name]) for name in (b"found", b"folders", b"writable"))
    lent = {path: digest for path, digest in sections[b"lent"].items() if manifest.is_hashed(path)}
    listed: FileDigests = sections[b"listed"]
    digest = found.pop(manifest.NAME, None)
    match = _NAME.search(parts[0])
    name = match[1].decode() if match else ""
    if release and name and release.digest.startswith(name):
        listed = release.digests
    has_lent = found.pop(LENT, None) is not None
    altered = replace(compare(listed, found, lent, folders), writable=tuple(sorted(writable)))
    if has_lent and not _lends_as_written(parts[parts.index(b"lent") + 1]):
        altered = replace(altered, changed=(*altered.changed, LENT))
    if not name or not (digest or "").startswith(name):
        altered = _with_list(altered, is_missing=digest is None)
    return LiveSite(listed, altered)


def _paths(found: FileDigests) -> dict[str, str]:
    """Return the digests by paths as a list has them; find begins each with a point."""
    return {path.removeprefix("./"): digest for path, digest in found.items()}


def _lends_as_written(content: bytes) -> bool:
    """Return True if each line of a list of lent files is about a file with a digest in its path."""
    lines = [line for line in content.split(b"\n") if line]
    lent = [path for path, _ in manifest.parse_lines(content) if manifest.is_hashed(path)]
    return 0 < len(lines) == len(lent)


def compare(
    listed: FileDigests, found: FileDigests, lent: FileDigests, folders: Collection[str] = ()
) -> Alterations:
    """Compare the digests of what lies there with the lists; a lent file may be missing."""
    expected = {**lent, **listed}
    added = {path for path in found.keys() - expected.keys() if found[path] != UNREADABLE}
    added |= {f"{path}/" for path in {*folders} - {".", *_folders_of({*expected, *found})}}
    return Alterations(
        tuple(_changed(expected, found)),
        tuple(sorted(listed.keys() - found.keys())),
        tuple(sorted(added)),
        tuple(sorted(path for path, digest in found.items() if digest == UNREADABLE)),
    )


def _folders_of(paths: Iterable[str]) -> Iterator[str]:
    """Yield the folders above some paths."""
    for path in paths:
        yield from (each.as_posix() for each in PurePosixPath(path).parents)


def _changed(expected: FileDigests, found: FileDigests) -> Iterator[str]:
    for path in sorted(expected.keys() & found.keys()):
        if found[path] not in (expected[path], UNREADABLE):
            yield path


def _with_list(altered: Alterations, *, is_missing: bool) -> Alterations:
    """Name the list too. Without it nothing can be said about the others."""
    if is_missing:
        return Alterations(missing=(manifest.NAME,))
    return replace(altered, changed=(*altered.changed, manifest.NAME))
