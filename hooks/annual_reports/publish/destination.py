"""Parse DEST, where a site is published to. Strict: parts of it become arguments of other programs."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from annual_reports.publish.failures import NotPublished

_HOST = r"(?P<host>(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(?:[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\]))"
_SSH = re.compile(rf"{_HOST}:(?P<path>/(?!/).*)")
_SSH_URL = re.compile(rf"ssh://{_HOST}(?::(?P<port>[0-9]{{1,5}}))?(?P<path>/.*)")
_REMOTE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*:(?P<path>[^/\s-].*)")
_NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LOOKS_REMOTE = re.compile(r"[^/]*:|[^/]*@[^/]*$")


@dataclass(frozen=True, slots=True)
class Server:
    """Folder on a host that SSH reaches."""

    host: str
    """user@host or host; an IPv6 address stands in brackets."""
    path: str
    """Absolute path there."""
    port: int | None = None

    @property
    def ssh_host(self) -> str:
        """Host as ssh takes it, without brackets."""
        return self.host.replace("[", "").replace("]", "")


@dataclass(frozen=True, slots=True)
class Folder:
    """Folder of this machine."""

    path: Path
    """Absolute, so that no program takes it for an option."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Object store, or a folder in it, from the configuration of rclone."""

    remote: str
    """name:bucket/prefix, without a slash at the end."""


Destination = Server | Folder | Bucket


def parse(dest: str) -> Destination:
    """Parse a DEST. Raises NotPublished, whose message shows the valid forms."""
    if _NOT_PRINTABLE.search(dest) or dest.startswith("-") or not dest.strip():
        raise NotPublished("bad-destination", found=dest)
    if match := _SSH_URL.fullmatch(dest) or _SSH.fullmatch(dest):
        return _server(match, dest)
    if match := _REMOTE.fullmatch(dest):
        if ".." in match["path"].split("/"):
            raise NotPublished("bad-destination", found=dest)
        return Bucket(dest.rstrip("/"))
    if _LOOKS_REMOTE.match(dest):
        raise NotPublished("bad-destination", found=dest)
    return Folder(_below_root(Path(os.path.abspath(dest)), dest))  # noqa: PTH100  # takes .. away


def _server(match: re.Match[str], dest: str) -> Server:
    port = match.groupdict().get("port")
    if port and not 0 < int(port) < 2**16:
        raise NotPublished("bad-destination", found=dest)
    path = str(_below_root(Path(match["path"]), dest))
    return Server(match["host"], path, int(port) if port else None)


def _below_root(path: Path, dest: str) -> Path:
    if ".." in path.parts or len(path.parts) < 2:  # noqa: PLR2004  # the root, and a name
        raise NotPublished("bad-destination", found=dest)
    return path


def split_ssh_command(command: str) -> list[str]:
    """Split the command that is run as ssh into its words. Raises NotPublished if its quotes do not match."""
    try:
        return shlex.split(command) or ["ssh"]
    except ValueError as error:
        raise NotPublished("bad-ssh-command", found=command) from error
