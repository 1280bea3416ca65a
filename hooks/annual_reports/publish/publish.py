"""Publish the site: build, audit, transfer, switch, record. Read `publish_site` from top to bottom.

sources ─ site_build ─► finished site ─ site_audit ─► release ─ backend ─► live site ─ ledger_sync ─► data/

Before the live site is replaced it is inspected: what somebody altered there is named, and a site from an old
checkout, which would take something back, is not published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from annual_reports import build
from annual_reports.domain.findings import Finding, errors, sort_findings
from annual_reports.publish import (
    ledger_sync,
    manifest,
    site_build,
    site_folder,
    sources,
    withdrawals,
    witnessing,
)
from annual_reports.publish.bucket import BucketBackend
from annual_reports.publish.calendar_day import today
from annual_reports.publish.destination import Bucket, Destination
from annual_reports.publish.failures import NotPublished, name_some
from annual_reports.publish.live_site import Alterations, LiveSite
from annual_reports.publish.manifest import Difference, FileDigests, Release
from annual_reports.publish.private_data import look_over
from annual_reports.publish.server import FolderBackend, Transport
from annual_reports.publish.site_audit import audit_site
from annual_reports.publish.subprocesses import Progress
from annual_reports.publish.web_files import read_web_file
from annual_reports.rendering.http_headers import NGINX

ALTERED = "线上的网站发布以后被人动过，请查明是谁、怎样改的："
TAKES_BACK = "线上有别人改过、这里没有的内容："
_NO_DAY = "这个网站做的时候没有写公布的日子，不会登记；要登记，请重做，例如 ANNUAL_REPORTS_DAY=2026-04-01"


class Deployment(Protocol):
    """Destination during one publish. All methods raise NotPublished."""

    def transfer(self, release: Release) -> None:
        """Transfer the files that readers of the live site do not see yet."""

    def switch(self, release: Release) -> str:
        """Make the release the live site; return its name at the destination."""

    def clean(self) -> None:
        """Delete what no reader needs any more, and all that holds what was withdrawn."""

    def clear(self) -> None:
        """Delete what an unfinished publish left."""

    def roll_back(self, withdrawn: Collection[str]) -> tuple[str, str]:
        """Make the release before the live one live, unless it may show something withdrawn.

        Return the names of the former and the new live one.
        """


class Backend(Protocol):
    """Program side of a destination. All methods raise NotPublished."""

    def read_file(self, path: str) -> bytes | None:
        """Return the content of a file of the live site; None if it does not exist."""

    def inspect(self, release: Release) -> LiveSite:
        """Read what is live, and what somebody altered there; `release` is the one to be published."""

    def open_deployment(self, progress: Progress) -> AbstractContextManager[Deployment]:
        """Prepare the destination for a publish; where it knows locks, lock it until the end of the block."""


class SiteRejected(Exception):  # noqa: N818  # it carries findings, and is caught to print them
    """The audit found errors in the finished site."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings in their order."""
        super().__init__()
        self.findings = findings


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """Site to publish."""

    root: Path
    """Folder of the sources."""
    built: Path | None = None
    """Folder of a site that was built before; None to build it."""
    take_back: bool = False
    """True to replace edits on the live site that were never here."""
    restored: tuple[str, ...] = ()
    """Keys of what the live site withdrew by mistake, and what may be shown again."""
    day: date = field(default_factory=today)
    """Day of the publication."""


class Rehearsal(NamedTuple):
    """Effects of a publish, computed without it."""

    difference: Difference
    alterations: Alterations
    """Files that somebody altered on the live site; a publish puts them right."""
    taken_back: list[str]
    """Sources of the live site that were never here; a publish stops because of them."""


def backend_for(destination: Destination, ssh_command: Sequence[str]) -> Backend:
    """Return the backend of a destination; `ssh_command` is ssh, maybe with options."""
    if isinstance(destination, Bucket):
        return BucketBackend(destination.remote)
    return FolderBackend(Transport.of(destination, ssh_command))


def publish_site(options: PublishOptions, backend: Backend, progress: Progress) -> str:
    """Build, audit, transfer and switch the site, record it in the ledger; return a Chinese summary.

    Raises:
        NotPublished: a step failed; its message says if the live site changed.
        SiteRejected: the audit found errors; the live site is unchanged.

    """
    fetched = ledger_sync.fetch_missing_entries(options.root, backend.read_file)
    ledger_sync.check_day(options.root, options.day, options.built)
    _collect_testimonies(options.root, progress)
    with _audited_site(options, progress) as site:
        witnessing.sign_checkpoint(site)
        live_sources = _write_sources(options.root, site, backend)
        release = Release.of(site)
        release.write_manifest()
        progress("连接")
        with backend.open_deployment(progress) as deployment:
            live = backend.inspect(release)
            _tell(live, progress)
            if live.is_release(release):
                deployment.clear()
                done = "线上已经是这一版，没有变化。"
                return done + fetched + _record(options.root, site, live_sources)
            _check_may_replace(options, site, live, live_sources, backend, progress)
            old_settings = backend.read_file(NGINX)
            deployment.transfer(release)
            name = deployment.switch(release)
            deployment.clean()
        done = f"发布好了：{name}，共 {len(release.digests)} 个文件。" + _repaired(live.alterations)
        done += _reminder(old_settings, site)
        return done + fetched + _record(options.root, site, live_sources)


def _write_sources(root: Path, site: Path, backend: Backend) -> bytes:
    """Write the list of the sources into the finished site, if there are any; return the live site's list."""
    if not ledger_sync.has_sources(root):
        return b""
    live = backend.read_file(sources.NAME) or b""
    listed = sources.list_sources(root, manifest.parse(live))
    (site / sources.NAME).write_bytes(manifest.serialize(listed))
    return live


def _check_may_replace(  # noqa: PLR0913, PLR0917  # both sites, and the ways to them
    options: PublishOptions,
    site: Path,
    live: LiveSite,
    live_sources: bytes,
    backend: Backend,
    progress: Progress,
) -> None:
    """Raise NotPublished if the finished site lacks what the live one has, and nobody said that it may."""
    withdrawals.check_none_comes_back(site, backend.read_file, options.restored)
    ledger_sync.check_continues_live(site, backend.read_file, live.listed)
    if not ledger_sync.has_sources(options.root):
        return
    if _is_newer(live, live_sources):
        raise NotPublished("published-meanwhile")
    if not options.take_back and (paths := _taken_back(options.root, manifest.parse(live_sources))):
        progress("\n".join([TAKES_BACK, *(f"  {path}" for path in paths)]))
        raise NotPublished("takes-back", found=f"{len(paths)} 个文件")


def _is_newer(live: LiveSite, live_sources: bytes) -> bool:
    """Return True if somebody published since the live site's list of sources was read."""
    digest = live.listed.get(sources.NAME)
    read = sha256(live_sources).hexdigest() if live_sources else None
    return digest != read and sources.NAME not in live.alterations.paths


def _tell(live: LiveSite, progress: Progress) -> None:
    """Show what somebody altered on the live site, and what lies there beside it."""
    if live.alterations.paths:
        progress("\n".join([ALTERED, *live.alterations.lines]))
    if live.others:
        progress(f"存储桶里还有不是这里发布的文件，没有动：{name_some(live.others)}")


def _repaired(altered: Alterations) -> str:
    """Return a sentence on what was put right, with the paths; else an empty text."""
    counts = "，".join(f"{kind} {len(paths)} 个" for kind, paths in altered.by_kind.items() if paths)
    return f"线上被人动过的文件（{counts}）已经恢复。" if counts else ""


def _record(root: Path, site: Path, live_sources: bytes) -> str:
    """Keep in `data/` what was published; return a Chinese sentence. Raises NotPublished."""
    done = ledger_sync.record_publication(root, site)
    if ledger_sync.has_sources(root):
        try:
            published = (site / sources.NAME).read_bytes()
            if sources.keep(root, manifest.parse(live_sources), manifest.parse(published)):
                done = done or "请把 data/published 交进版本库。"
        except OSError as reason:
            raise NotPublished("not-recorded", reason=reason) from reason
    return done


def _collect_testimonies(root: Path, progress: Progress) -> None:
    for sentence in witnessing.collect(root, read_web_file):
        progress(sentence)


def _reminder(old_settings: bytes | None, site: Path) -> str:
    """Return a reminder for the administrator if the web server's settings changed, else an empty text."""
    new = site / NGINX
    changed = old_settings is not None and new.is_file() and new.read_bytes() != old_settings
    return f"{NGINX} 变了，用 nginx 的请管理员再复制一次、重新载入。" if changed else ""


def dry_run(options: PublishOptions, backend: Backend, progress: Progress) -> Rehearsal:
    """Build and audit the site, and compare it with the live one; nothing changes at the destination."""
    with _audited_site(options, progress) as site:
        live_sources = manifest.parse(_write_sources(options.root, site, backend))
        new = Release.of(site)
        progress("与线上的比较")
        live = backend.inspect(new)
        withdrawals.check_none_comes_back(site, backend.read_file, options.restored)
        taken_back = [] if options.take_back else _taken_back(options.root, live_sources)
        return Rehearsal(manifest.difference(live.listed, new.digests), live.alterations, taken_back)


def _taken_back(root: Path, live: FileDigests) -> list[str]:
    return sources.taken_back(root, live) if ledger_sync.has_sources(root) else []


def roll_back(root: Path, backend: Backend, progress: Progress) -> str:
    """Go back to the release before the live one; return a Chinese summary.

    `root` is the folder of the sources, which may know of withdrawals that the live site does not. Raises
    NotPublished.
    """
    with backend.open_deployment(progress) as deployment:
        former, current = deployment.roll_back(ledger_sync.keys_withdrawn_here(root))
    return f"退回好了：线上由 {former} 换成 {current}。再运行一次，就再退一版。"


@contextmanager
def _audited_site(options: PublishOptions, progress: Progress) -> Iterator[Path]:
    with _finished_site(options, progress) as site:
        progress("检查做好的网站")
        private = look_over(site, options.root, lambda: _confirmed_by_reports(options.root))
        findings = sort_findings([*audit_site(site), *private])
        if errors(findings):
            raise SiteRejected(findings)
        yield site


def _confirmed_by_reports(root: Path) -> Iterator[str]:
    """Yield the passages that the headers of reports confirm to be public."""
    for report in build.read(root)[0].reports:
        yield from (each.quote for each in report.acknowledged if each.quote)


@contextmanager
def _finished_site(options: PublishOptions, progress: Progress) -> Iterator[Path]:
    if options.built:
        site_folder.put_back(options.root)
        ledger_sync.check_built_from_sources(options.root, options.built)
        if ledger_sync.lacks_day(options.root, options.built):
            progress(_NO_DAY)
        yield options.built
        return
    progress("做网站")
    with site_build.built_site(options.root, options.day) as site:
        yield site
