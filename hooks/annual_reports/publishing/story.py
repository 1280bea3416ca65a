"""The story of one publish, from the sources to the live site. Read `publish` from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annual_reports.findings import Finding, errors, in_order
from annual_reports.publishing import building, headers, inspection, manifest, records
from annual_reports.publishing.audit import audit
from annual_reports.publishing.bucket import Store
from annual_reports.publishing.hosts import Host, Way
from annual_reports.publishing.manifest import Difference, Release
from annual_reports.publishing.places import Bucket, Place
from annual_reports.publishing.programs import Tell

INSPECTIONS: tuple[inspection.Inspection, ...] = (inspection.can_travel, audit)
"""What looks at the finished site before anything is carried over."""


class Live(Protocol):
    """A destination while nobody else publishes there."""

    def has(self, release: Release) -> bool:
        """Whether a site is live already, whole."""

    def transfer(self, release: Release) -> None:
        """Carry over what readers of the live site do not see yet."""

    def switch(self, release: Release) -> str:
        """Make it the live site; returns what it is called there."""

    def clean(self) -> None:
        """Remove what no reader needs any more."""

    def roll_back(self) -> tuple[str, str]:
        """Make the site before the live one live; returns both names, the one that was live first."""


class Destination(Protocol):
    """Where a site is read from. All of it raises NotPublished."""

    def read(self, name: str) -> bytes | None:
        """The content of a file of the live site; None where there is none."""

    def opened(self, tell: Tell) -> AbstractContextManager[Live]:
        """Keep others from publishing there for a while."""


class Unsound(Exception):  # noqa: N818  # it bears findings, and is caught to print them
    """What is wrong with the finished site."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings, which are told in their order."""
        super().__init__()
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    root: Path
    """The site's sources."""
    built: Path | None = None
    """A site that was built before; None to build it."""


def destination(place: Place, ssh: Sequence[str]) -> Destination:
    """What stands at a place; `ssh` is the command and its options."""
    return Store(place.remote) if isinstance(place, Bucket) else Host(Way.to(place, ssh))


def publish(wish: Wish, where: Destination, tell: Tell) -> str:
    """Build, check, carry over, switch, bring the ledger home.

    Returns what was done. Raises NotPublished or Unsound; the live site is as it was then.
    """
    restored = records.catch_up(wish.root, where)
    with _checked_site(wish, tell) as folder:
        release = Release.of(folder)
        release.write()
        tell("连接")
        with where.opened(tell) as live:
            if live.has(release):
                return "线上已经是这一版，没有变化。" + restored + records.bring_home(wish.root, folder)
            records.check_continues(folder, where)
            settings = where.read(headers.NGINX)
            live.transfer(release)
            name = live.switch(release)
            live.clean()
        done = f"发布好了：{name}，共 {len(release.digests)} 个文件。"
        return done + _reminder(settings, folder) + restored + records.bring_home(wish.root, folder)


def _reminder(settings: bytes | None, folder: Path) -> str:
    """What the administrator has to do where the web server's settings are others than before."""
    new = folder / headers.NGINX
    changed = settings is not None and new.is_file() and new.read_bytes() != settings
    return f"{headers.NGINX} 变了，用 nginx 的请管理员再复制一次、重新载入。" if changed else ""


def rehearse(wish: Wish, where: Destination, tell: Tell) -> Difference:
    """Build and check, and say what a publish would change; nothing changes at the destination."""
    with _checked_site(wish, tell) as folder:
        new = Release.of(folder)
        tell("与线上的比较")
        return manifest.difference(manifest.read(where.read(manifest.NAME) or b""), new.digests)


def roll_back(where: Destination, tell: Tell) -> str:
    """Go back to the site before the live one. Returns what was done; raises NotPublished."""
    with where.opened(tell) as live:
        was, now = live.roll_back()
    return f"退回好了：线上由 {was} 换成 {now}。再运行一次，就再退一版。"


@contextmanager
def _checked_site(wish: Wish, tell: Tell) -> Iterator[Path]:
    with _site(wish, tell) as folder:
        tell("检查做好的网站")
        found = in_order(finding for inspect in INSPECTIONS for finding in inspect(folder))
        if errors(found):
            raise Unsound(found)
        yield folder


@contextmanager
def _site(wish: Wish, tell: Tell) -> Iterator[Path]:
    if wish.built:
        records.check_built_from(wish.root, wish.built)
        yield wish.built
        return
    tell("做网站")
    with building.site_of(wish.root) as folder:
        yield folder
