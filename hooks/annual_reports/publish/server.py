"""Publish to a folder here or on a server: releases side by side, and a link to the live one.

Both work the same: `host.sh` does the part of the destination, and rsync transfers the files. Only the way
to start a program there differs.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annual_reports.publish import ssh_session, subprocesses
from annual_reports.publish.destination import Folder, Server
from annual_reports.publish.failures import NotPublished, name_some, recognise
from annual_reports.publish.live_site import LiveSite, parse_inspection
from annual_reports.publish.manifest import Release
from annual_reports.publish.ssh_session import Session
from annual_reports.publish.subprocesses import Progress
from annual_reports.publish.withdrawals import withdrawn_keys
from annual_reports.rendering.assets import UNCHANGING

KEPT_RELEASES = 5
"""Releases that stay at the destination, the live one among them."""
_SCRIPT = Path(__file__).with_name("host.sh").read_text(encoding="utf-8")
_SSH_OPTIONS = (
    *("-oBatchMode=yes", "-oConnectTimeout=15"),  # asks for no password, and never hangs
    *("-oServerAliveInterval=10", "-oServerAliveCountMax=3"),
)
_NAME = re.compile(r"(?:releases/)?((\d{4,})-[0-9a-f]{12})")
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


@dataclass(frozen=True, slots=True)
class FolderBackend:
    """Backend for a folder of releases, here or on a server."""

    transport: Transport

    def read_file(self, path: str) -> bytes | None:
        """Return the content of a file of the live site; None if it does not exist. Raises NotPublished."""
        return self.read(f"current/{path}")

    def read(self, path: str) -> bytes | None:
        """Return the content of a file; the path is below the destination's folder."""
        done = subprocesses.run(self.transport.script_command("read", path))
        if done.returncode == _NO_SUCH_FILE:
            return None
        if done.returncode != 0:
            raise recognise(done.stderr.decode(errors="replace"), "not-read")
        return done.stdout

    def inspect(self, release: Release) -> LiveSite:
        """Compute the digests of all that is live, there, and compare them. Raises NotPublished."""
        return self.inspect_folder("current", release)

    def inspect_folder(self, folder: str, release: Release | None = None) -> LiveSite:
        """Do the same for any release: `folder` is its path below the destination's."""
        done = subprocesses.run(self.transport.script_command("inspect", folder))
        if done.returncode == _NO_SUCH_FILE:
            return LiveSite()
        if done.returncode != 0:
            raise recognise(done.stderr.decode(errors="replace"), "not-read")
        return parse_inspection(done.stdout, release)

    @contextmanager
    def open_deployment(self, progress: Progress) -> Iterator[Releases]:
        """Lock the destination until the end of the block. Raises NotPublished."""
        command = self.transport.script_command("publish", UNCHANGING.pattern)
        with ssh_session.open_session(command) as session:
            releases = Releases.of(self, session, progress)
            releases.clean()  # a publish that was cut off after its switch left outdated ones
            yield releases


@dataclass(slots=True)
class Releases:
    """Releases of a destination that is locked for one publish."""

    backend: FolderBackend
    session: Session
    progress: Progress
    names: list[str]
    """Names of all releases, the oldest first."""
    live: str | None
    """Name of the live one."""

    @classmethod
    def of(cls, backend: FolderBackend, session: Session, progress: Progress) -> Releases:
        """Read the names of the releases from the session's greeting."""
        names = [name for name in session.greeting.get("releases", "").split() if _NAME.fullmatch(name)]
        live = _NAME.fullmatch(session.greeting.get("live", ""))
        return cls(backend, session, progress, sorted(names, key=_number), live[1] if live else None)

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
        """Delete the releases that are outdated, or may hold what was withdrawn since."""
        for name in self.session.request("ignorant").get("ignorant", "").split():
            self.progress(f"删掉含有撤下内容的旧版 {name}")
            self._drop(name)
        for name in outdated_releases(self.names, self.live):
            self.progress(f"清理旧版 {name}")
            self._drop(name)

    def clear(self) -> None:
        """Delete what an unfinished publish transferred."""
        self.session.request("clear")

    def roll_back(self, withdrawn: Collection[str]) -> tuple[str, str]:
        """Make the release before the live one live; return the names of the former and the new live one."""
        former, previous = self.live, previous_release(self.names, self.live)
        if former is None or previous is None:
            raise NotPublished("rollback-withdrawn" if self._keys(self.live) else "no-rollback")
        if not self._keys(previous).issuperset(withdrawn):
            raise NotPublished("rollback-withdrawn")
        if altered := self.backend.inspect_folder(f"releases/{previous}").alterations.paths:
            raise NotPublished("rollback-altered", place=previous, found=name_some(altered))
        self.clear()
        self.progress("接上新页面要用的文件")
        self.session.request("lend", f"releases/{previous}")
        self.progress(f"退回到 {previous}")
        self._make_live(previous)
        return former, previous

    def _keys(self, name: str | None) -> set[str]:
        """Return what a release lists as withdrawn."""
        return withdrawn_keys(lambda path: self.backend.read(f"releases/{name}/{path}"))

    def _make_live(self, name: str) -> None:
        self.session.request("switch", name, if_lost="unsure")
        self.live = name

    def _drop(self, name: str) -> None:
        self.session.request("drop", name)
        self.names = [each for each in self.names if each != name]


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
