"""What a person writes as DEST -> where a site goes. Strict: parts of it become other programs' words."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from annual_reports.publishing.failures import NotPublished

_HOST = r"(?P<host>(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(?:[A-Za-z0-9_][A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\]))"
_SSH = re.compile(rf"{_HOST}:(?P<path>/(?!/).*)")
_SSH_URL = re.compile(rf"ssh://{_HOST}(?::(?P<port>[0-9]{{1,5}}))?(?P<path>/.*)")
_REMOTE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*:(?P<path>[^/\s-].*)")
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LOOKS_REMOTE = re.compile(r"[^/]*:|[^/]*@[^/]*$")


@dataclass(frozen=True, slots=True)
class Server:
    """A folder on a host that SSH reaches."""

    host: str
    """user@host or host; an IPv6 address stands in brackets."""
    path: str
    """From the root on."""
    port: int | None = None

    @property
    def for_ssh(self) -> str:
        """The host as ssh wants it, which knows no brackets."""
        return self.host.replace("[", "").replace("]", "")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine."""

    path: Path
    """From the root on, so that no program takes it for an option."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A place that rclone knows by its configuration: an object store."""

    remote: str
    """name:bucket/prefix, without a slash at the end."""


Place = Server | Folder | Bucket


def parse(written: str) -> Place:
    """Read a DEST. Raises NotPublished, with the forms that there are, where it is none."""
    if _NOT_PRINTED.search(written) or written.startswith("-") or not written.strip():
        raise NotPublished("bad-destination", found=written)
    if found := _SSH_URL.fullmatch(written) or _SSH.fullmatch(written):
        return _server(found, written)
    if found := _REMOTE.fullmatch(written):
        if ".." in found["path"].split("/"):
            raise NotPublished("bad-destination", found=written)
        return Bucket(written.rstrip("/"))
    if _LOOKS_REMOTE.match(written):
        raise NotPublished("bad-destination", found=written)
    return Folder(_below_the_root(Path(os.path.abspath(written)), written))  # noqa: PTH100  # takes .. away


def _server(found: re.Match[str], written: str) -> Server:
    port = found.groupdict().get("port")
    if port and not 0 < int(port) < 2**16:
        raise NotPublished("bad-destination", found=written)
    path = str(_below_the_root(Path(found["path"]), written))
    return Server(found["host"], path, int(port) if port else None)


def _below_the_root(path: Path, written: str) -> Path:
    if ".." in path.parts or len(path.parts) < 2:  # noqa: PLR2004  # the root, and a name
        raise NotPublished("bad-destination", found=written)
    return path


def words(command: str) -> list[str]:
    """The words of the command that stands for ssh. Raises NotPublished where its quotes do not match."""
    try:
        return shlex.split(command) or ["ssh"]
    except ValueError as error:
        raise NotPublished("bad-ssh-command", found=command) from error
