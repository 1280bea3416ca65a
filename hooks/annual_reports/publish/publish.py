"""Publish the site: build, audit, transfer, switch, record. Read `publish_site` from top to bottom.

sources ─ site_build ─► finished site ─ site_audit ─► release ─ backend ─► live site ─ ledger_sync ─► data/

Before the live site is replaced it is inspected: what somebody altered there is named, and a site from an old
checkout, which would take something back, is not published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from annual_reports import build
from annual_reports.domain.findings import Finding, errors, sort_findings
from annual_reports.publish import (
    ledger_sync,
    manifest,
    site_build,
    site_folder,
    sources,
    witnessing,
)
from annual_reports.publish.bucket import BucketBackend
from annual_reports.publish.comparison import TAKES_BACK, Comparison, Rehearsal
from annual_reports.publish.destination import Bucket, Destination
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.interfaces import Backend, PublishOptions
from annual_reports.publish.live_site import Alterations
from annual_reports.publish.manifest import Release
from annual_reports.publish.private_data import look_over
from annual_reports.publish.server import FolderBackend, Transport
from annual_reports.publish.site_audit import audit_site
from annual_reports.publish.subprocesses import Progress
from annual_reports.publish.web_files import read_web_file
from annual_reports.rendering.http_headers import NGINX

_NO_DAY = "这个网站做的时候没有写公布的日子，不会登记；要登记，请重做，例如 ANNUAL_REPORTS_DAY=2026-04-01"


class SiteRejected(Exception):  # noqa: N818  # it carries findings, and is caught to print them
    """The audit found errors in the finished site."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings in their order."""
        super().__init__()
        self.findings = findings


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
            comparison = Comparison.of(options, release, live_sources, backend)
            comparison.tell(progress)
            comparison.check_withdrawals()
            live = comparison.live
            if live.is_release(release):
                deployment.clear()
                done = "线上已经是这一版，没有变化。"
                return done + _record(options.root, release, live_sources, fetched)
            if paths := comparison.taken_back():
                progress("\n".join([TAKES_BACK, *(f"  {path}" for path in paths)]))
            comparison.check_may_replace()
            old_settings = backend.read_file(NGINX)
            deployment.transfer(release)
            name = deployment.switch(release)
            deployment.clean()
        done = f"发布好了：{name}，共 {len(release.digests)} 个文件。" + _repaired(live.alterations)
        done += _reminder(old_settings, site)
        return done + _record(options.root, release, live_sources, fetched)


def _write_sources(root: Path, site: Path, backend: Backend) -> bytes:
    """Write the list of the sources into the finished site, if there are any; return the live site's list."""
    if not ledger_sync.has_sources(root):
        return b""
    live = backend.read_file(sources.NAME) or b""
    listed = sources.list_sources(root, manifest.parse(live))
    (site / sources.NAME).write_bytes(manifest.serialize(listed))
    return live


def _repaired(altered: Alterations) -> str:
    """Return a sentence on what was put right, with the paths; else an empty text."""
    counts = "，".join(f"{kind} {len(paths)} 个" for kind, paths in altered.by_kind.items() if paths)
    return f"线上被人动过的文件（{counts}）已经恢复。" if counts else ""


def _record(root: Path, release: Release, live_sources: bytes, fetched: str) -> str:
    """Keep in `data/` what was published; return Chinese sentences, after those on what was fetched before.

    Raises NotPublished.
    """
    done = fetched + ledger_sync.record_publication(root, release.folder)
    if not ledger_sync.has_sources(root):
        return done
    try:
        if _keep_sources(root, release, live_sources):
            done = done or "请把 data/published 交进版本库。"
    except OSError as reason:
        raise NotPublished("not-recorded", reason=reason) from reason
    return done + ledger_sync.remind_of_withdrawn_files(root)


def _keep_sources(root: Path, release: Release, live_sources: bytes) -> bool:
    published = manifest.parse((release.folder / sources.NAME).read_bytes())
    return sources.keep(root, manifest.parse(live_sources), published, {manifest.NAME: release.digest})


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
    ledger_sync.check_fetch(options.root, backend.read_file)
    with _audited_site(options, progress) as site:
        live_sources = _write_sources(options.root, site, backend)
        new = Release.of(site)
        progress("与线上的比较")
        return Comparison.of(options, new, live_sources, backend).rehearse()


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
