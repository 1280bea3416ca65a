"""Publish to an object store, through rclone. It has no folders to switch, so the order of the files matters.

First come the files that no live page refers to, then the pages, then the list of all files; what no page
needs any more is deleted last. Meanwhile `unfinished.sha256` in the store lists every file that may be there,
so that the next publish sees one that was cut off, and finishes it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annual_reports.publish import manifest, subprocesses
from annual_reports.publish.failures import NotPublished, recognise
from annual_reports.publish.known_releases import RECORDS, KnownRelease, KnownReleases
from annual_reports.publish.ledger_sync import folder_reader
from annual_reports.publish.live_site import Alterations, LiveSite
from annual_reports.publish.manifest import FileDigests, Release
from annual_reports.publish.subprocesses import Progress
from annual_reports.publish.withdrawals import withdrawn_keys
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
    listed: Iterable[str],
    uploaded: FileDigests,
    live: FileDigests,
    new: FileDigests,
    *,
    keep_hashed: bool = True,
) -> tuple[str, ...]:
    """Return the files to delete: those that we uploaded and that are no longer part of the site.

    Hashed files of the site before stay for people who read its pages; the next publish deletes them.

    Args:
        listed: all files in the store, also other people's.
        uploaded: all files that we uploaded and did not delete.
        live: files of the site before.
        new: files of the new site.
        keep_hashed: False if what was withdrawn may stand in hashed files, so that they must go at once.

    """
    in_store = set(listed)
    hashed = {path for path in in_store if manifest.is_hashed(path)}
    hashed -= {*live, *uploaded} if keep_hashed else set()
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

    def read_releases(self) -> KnownReleases:
        """Read what the live site records; a store keeps no other releases. Raises NotPublished."""
        found = {path: self.read_file(path) for path in RECORDS}
        live = KnownRelease("", {path: content for path, content in found.items() if content is not None})
        return KnownReleases((live,), live)

    def leftovers(self, known: KnownReleases) -> list[tuple[str, str]]:  # noqa: ARG002  # see above
        """Return nothing: a store keeps no old releases."""
        return []

    def list_files(self) -> list[str]:
        """Return the paths of all files in the store, also other people's. Raises NotPublished."""
        done = subprocesses.run([*_RCLONE, "lsf", "--recursive", "--files-only", "--", self.remote])
        if done.returncode != 0:
            raise recognise(done.stderr.decode(errors="replace"), "not-read")
        return done.stdout.decode(errors="replace").splitlines()

    def inspect(self, release: Release) -> LiveSite:
        """Compare the store with the list of the live site. Raises NotPublished.

        Files that stay the same are compared with those of `release`, by the store's own digests if it has
        any; the others are downloaded, since stores know no SHA-256.
        """
        listed = manifest.parse(self.read_file(manifest.NAME) or b"")
        if not listed or self.read_file(UNFINISHED) is not None:
            return LiveSite(listed, is_whole=False)
        in_store = set(self.list_files())
        there = in_store & listed.keys()
        same = {path for path in there if listed[path] == release.digests.get(path)}
        changed = (*self._differing(release.folder, same), *self._damaged(listed, there - same))
        others = (path for path in in_store - {*listed, manifest.NAME} if not manifest.is_hashed(path))
        altered = Alterations(tuple(sorted(changed)), tuple(sorted(listed.keys() - in_store)))
        return LiveSite(listed, altered, others=tuple(sorted(others)))

    def _differing(self, folder: Path, paths: Collection[str]) -> list[str]:
        """Return the files that differ from those in a folder here; rclone takes no paths for all."""
        if not paths:
            return []
        with _listing(paths) as listing, tempfile.TemporaryDirectory() as report:
            combined = Path(report, "combined")
            options = [listing, f"--combined={combined}", "--one-way", *self._download_unless_hashed()]
            done = subprocesses.run([*_RCLONE, "check", *options, "--", str(folder), self.remote])
            lines = combined.read_text(encoding="utf-8").splitlines() if combined.exists() else []
            if len(lines) < len(paths) or any(line.startswith("!") for line in lines):
                raise recognise(done.stderr.decode(errors="replace"), "not-read")
            return [line[2:] for line in lines if not line.startswith("=")]

    def _damaged(self, listed: FileDigests, paths: Collection[str]) -> list[str]:
        """Return the files whose SHA-256 is not the listed one."""
        if not paths:
            return []
        with _listing(paths) as listing:
            options = ["sha256", "--download", listing, "--", self.remote]
            done = subprocesses.run([*_RCLONE, "hashsum", *options])
            found = manifest.parse(done.stdout)
            if done.returncode != 0:
                raise recognise(done.stderr.decode(errors="replace"), "not-read")
            return [path for path in paths if found.get(path) != listed[path]]

    def _download_unless_hashed(self) -> list[str]:
        """Return rclone's option to compare whole files if the store has no digests."""
        done = subprocesses.run([*_RCLONE, "backend", "features", self.remote])
        if done.returncode != 0:
            raise recognise(done.stderr.decode(errors="replace"), "not-read")
        return [] if json.loads(done.stdout).get("Hashes") else ["--download"]

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
    _withdraws: bool = False

    def transfer(self, release: Release) -> None:
        """Upload the files that no live page refers to."""
        self.release = release
        self._withdraws = self._withdraws_more_than_live(release)
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
        in_store = self.backend.list_files()
        keep_hashed = not self._withdraws
        self._delete(outdated_files(in_store, self.uploaded, self.live, new, keep_hashed=keep_hashed))
        self._delete([UNFINISHED])

    def clear(self) -> None:
        """Do nothing: a publish that was cut off is finished, never left."""

    def roll_back(self, withdrawn: Collection[str]) -> tuple[str, str]:  # noqa: ARG002  # no release is kept
        """Raise NotPublished: a store keeps no old releases."""
        raise NotPublished("bucket-rollback")

    def _withdraws_more_than_live(self, release: Release) -> bool:
        """Return True if the release withdraws something that may still lie in hashed files of the store."""
        new = withdrawn_keys(folder_reader(release.folder))
        return bool(new) and (self.was_cut_off or not new <= withdrawn_keys(self.backend.read_file))

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
        with _listing(paths) as listing:
            options = [listing, *subprocesses.rclone_progress()]
            subprocesses.transfer([*_RCLONE, *options, *arguments], self.progress, lambda _: "not-uploaded")


@contextmanager
def _listing(paths: Iterable[str]) -> Iterator[str]:
    """Write paths into a file, and yield rclone's option to take only these."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as listing:
        listing.write("".join(f"{path}\n" for path in paths))
        listing.flush()
        yield f"--files-from-raw={listing.name}"
