"""Publish to a folder here or on a server: releases side by side, and a link to the live one.

Both work the same: `host.sh` does the part of the destination, and rsync transfers the files. Only the way
to start a program there differs.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from annual_reports.publish import known_releases, ssh_session, subprocesses
from annual_reports.publish.destination import Folder, Server
from annual_reports.publish.failures import NotPublished, name_some, recognise
from annual_reports.publish.known_releases import KnownRelease, KnownReleases
from annual_reports.publish.live_site import LiveSite, parse_inspection
from annual_reports.publish.manifest import Release
from annual_reports.publish.ssh_session import Session
from annual_reports.publish.subprocesses import Progress
from annual_reports.rendering.assets import UNCHANGING

KEPT_RELEASES = 5
"""Releases that stay at the destination, the live one among them."""
_SCRIPT = Path(__file__).with_name("host.sh").read_text(encoding="utf-8")
_SSH_OPTIONS = (
    *("-oBatchMode=yes", "-oConnectTimeout=15"),  # asks for no password, and never hangs
    *("-oServerAliveInterval=10", "-oServerAliveCountMax=3"),
)
_NO_SUCH_FILE = 44
"""Exit status of host.sh."""
# No times: a file that did not change is a hard link to the last release's, with the time that it had there.
_RSYNC = (
    *("rsync", "--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--delete", "--timeout=300"),
    "-s",  # the path reaches the other rsync as it is, past the shell there; its long name differs by version
)


@dataclass(frozen=True, slots=True)
class Transport:
    """Way to start programs at a destination."""

    root: str
    """Folder of the destination."""
    shell: tuple[str, ...] = ()
    """ssh with its options, without the host; empty for a folder of this machine."""
    host: str = ""
    """Host for ssh."""
    rsync_host: str = ""
    """Host for rsync, which wants an IPv6 address in brackets, and a colon."""

    @classmethod
    def of(cls, destination: Server | Folder, ssh_command: Sequence[str]) -> Transport:
        """Return the transport to a destination; `ssh_command` is ssh, maybe with options."""
        if isinstance(destination, Folder):
            return cls(str(destination.path))
        port = (f"-oPort={destination.port}",) if destination.port else ()
        shell = (*ssh_command, "-T", *_SSH_OPTIONS, *port)
        return cls(destination.path, shell, destination.ssh_host, f"{destination.host}:")

    def script_command(self, *arguments: str) -> list[str]:
        """Return the command that runs host.sh there; ssh hands every word to a shell, so each is quoted."""
        command = ["sh", "-c", _SCRIPT, "host.sh", self.root, *arguments]
        return [*self.shell, "--", self.host, shlex.join(command)] if self.shell else command

    def rsync_command(self, folder: Path, last: str | None) -> list[str]:
        """Return the command that makes `incoming` there the same as a folder here.

        Args:
            folder: a finished site.
            last: name of the release whose unchanged files are linked instead of transferred.

        """
        lock = ["flock", f"{self.root}/transfer.lock"]
        link = [f"--link-dest=../releases/{last}"] if last else []
        paths = [*link, "--", f"{folder}/", f"{self.rsync_host}{self.root}/incoming/"]
        if not self.shell:
            return [*lock, *_RSYNC, *subprocesses.rsync_progress(), *paths]
        remote_rsync = shlex.join(["env", "LC_ALL=C", *lock, "rsync"])
        shell = [f"--rsh={shlex.join(self.shell)}", f"--rsync-path={remote_rsync}"]
        return [*_RSYNC, *subprocesses.rsync_progress(), *shell, *paths]


@dataclass(slots=True)
class FolderBackend:
    """Backend for a folder of releases, here or on a server."""

    transport: Transport
    _known: KnownReleases | None = None
    _sound: set[str] = field(default_factory=set)
    """Names of old releases that were found unaltered; a look at each takes a while."""

    def read_releases(self) -> KnownReleases:
        """Read what all releases record, anew. Raises NotPublished."""
        output = self._run("recall")
        self._known = KnownReleases() if output is None else known_releases.parse(output)
        return self._known

    def read_file(self, path: str) -> bytes | None:
        """Return the content of a file of the release that was published last; None if it does not exist.

        Its records are those that `read_releases` read last. Raises NotPublished.
        """
        known = self._known or self.read_releases()
        if path in known_releases.RECORDS:
            return known.read(path)
        return self._run("read", f"{known.last.folder}/{path}") if known.last else None

    def inspect(self, release: Release) -> LiveSite:
        """Compute the digests of all that is live, there, and compare them. Raises NotPublished."""
        known = self._known or self.read_releases()
        live = self.inspect_folder(known.last.folder, release) if known.last else LiveSite()
        return replace(live, is_whole=not known.is_misplaced)

    def inspect_folder(self, folder: str, release: Release | None = None) -> LiveSite:
        """Do the same for any release: `folder` is its path below the destination's."""
        output = self._run("inspect", folder)
        return LiveSite() if output is None else parse_inspection(output, release)

    def leftovers(self, known: KnownReleases) -> list[tuple[str, str]]:
        """Return the old releases that may hold what was withdrawn, which are deleted, with the reason.

        There are none where nothing is withdrawn. The live release is not among them. Raises NotPublished.
        """
        found = ((each, self._reason_to_delete(each, known.withdrawn)) for each in _old(known))
        return [(each.name, reason) for each, reason in found if reason]

    def _reason_to_delete(self, release: KnownRelease, withdrawn: Collection[str]) -> str:
        if not withdrawn:
            return ""
        if not release.withdrawn.issuperset(withdrawn):
            return "含有撤下内容"
        if release.name not in self._sound and self.inspect_folder(release.folder).alterations.adds_text:
            return "被人动过"
        self._sound.add(release.name)
        return ""

    def _run(self, *arguments: str) -> bytes | None:
        """Return what host.sh prints; None if there is nothing to print. Raises NotPublished."""
        done = subprocesses.run(self.transport.script_command(*arguments))
        if done.returncode == _NO_SUCH_FILE:
            return None
        if done.returncode != 0:
            raise recognise(done.stderr.decode(errors="replace"), "not-read")
        return done.stdout

    @contextmanager
    def open_deployment(self, progress: Progress) -> Iterator[Releases]:
        """Lock the destination until the end of the block. Raises NotPublished."""
        command = self.transport.script_command("publish", UNCHANGING.pattern)
        with ssh_session.open_session(command) as session:
            releases = Releases.of(self, session, progress)
            releases.drop_leftovers()  # a publish that was cut off after its switch left outdated ones
            yield releases


def _old(known: KnownReleases) -> Iterator[KnownRelease]:
    """Yield the releases but the one that was published last and the one that readers see."""
    for release in known.releases:
        is_live = release.folder in ("current", known.served) or release == known.last
        if not is_live and not set(release.name) & set(" \t"):
            yield release


@dataclass(slots=True)
class Releases:
    """Releases of a destination that is locked for one publish."""

    backend: FolderBackend
    session: Session
    progress: Progress
    known: KnownReleases = field(default_factory=KnownReleases)
    """Records of the releases, read under the lock."""
    names: list[str] = field(default_factory=list)
    """Names of all releases, the oldest first."""
    live: str | None = None
    """Name of the one that was published last: the live one."""

    @classmethod
    def of(cls, backend: FolderBackend, session: Session, progress: Progress) -> Releases:
        """Read what lies there."""
        releases = cls(backend, session, progress)
        releases.read()
        return releases

    def read(self) -> None:
        """Read what lies there anew."""
        self.known = self.backend.read_releases()
        self.names = [each.name for each in sorted(self.known.releases, key=_order) if each.number]
        self.live = self.known.last.name if self.known.last else None

    def transfer(self, release: Release) -> None:
        """Transfer a release and check it there; the live site does not change."""
        self.progress("传输")
        self.session.request("receive")
        command = self.backend.transport.rsync_command(release.folder, self.live)
        subprocesses.transfer(command, self.progress)
        self.progress("核对传到的文件")
        self.session.request("verify", release.digest, len(release.digests) + 1)

    def switch(self, release: Release) -> str:
        """Make the release that was transferred the live site; return its name there."""
        name = f"{_number(self.names[-1]) + 1 if self.names else 1:04}-{release.digest[:12]}"
        self.progress("接上旧页面要用的文件")
        self.session.request("lend", "incoming")
        for left in newer_releases(self.names, self.live):
            self._drop(left)
        self.progress(f"切换到 {name}")
        self.session.request("store", name)
        self._make_live(name)
        self.names.append(name)
        return name

    def clean(self) -> None:
        """Delete what is outdated; the new site alone says now what is withdrawn."""
        self.read()
        withdrawn = self.known.last.withdrawn if self.known.last else set()
        for release in list(_old(self.known)):
            if release.withdrawn - withdrawn or release.lost_withdrawals:
                self.progress(f"删掉还记着撤下的旧版 {release.name}")
                self._drop(release.name)
        self.drop_leftovers()

    def drop_leftovers(self) -> None:
        """Delete the releases that are outdated, or may hold what was withdrawn since."""
        for name, reason in self.backend.leftovers(self.known):
            self.progress(f"删掉{reason}的旧版 {name}")
            self._drop(name)
        for name in outdated_releases(self.names, self.live):
            self.progress(f"清理旧版 {name}")
            self._drop(name)

    def clear(self) -> None:
        """Delete what an unfinished publish left."""
        self.session.request("clear")
        self.clean()

    def roll_back(self, withdrawn: Collection[str]) -> tuple[str, str]:
        """Make the release before the live one live; return the names of the former and the new live one."""
        if self.known.is_misplaced:
            raise NotPublished("rollback-misplaced")
        live_knows = self.known.last.withdrawn if self.known.last else set()
        if unpublished := {*withdrawn} - live_knows:
            raise NotPublished("rollback-unpublished", found=name_some(sorted(unpublished)))
        former, previous = self.live, previous_release(self.names, self.live)
        if former is None or previous is None:
            raise NotPublished("rollback-withdrawn" if live_knows else "no-rollback")
        if altered := self.backend.inspect_folder(f"releases/{previous}").alterations.paths:
            raise NotPublished("rollback-altered", place=previous, found=name_some(altered))
        self.session.request("clear")
        self.progress("接上新页面要用的文件")
        self.session.request("lend", f"releases/{previous}")
        self.progress(f"退回到 {previous}")
        self._make_live(previous, former)
        return former, previous

    def _make_live(self, name: str, back_from: str = "") -> None:
        self.session.request("switch", name, back_from, if_lost="unsure")
        self.live = name

    def _drop(self, name: str) -> None:
        self.session.request("drop", name)
        self.names = [each for each in self.names if each != name]
        self.known = replace(self.known, releases=tuple(r for r in self.known.releases if r.name != name))


def _order(release: KnownRelease) -> int:
    return release.number


def _number(name: str) -> int:
    """Return the number of a release; numbers are never used again."""
    return int(name.partition("-")[0])


def previous_release(names: Sequence[str], live: str | None) -> str | None:
    """Return the newest release that is older than the live one."""
    return next((name for name in reversed(names) if live and _number(name) < _number(live)), None)


def newer_releases(names: Sequence[str], live: str | None) -> list[str]:
    """Return the releases that were rolled back from; the next publish deletes them."""
    return [name for name in names if live and _number(name) > _number(live)]


def outdated_releases(names: Sequence[str], live: str | None) -> list[str]:
    """Return the releases to delete, the oldest first: all but the newest ones and the live one."""
    return [name for name in names[:-KEPT_RELEASES] if name != live]
