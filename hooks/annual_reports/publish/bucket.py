"""Publish to an object store, through rclone. It has no folders to switch, so the order of the files matters.

First come the files that no live page refers to, then the pages, then the list of all files; what no page
needs any more is deleted last. Meanwhile `unfinished.sha256` in the store lists every file that may be there,
so that the next publish sees one that was cut off, and finishes it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annual_reports.publish import manifest, subprocesses
from annual_reports.publish.failures import NotPublished, recognise
from annual_reports.publish.manifest import FileDigests, Release
from annual_reports.publish.subprocesses import Progress
from annual_reports.rendering.http_headers import RULES

UNFINISHED = "unfinished.sha256"
"""Path in the store, during a publish: digests of all files of the site before and of the new one."""
_RCLONE = (
    *("rclone", "--retries=5", "--retries-sleep=2s", "--contimeout=15s", "--timeout=60s"),
    *("--ask-password=false", "--s3-no-check-bucket"),  # no questions; a slip in the name makes no bucket
)
_COPY = ("--checksum", "--no-update-modtime")
_NO_DIRECTORY = 3
"""Exit status of rclone if nothing is there."""
_FOREVER, _REVALIDATE = (RULES["cache"][kind] for kind in ("lasting", "page"))


class UploadStep(NamedTuple):
    """Files that may be uploaded in any order, and how long browsers keep them."""

    name: str
    """In Chinese, for progress."""
    paths: tuple[str, ...]
    cache_control: str


def steps_before_pages(digests: FileDigests) -> tuple[UploadStep, UploadStep]:
    """Return the uploads before the pages: files that never change, and others that no page must wait for."""
    hashed = tuple(path for path in sorted(digests) if manifest.is_hashed(path))
    others = tuple(path for path in sorted(digests) if not manifest.is_hashed(path) and not _is_page(path))
    return UploadStep("不会再变的文件", hashed, _FOREVER), UploadStep("其他文件", others, _REVALIDATE)


def page_step(digests: FileDigests) -> UploadStep:
    """Return the upload of the files that refer to others: pages, the site map, the index of search."""
    pages = tuple(path for path in sorted(digests) if _is_page(path) and not manifest.is_hashed(path))
    return UploadStep("网页", pages, _REVALIDATE)


def _is_page(path: str) -> bool:
    return path.endswith((".html", ".xml", ".xml.gz")) or path.startswith("search/index/")


def outdated_files(
    listed: Iterable[str], uploaded: FileDigests, live: FileDigests, new: FileDigests
) -> tuple[str, ...]:
    """Return the files to delete: those that we uploaded and that are no longer part of the site.

    Hashed files of the site before stay for people who read its pages; the next publish deletes them.

    Args:
        listed: all files in the store, also other people's.
        uploaded: all files that we uploaded and did not delete.
        live: files of the site before.
        new: files of the new site.

    """
    in_store = set(listed)
    hashed = {path for path in in_store if manifest.is_hashed(path)} - live.keys() - uploaded.keys()
    plain = {path for path in uploaded.keys() & in_store if not manifest.is_hashed(path)}
    return tuple(sorted((hashed | plain) - new.keys()))


@dataclass(frozen=True, slots=True)
class BucketBackend:
    """Backend for an object store that rclone is configured for."""

    remote: str

    def read_file(self, path: str) -> bytes | None:
        """Return the content of a file; None if it does not exist. Raises NotPublished."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            done = subprocesses.run([*_RCLONE, "copyto", "--", f"{self.remote}/{path}", str(copy)])
            if done.returncode not in (0, _NO_DIRECTORY):
                raise recognise(done.stderr.decode(errors="replace"), "not-read")
            return copy.read_bytes() if copy.exists() else None

    def list_files(self) -> list[str]:
        """Return the paths of all files in the store, also other people's. Raises NotPublished."""
        done = subprocesses.run([*_RCLONE, "lsf", "--recursive", "--files-only", "--", self.remote])
        if done.returncode != 0:
            raise recognise(done.stderr.decode(errors="replace"), "not-read")
        return done.stdout.decode(errors="replace").splitlines()

    @contextmanager
    def open_deployment(self, progress: Progress) -> Iterator[Upload]:
        """Read what is live. A store has no locks. Raises NotPublished."""
        live = manifest.parse(self.read_file(manifest.NAME) or b"")
        unfinished = self.read_file(UNFINISHED)
        uploaded = {**live, **manifest.parse(unfinished or b"")}
        yield Upload(self, progress, live, uploaded, unfinished is not None)


@dataclass(slots=True)
class Upload:
    """One publish to an object store."""

    backend: BucketBackend
    progress: Progress
    live: FileDigests
    """Files of the live site, as the store lists them."""
    uploaded: FileDigests
    """The same, and the files that a publish that was cut off may have uploaded."""
    was_cut_off: bool
    """True if the last publish did not finish."""
    release: Release | None = None
    """Release that is being published."""

    def is_live(self, release: Release) -> bool:
        """Return True if the live site is this release, complete."""
        return self.live == release.digests and not self.was_cut_off

    def transfer(self, release: Release) -> None:
        """Upload the files that no live page refers to."""
        self.release = release
        with tempfile.TemporaryDirectory() as folder:
            all_files = manifest.serialize({**self.uploaded, **release.digests})
            Path(folder, UNFINISHED).write_bytes(all_files)
            self._copy(Path(folder), [UNFINISHED], _REVALIDATE)
        for step in steps_before_pages(release.digests):
            self._upload(release, step)

    def switch(self, release: Release) -> str:
        """Upload the pages, then the list of all files; return the release's name."""
        self._upload(release, page_step(release.digests))
        self._copy(release.folder, [manifest.NAME], _REVALIDATE)
        return release.digest[:12]

    def clean(self) -> None:
        """Delete the outdated files, and then the sign that the publish is unfinished."""
        self.progress("清理旧文件")
        new = self.release.digests if self.release else self.live
        self._delete(outdated_files(self.backend.list_files(), self.uploaded, self.live, new))
        self._delete([UNFINISHED])

    def roll_back(self) -> tuple[str, str]:
        """Raise NotPublished: a store keeps no old releases."""
        raise NotPublished("bucket-rollback")

    def _upload(self, release: Release, step: UploadStep) -> None:
        self.progress(f"上传{step.name}（{len(step.paths)} 个）")
        self._copy(release.folder, step.paths, step.cache_control)

    def _copy(self, folder: Path, paths: Sequence[str], cache_control: str) -> None:
        header = f"--header-upload=Cache-Control: {cache_control}"
        self._run(paths, ["copy", *_COPY, header, "--", str(folder), self.backend.remote])

    def _delete(self, paths: Sequence[str]) -> None:
        self._run(paths, ["delete", "--", self.backend.remote])

    def _run(self, paths: Sequence[str], arguments: Sequence[str]) -> None:
        """Run rclone on some files. For no files do nothing: rclone takes an empty list for all files."""
        if not paths:
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as listing:
            listing.write("".join(f"{path}\n" for path in paths))
            listing.flush()
            options = [f"--files-from-raw={listing.name}", *subprocesses.rclone_progress()]
            subprocesses.transfer([*_RCLONE, *options, *arguments], self.progress, lambda _: "not-uploaded")
