"""Compare a finished site with what lies at its destination, and hold back what would take something back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from annual_reports.publish import ledger_sync, manifest, sources, withdrawals
from annual_reports.publish.failures import NotPublished, name_some
from annual_reports.publish.interfaces import Backend, PublishOptions
from annual_reports.publish.known_releases import KnownRelease, KnownReleases
from annual_reports.publish.live_site import Alterations, LiveSite
from annual_reports.publish.manifest import Difference, Release
from annual_reports.publish.subprocesses import Progress

ALTERED = "线上的网站发布以后被人动过，请查明是谁、怎样改的："
TAKES_BACK = "线上有别人改过、这里没有的内容："


class Rehearsal(NamedTuple):
    """Effects of a publish, computed without it."""

    difference: Difference
    alterations: Alterations
    """Files that somebody altered on the live site; a publish puts them right."""
    taken_back: list[str]
    """Sources of the live site that were never here; a publish stops because of them."""
    remarks: list[str]
    """Sentences on what no publish made at the destination, and on what a publish would delete there."""
    stop: NotPublished | None
    """Reason why a publish would stop."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A finished site beside the releases at its destination."""

    options: PublishOptions
    release: Release
    """Finished site."""
    live_sources: bytes
    """List of the live site's sources, as it was read before the site was finished."""
    backend: Backend
    known: KnownReleases
    live: LiveSite

    @classmethod
    def of(
        cls, options: PublishOptions, release: Release, live_sources: bytes, backend: Backend
    ) -> Comparison:
        """Read what lies there. Raises NotPublished."""
        known = backend.read_releases()
        return cls(options, release, live_sources, backend, known, backend.inspect(release))

    def tell(self, progress: Progress) -> None:
        """Show what somebody altered on the live site, and what lies there beside it."""
        for remark in self.known.remarks:
            progress(f"{remark}。")
        if self.live.alterations.paths:
            progress("\n".join([ALTERED, *self.live.alterations.lines]))
        if self.live.others:
            progress(f"存储桶里还有不是这里发布的文件，没有动：{name_some(self.live.others)}")

    def check_withdrawals(self) -> None:
        """Raise NotPublished if the finished site would show what was withdrawn."""
        withdrawals.check_none_comes_back(
            self.release.folder, self.known, self.options.restored, self._is_known_here
        )

    def check_may_replace(self) -> None:
        """Raise NotPublished if the site lacks what the live one has, and nobody said that it may."""
        ledger_sync.check_continues_live(self.release.folder, self.known.read, self.live.listed)
        if not ledger_sync.has_sources(self.options.root):
            return
        if (self.known.read(sources.NAME) or b"") != self.live_sources:
            raise NotPublished("published-meanwhile")
        if paths := self.taken_back():
            raise NotPublished("takes-back", found=f"{len(paths)} 个文件")
        if self._lost_sources and not self.options.take_back and not self._is_last_known_here:
            raise NotPublished("sources-altered")

    def taken_back(self) -> list[str]:
        """Return the sources of the live site that were never here, unless they may be replaced."""
        root = self.options.root
        if not ledger_sync.has_sources(root) or self.options.take_back:
            return []
        if self._lost_sources and self._is_last_known_here:
            return []  # the list is not the one that was published
        return sources.taken_back(root, manifest.parse(self.live_sources))

    def rehearse(self) -> Rehearsal:
        """Return what a publish would do."""
        differing = manifest.difference(self.live.listed, self.release.digests)
        deleted = [f"发布会删掉{reason}的旧版 {name}" for name, reason in self.backend.leftovers(self.known)]
        taken_back = self.taken_back()
        remarks = [*self.known.remarks, *deleted]
        return Rehearsal(differing, self.live.alterations, taken_back, remarks, self._reason_to_stop())

    def _reason_to_stop(self) -> NotPublished | None:
        try:
            self.check_withdrawals()
            if not self.live.is_release(self.release):
                self.check_may_replace()
        except NotPublished as stop:
            return stop
        return None

    @property
    def _lost_sources(self) -> bool:
        return sources.NAME in self.live.alterations.paths

    @property
    def _is_last_known_here(self) -> bool:
        return self.known.last is not None and self._is_known_here(self.known.last)

    def _is_known_here(self, release: KnownRelease) -> bool:
        """Return True if a release is the finished site, or was published from here or before here."""
        is_same = bool(release.digest) and self.release.digest.startswith(release.digest)
        return is_same or sources.knows_release(self.options.root, release.digest)
