"""A folder here or on a server: finished sites side by side, and a link to the one that is live.

Both are the same: `host.sh` does the destination's part, and rsync carries the files over. Only how a program
is started there differs.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annual_reports.assets import UNCHANGING
from annual_reports.publishing import manifest, programs, session
from annual_reports.publishing.failures import NotPublished, from_words
from annual_reports.publishing.manifest import Release
from annual_reports.publishing.places import Folder, Server
from annual_reports.publishing.programs import Tell
from annual_reports.publishing.session import Session

KEPT = 5
"""Finished sites that stay at the destination, with the live one."""
_SCRIPT = Path(__file__).with_name("host.sh").read_text(encoding="utf-8")
_NEVER_HANGS = (
    *("-oBatchMode=yes", "-oConnectTimeout=15"),  # it asks for no password
    *("-oServerAliveInterval=10", "-oServerAliveCountMax=3"),
)
_NAME = re.compile(r"(?:releases/)?((\d{4,})-[0-9a-f]{12})")
_NO_SUCH_FILE = 44
"""What host.sh ends with."""
# No times: a file that did not change is a hard link to the last release's, with the time that it had there.
_RSYNC = (
    *("rsync", "--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--delete", "--timeout=300"),
    "-s",  # the path reaches the other rsync as it is, past the shell there; its long name differs by version
)


@dataclass(frozen=True, slots=True)
class Way:
    """How programs are started at a destination."""

    root: str
    """The folder there."""
    shell: tuple[str, ...] = ()
    """The words of ssh with its options, without the host; none for a folder of this machine."""
    host: str = ""
    """For ssh."""
    host_of_rsync: str = ""
    """For rsync, which wants an IPv6 address in brackets."""

    @classmethod
    def to(cls, place: Server | Folder, ssh: Sequence[str]) -> Way:
        """The way to a place."""
        if isinstance(place, Folder):
            return cls(str(place.path))
        port = (f"-oPort={place.port}",) if place.port else ()
        return cls(place.path, (*ssh, "-T", *_NEVER_HANGS, *port), place.for_ssh, f"{place.host}:")

    def script(self, *arguments: str) -> list[str]:
        """The command that runs host.sh there; through ssh every word passes a shell, so each is quoted."""
        command = ["sh", "-c", _SCRIPT, "host.sh", self.root, *arguments]
        return [*self.shell, "--", self.host, shlex.join(command)] if self.shell else command

    def rsync(self, folder: Path, last: str | None) -> list[str]:
        """The command that makes `incoming` there the same as a folder here."""
        holding = ["flock", f"{self.root}/transfer.lock"]
        link = [f"--link-dest=../releases/{last}"] if last else []
        here_to_there = [*link, "--", f"{folder}/", f"{self.host_of_rsync}{self.root}/incoming/"]
        if not self.shell:
            return [*holding, *_RSYNC, *programs.progress_of_rsync(), *here_to_there]
        there = shlex.join(["env", "LC_ALL=C", *holding, "rsync"])
        shell = [f"--rsh={shlex.join(self.shell)}", f"--rsync-path={there}"]
        return [*_RSYNC, *programs.progress_of_rsync(), *shell, *here_to_there]


@dataclass(frozen=True, slots=True)
class Host:
    """A destination that keeps finished sites."""

    way: Way

    def read(self, name: str) -> bytes | None:
        """The content of a file of the live site; None where there is none. Raises NotPublished."""
        done = programs.run(self.way.script("read", name))
        if done.returncode == _NO_SUCH_FILE:
            return None
        if done.returncode != 0:
            raise from_words(done.stderr.decode(errors="replace"), "not-read")
        return done.stdout

    @contextmanager
    def opened(self, tell: Tell) -> Iterator[Shelf]:
        """Lock the destination. Raises NotPublished."""
        with session.opened(self.way.script("publish", UNCHANGING.pattern)) as conversation:
            shelf = Shelf.of(self, conversation, tell)
            shelf.clean()  # a publish that was cut off behind its switch left this
            yield shelf


@dataclass(slots=True)
class Shelf:
    """The finished sites at a destination, as long as it is locked."""

    host: Host
    conversation: Session
    tell: Tell
    names: list[str]
    """The finished sites, the oldest first."""
    live: str | None
    """The name of the live one."""

    @classmethod
    def of(cls, host: Host, conversation: Session, tell: Tell) -> Shelf:
        """Read what the destination said when it was locked."""
        said = conversation.greeting
        names = [name for name in said.get("releases", "").split() if _NAME.fullmatch(name)]
        live = _NAME.fullmatch(said.get("live", ""))
        return cls(host, conversation, tell, sorted(names, key=number), live[1] if live else None)

    def has(self, release: Release) -> bool:
        """Whether a site is the live one already."""
        return self.host.read(manifest.NAME) == release.manifest

    def transfer(self, release: Release) -> None:
        """Carry a site over, checked there, without a change to the live one."""
        self.tell("传输")
        self.conversation.ask("receive")
        programs.carry(self.host.way.rsync(release.folder, self.live), self.tell)
        self.tell("核对传到的文件")
        self.conversation.ask("verify", release.digest, len(release.digests) + 1)

    def switch(self, release: Release) -> str:
        """Make the site that was carried over the live one; returns its name there."""
        name = f"{number(self.names[-1]) + 1 if self.names else 1:04}-{release.digest[:12]}"
        self.tell("接上旧页面要用的文件")
        self.conversation.ask("lend", "incoming")
        for withdrawn in after(self.names, self.live):
            self._drop(withdrawn)
        self.tell(f"切换到 {name}")
        self.conversation.ask("store", name)
        self._make_live(name)
        self.names.append(name)
        return name

    def clean(self) -> None:
        """Throw away the oldest sites."""
        for name in surplus(self.names, self.live):
            self.tell(f"清理旧版 {name}")
            self._drop(name)

    def roll_back(self) -> tuple[str, str]:
        """Make the site before the live one live again; returns both names, the one that was live first."""
        was, now = self.live, before(self.names, self.live)
        if was is None or now is None:
            raise NotPublished("no-rollback")
        self.tell("接上新页面要用的文件")
        self.conversation.ask("lend", f"releases/{now}")
        self.tell(f"退回到 {now}")
        self._make_live(now)
        return was, now

    def _make_live(self, name: str) -> None:
        self.conversation.ask("switch", name, if_lost="unsure")
        self.live = name

    def _drop(self, name: str) -> None:
        self.conversation.ask("drop", name)
        self.names.remove(name)


def number(name: str) -> int:
    """Releases are counted on, whatever is thrown away."""
    return int(name.partition("-")[0])


def before(names: Sequence[str], live: str | None) -> str | None:
    """The newest site that is older than the live one."""
    return next((name for name in reversed(names) if live and number(name) < number(live)), None)


def after(names: Sequence[str], live: str | None) -> list[str]:
    """The sites that were rolled back from: once another is published, nobody goes back to them."""
    return [name for name in names if live and number(name) > number(live)]


def surplus(names: Sequence[str], live: str | None) -> list[str]:
    """The sites to throw away, the oldest first."""
    return [name for name in names[:-KEPT] if name != live]
