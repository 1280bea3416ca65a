"""Publish the site: build, audit, transfer, switch, record. Read `publish_site` from top to bottom.

sources ─ site_build ─► finished site ─ site_audit ─► release ─ backend ─► live site ─ ledger_sync ─► data/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from annual_reports.domain.findings import Finding, errors
from annual_reports.publish import ledger_sync, manifest, site_build
from annual_reports.publish.bucket import BucketBackend
from annual_reports.publish.calendar_day import today
from annual_reports.publish.destination import Bucket, Destination
from annual_reports.publish.manifest import Difference, Release
from annual_reports.publish.server import FolderBackend, Transport
from annual_reports.publish.site_audit import audit_site
from annual_reports.publish.subprocesses import Progress
from annual_reports.rendering.http_headers import NGINX


class Deployment(Protocol):
    """Destination during one publish. All methods raise NotPublished."""

    def is_live(self, release: Release) -> bool:
        """Return True if the live site is this release, complete."""

    def transfer(self, release: Release) -> None:
        """Transfer the files that readers of the live site do not see yet."""

    def switch(self, release: Release) -> str:
        """Make the release the live site; return its name at the destination."""

    def clean(self) -> None:
        """Delete what no reader needs any more."""

    def roll_back(self) -> tuple[str, str]:
        """Make the release before the live one live; return the names of the former and the new live one."""


class Backend(Protocol):
    """Program side of a destination. All methods raise NotPublished."""

    def read_file(self, path: str) -> bytes | None:
        """Return the content of a file of the live site; None if it does not exist."""

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
    day: date = field(default_factory=today)
    """Day of the publication."""


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
    with _audited_site(options, progress) as site:
        release = Release.of(site)
        release.write_manifest()
        progress("连接")
        with backend.open_deployment(progress) as deployment:
            if deployment.is_live(release):
                done = "线上已经是这一版，没有变化。"
                return done + fetched + ledger_sync.record_publication(options.root, site)
            ledger_sync.check_continues_live(site, backend.read_file)
            old_settings = backend.read_file(NGINX)
            deployment.transfer(release)
            name = deployment.switch(release)
            deployment.clean()
        done = f"发布好了：{name}，共 {len(release.digests)} 个文件。" + _reminder(old_settings, site)
        return done + fetched + ledger_sync.record_publication(options.root, site)


def _reminder(old_settings: bytes | None, site: Path) -> str:
    """Return a reminder for the administrator if the web server's settings changed, else an empty text."""
    new = site / NGINX
    changed = old_settings is not None and new.is_file() and new.read_bytes() != old_settings
    return f"{NGINX} 变了，用 nginx 的请管理员再复制一次、重新载入。" if changed else ""


def dry_run(options: PublishOptions, backend: Backend, progress: Progress) -> Difference:
    """Build and audit the site, and compare it with the live one; nothing changes at the destination."""
    with _audited_site(options, progress) as site:
        new = Release.of(site)
        progress("与线上的比较")
        return manifest.difference(manifest.parse(backend.read_file(manifest.NAME) or b""), new.digests)


def roll_back(backend: Backend, progress: Progress) -> str:
    """Go back to the release before the live one; return a Chinese summary. Raises NotPublished."""
    with backend.open_deployment(progress) as deployment:
        former, current = deployment.roll_back()
    return f"退回好了：线上由 {former} 换成 {current}。再运行一次，就再退一版。"


@contextmanager
def _audited_site(options: PublishOptions, progress: Progress) -> Iterator[Path]:
    with _finished_site(options, progress) as site:
        progress("检查做好的网站")
        findings = audit_site(site)
        if errors(findings):
            raise SiteRejected(findings)
        yield site


@contextmanager
def _finished_site(options: PublishOptions, progress: Progress) -> Iterator[Path]:
    if options.built:
        ledger_sync.check_built_from_sources(options.root, options.built)
        yield options.built
        return
    progress("做网站")
    with site_build.built_site(options.root, options.day) as site:
        yield site
