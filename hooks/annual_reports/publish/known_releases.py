"""Read what all releases of a destination record, not the live one alone: withdrawals, sources and ledgers.

The link to the live release may be gone, or lead to another one. So the release that was published last is
told by its number, and what any release lists as withdrawn counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

from annual_reports.publish import manifest, sources
from annual_reports.publish.failures import NotPublished, name_some
from annual_reports.publish.manifest import FileDigests
from annual_reports.rendering.urls import LEDGER, WITHDRAWN, withdrawal_of

RECORDS = (manifest.NAME, sources.NAME, LEDGER, WITHDRAWN)
"""Files of a release that host.sh prints."""
RELEASE = re.compile(r"releases/(?P<name>(?P<number>\d{4,})-(?P<digest>[0-9a-f]{12}))")
"""Path of a release below the destination's folder."""
_LINE = re.compile(rb"::(?P<word>\w+)(?: (?P<rest>[^\n]*))?\n")


@dataclass(frozen=True, slots=True)
class KnownRelease:
    """Records of one release, as they lie there."""

    folder: str
    """Path below the destination's folder: `releases/0012-…`, or `current` if that leads elsewhere."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Path -> content of those `RECORDS` that are ordinary files."""
    pages: frozenset[str] = frozenset()
    """Names of its pages about withdrawals, without suffix: `withdrawn-pingshi-2023`."""

    @property
    def listed(self) -> FileDigests:
        """Digests of its files, as its list says."""
        return manifest.parse(self.files.get(manifest.NAME, b""))

    @property
    def name(self) -> str:
        """Name of its folder."""
        return PurePosixPath(self.folder).name

    @property
    def number(self) -> int:
        """Number of the release; 0 for a folder that no publish made."""
        match = RELEASE.fullmatch(self.folder)
        return int(match["number"]) if match else 0

    @property
    def digest(self) -> str:
        """First digits of the digest of its list when it was published; empty if its name does not say."""
        match = RELEASE.fullmatch(self.folder)
        return match["digest"] if match else ""

    @property
    def has_own_list(self) -> bool:
        """Return True if its list is the one that was published."""
        content = self.files.get(manifest.NAME)
        return bool(self.digest) and (_digest(content) or "").startswith(self.digest)

    @property
    def withdrawn(self) -> set[str]:
        """Keys that it lists as withdrawn."""
        return set(self.files.get(WITHDRAWN, b"").decode(errors="replace").split())

    @property
    def lost_withdrawals(self) -> str | None:
        """Digest of its list of withdrawals as it was published, if it is altered or missing now."""
        digest = self.listed.get(WITHDRAWN) if self.has_own_list or not self.digest else None
        return digest if digest != _digest(self.files.get(WITHDRAWN)) else None


@dataclass(frozen=True, slots=True)
class KnownReleases:
    """Records of all releases of a destination."""

    releases: tuple[KnownRelease, ...] = ()
    last: KnownRelease | None = None
    """Release that was published last, or gone back to."""
    served: str = ""
    """Path that the link to the live release leads to; empty without a link."""

    @property
    def withdrawn(self) -> set[str]:
        """Keys that any release lists as withdrawn."""
        return {key for release in self.releases for key in release.withdrawn}

    @property
    def pages(self) -> set[str]:
        """Names of all pages about withdrawals."""
        return {page for release in self.releases for page in release.pages}

    @property
    def strangers(self) -> list[str]:
        """Names of the folders beside the releases that no publish made."""
        beside = (each for each in self.releases if each.folder.startswith("releases/"))
        return [each.name for each in beside if not each.number]

    @property
    def is_misplaced(self) -> bool:
        """Return True if the link to the live release is gone, or leads elsewhere."""
        return self.served != (self.last.folder if self.last else "")

    @property
    def remarks(self) -> list[str]:
        """Sentences in Chinese about what no publish made."""
        right = f"，应当指到 {self.last.folder}" if self.last else ""
        gone = f"名为 current 的链接不见了{right}，请查明是谁动的"
        elsewhere = f"current 指到了别处（{self.served}）{right}，请查明是谁动的"
        link = [elsewhere if self.served else gone] if self.is_misplaced else []
        there = [f"releases 里有不是发布命令放的：{name_some(self.strangers)}"] if self.strangers else []
        return [*link, *there]

    def read(self, path: str) -> bytes | None:
        """Return one of the `RECORDS` of the release that was published last."""
        return self.last.files.get(path) if self.last else None


def parse(output: bytes) -> KnownReleases:
    """Read what host.sh prints about all releases. Raises NotPublished if the output was cut short."""
    served, rolled_back, releases = "", set[str](), list[KnownRelease]()
    for word, rest, content in _answers(output):
        if word == "served":
            served = rest
        elif word == "back":
            rolled_back = set(rest.split())
        elif word == "release":
            releases.append(KnownRelease(rest))
        elif word == "file":
            path = rest.removeprefix(f"{releases[-1].folder}/")
            releases[-1] = _with_file(releases[-1], path, content)
        elif word == "page":
            pages = {*releases[-1].pages, PurePosixPath(rest).name.removesuffix(".html")}
            releases[-1] = KnownRelease(releases[-1].folder, releases[-1].files, frozenset(pages))
    return KnownReleases(tuple(releases), _last(releases, served, rolled_back), served)


def _answers(output: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield word, rest of the line and content of each answer; a content is printed once for its digest."""
    position, contents = output.find(b"::served"), dict[str, bytes]()
    while match := _LINE.match(output, max(position, 0)):
        position = match.end()
        word, rest = match["word"].decode(), (match["rest"] or b"").decode(errors="replace").rstrip()
        if word == "end":
            return
        if word == "content":
            digest, size = rest.split()
            contents[digest] = output[position : position + int(size)]
            position += int(size) + 1
        elif word == "file":
            digest, _, path = rest.partition(" ")
            yield word, path, contents[digest]
        else:
            yield word, rest, b""
    raise NotPublished("not-read", output="连接断了")


def _with_file(release: KnownRelease, path: str, content: bytes) -> KnownRelease:
    return KnownRelease(release.folder, {**release.files, path: content}, release.pages)


def _last(releases: Iterable[KnownRelease], served: str, rolled_back: set[str]) -> KnownRelease | None:
    """Return the release that was published last: the live one, unless a newer one was and is sound."""
    numbered = sorted((each for each in releases if each.number), key=lambda each: each.number)
    wanted = [each for each in numbered if each.name not in rolled_back]
    live = next((each for each in numbered if each.folder == served), None)
    if live is None:
        return wanted[-1] if wanted else None
    withdrawn = {key for each in releases for key in each.withdrawn}
    newer = [each for each in wanted if each.number > live.number and each.has_own_list]
    return next((each for each in reversed(newer) if each.withdrawn >= withdrawn), live)


def page_of(key: str) -> str:
    """Return the name of the page about a withdrawal, as `KnownRelease.pages` has it."""
    return PurePosixPath(withdrawal_of(key)).stem


def _digest(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()
