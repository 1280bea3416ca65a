"""An object store, through rclone: no folders to switch, so what is carried over when is all there is.

First what no page names yet, then the pages, then the list of all files; what nobody needs goes last.
A list of what may be there stands in the store meanwhile: a publish that was cut off is seen, and finished.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annual_reports.publishing import manifest, programs
from annual_reports.publishing.failures import NotPublished, from_words
from annual_reports.publishing.headers import RULES
from annual_reports.publishing.manifest import Digests, Release
from annual_reports.publishing.programs import Tell

UNFINISHED = "unfinished.sha256"
"""In the store, as long as a publish is not through: all files of the site before and of the new one."""
_RCLONE = (
    *("rclone", "--retries=5", "--retries-sleep=2s", "--contimeout=15s", "--timeout=60s"),
    *("--ask-password=false", "--s3-no-check-bucket"),  # it asks for nothing, and makes no bucket of a slip
)
_COPY = ("--checksum", "--no-update-modtime")
_NO_DIRECTORY = 3
"""With what rclone ends where there is nothing."""
_FOREVER, _ASK_AGAIN = (RULES["cache"][kind] for kind in ("lasting", "page"))


class Step(NamedTuple):
    """Files that may be carried over in any order, and how long browsers keep them."""

    name: str
    paths: tuple[str, ...]
    caching: str


def preparations(digests: Digests) -> tuple[Step, Step]:
    """What is carried over while the old pages are read: files with new names, and what is no page."""
    hashed = tuple(path for path in sorted(digests) if manifest.is_hashed(path))
    others = tuple(path for path in sorted(digests) if not manifest.is_hashed(path) and not _leads(path))
    return Step("不会再变的文件", hashed, _FOREVER), Step("其他文件", others, _ASK_AGAIN)


def pages(digests: Digests) -> Step:
    """What names other files: pages, and the index of search."""
    leading = tuple(path for path in sorted(digests) if _leads(path) and not manifest.is_hashed(path))
    return Step("网页", leading, _ASK_AGAIN)


def _leads(path: str) -> bool:
    return path.endswith((".html", ".xml", ".xml.gz")) or path.startswith("search/index/")


def removals(listed: Iterable[str], known: Digests, live: Digests, new: Digests) -> tuple[str, ...]:
    """What goes: files that we put there and that are no longer part of the site.

    Hashed files of the live site stay for those who read its pages; they go at the publish after.
    `known` is all that we put there and did not remove, `listed` what lies there, also other people's files.
    """
    there = set(listed)
    hashed = {path for path in there if manifest.is_hashed(path)} - live.keys() - known.keys()
    plain = {path for path in known.keys() & there if not manifest.is_hashed(path)}
    return tuple(sorted((hashed | plain) - new.keys()))


@dataclass(frozen=True, slots=True)
class Store:
    """A destination that rclone knows."""

    remote: str

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none. Raises NotPublished."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            done = programs.run([*_RCLONE, "copyto", "--", f"{self.remote}/{name}", str(copy)])
            if done.returncode not in (0, _NO_DIRECTORY):
                raise from_words(done.stderr.decode(errors="replace"), "not-read")
            return copy.read_bytes() if copy.exists() else None

    def files(self) -> list[str]:
        """Everything that lies there, also what others put there. Raises NotPublished."""
        done = programs.run([*_RCLONE, "lsf", "--recursive", "--files-only", "--", self.remote])
        if done.returncode != 0:
            raise from_words(done.stderr.decode(errors="replace"), "not-read")
        return done.stdout.decode(errors="replace").splitlines()

    @contextmanager
    def opened(self, tell: Tell) -> Iterator[Upload]:
        """Read what is there. A store knows no locks. Raises NotPublished."""
        live = manifest.read(self.read(manifest.NAME) or b"")
        unfinished = self.read(UNFINISHED)
        known = {**live, **manifest.read(unfinished or b"")}
        yield Upload(self, tell, live, known, unfinished is not None)


@dataclass(slots=True)
class Upload:
    """One publish into a store."""

    store: Store
    tell: Tell
    live: Digests
    """What the store says is live."""
    known: Digests
    """And what a publish that was cut off may have put there."""
    unfinished: bool
    """Whether one was cut off."""
    release: Release | None = None
    """What is being published."""

    def has(self, release: Release) -> bool:
        """Whether a site is live, whole."""
        return self.live == release.digests and not self.unfinished

    def transfer(self, release: Release) -> None:
        """Carry over what no page names yet."""
        self.release = release
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, UNFINISHED).write_bytes(manifest.written({**self.known, **release.digests}))
            self._copy(Path(folder), [UNFINISHED], _ASK_AGAIN)
        for step in preparations(release.digests):
            self._upload(release, step)

    def switch(self, release: Release) -> str:
        """Carry over the pages, then the list of all files."""
        self._upload(release, pages(release.digests))
        self._copy(release.folder, [manifest.NAME], _ASK_AGAIN)
        return release.digest[:12]

    def clean(self) -> None:
        """Remove what neither the new site nor the one before has, and the sign that this is unfinished."""
        self.tell("清理旧文件")
        new = self.release.digests if self.release else self.live
        self._delete(removals(self.store.files(), self.known, self.live, new))
        self._delete([UNFINISHED])

    def roll_back(self) -> tuple[str, str]:
        """A store keeps no old sites."""
        raise NotPublished("bucket-rollback")

    def _upload(self, release: Release, step: Step) -> None:
        self.tell(f"上传{step.name}（{len(step.paths)} 个）")
        self._copy(release.folder, step.paths, step.caching)

    def _copy(self, folder: Path, paths: Sequence[str], caching: str) -> None:
        header = f"--header-upload=Cache-Control: {caching}"
        self._each(paths, ["copy", *_COPY, header, "--", str(folder), self.store.remote])

    def _delete(self, paths: Sequence[str]) -> None:
        self._each(paths, ["delete", "--", self.store.remote])

    def _each(self, paths: Sequence[str], words: Sequence[str]) -> None:
        """Have rclone do something with some files; a list of none would mean all of them."""
        if not paths:
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as chosen:
            chosen.write("".join(f"{path}\n" for path in paths))
            chosen.flush()
            shown = [f"--files-from-raw={chosen.name}", *programs.progress_of_rclone()]
            programs.carry([*_RCLONE, *shown, *words], self.tell, lambda _: "not-uploaded")
