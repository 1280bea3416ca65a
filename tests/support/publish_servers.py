"""Real servers on this machine, and places to publish to, for the tests of publishing."""

from __future__ import annotations

import getpass
import itertools
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from support.commands import ENVIRONMENT
from support.sites import contents

DAY = "2026-04-15"
"""Day on which everything is published: the tests read no clock."""
PATIENCE = 60
"""Seconds."""
_PROGRAMS = f"{os.environ['PATH']}:/usr/sbin"
_NGINX = """
daemon off; error_log stderr error; pid {folder}/pid; worker_processes 2; {user}
events {{ worker_connections 256; }}
http {{
  access_log off; types {{ text/html html; text/css css; }} default_type application/octet-stream;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/served/current; index index.html; }}
}}
"""
SSHD = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/user_key.pub
PidFile {folder}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
"""


@dataclass(frozen=True)
class Versions:
    """Two finished sites that differ in a text, in what all pages name, and in a page that only one has."""

    a: Path
    b: Path


@dataclass(frozen=True)
class Host:
    """A destination, and the command that reaches it."""

    dest: str
    root: Path
    ssh: str = "ssh"

    def start(self, *arguments: str, **options: object) -> subprocess.Popen[str]:
        """Start `annual-reports publish` in a process group of its own."""
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "annual_reports",
                "publish",
                "--ssh",
                self.ssh,
                *arguments,
                "--",
                self.dest,
            ],
            env={**ENVIRONMENT, "PYTHONUNBUFFERED": "1", "ANNUAL_REPORTS_DAY": DAY},
            stdin=subprocess.DEVNULL,
            cwd=self.root.parent,  # no sources lie there
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
            encoding="utf-8",
            start_new_session=True,
        )

    def publish(self, *arguments: str | Path, status: int = 0, **options: object) -> str:
        """Publish to the end; all that was said. There is no traceback, and each failure says what to do."""
        process = self.start(*map(str, arguments), **options)
        said = "".join(process.communicate(timeout=2 * PATIENCE))
        assert "Traceback" not in said, said
        assert process.returncode == status, said
        return said

    def live(self) -> dict[str, bytes]:
        """Every file of the live site by its path."""
        return contents(self.root / "current")

    def state(self) -> dict[Path, tuple[int, ...]]:
        """All that lies at the destination, so that any change is seen."""
        found = ((path, path.lstat()) for path in sorted(self.root.rglob("*")))
        return {path: (s.st_ino, s.st_mode, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for path, s in found}

    def releases(self) -> list[str]:
        """The finished sites there."""
        return sorted(path.name for path in (self.root / "releases").iterdir())


def is_live(host: Host, version: Path) -> bool:
    """Return True if a version is live as a whole; hashed files of others may lie beside it."""
    live = host.live()
    return all(live.get(path) == content for path, content in contents(version).items())


_ports = itertools.cycle(range(10000 + os.getpid() % 1000 * 20, 10020 + os.getpid() % 1000 * 20))
"""Ports of this process alone: another run beside it could take one between the search and its use."""


def free_port() -> int:
    return next(port for port in _ports if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as free:
        return free.connect_ex(("127.0.0.1", port)) != 0


def program(name: str) -> str:
    found = shutil.which(name, path=_PROGRAMS)
    assert found, f"{name} is missing: run `make test-publish`, which installs it"
    return found


@contextmanager
def running(command: list[str], ready: Callable[[], object], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it answers to the end of the block."""
    with log.open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said) as server:
        try:
            wait_until(lambda: server.poll() is not None or ready(), lambda: log.read_text(errors="replace"))
            assert server.poll() is None, log.read_text(errors="replace")
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def wait_until(ready: Callable[[], object], told: Callable[[], str] = str) -> None:
    """Ask until the answer is yes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.02)
    raise AssertionError(told())


def answers(port: int) -> bool:
    """Return True if something listens; raise OSError if not."""
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


@dataclass(frozen=True)
class Sshd:
    """A real SSH server with keys of its own."""

    port: int
    folder: Path

    def command(self, *options: str) -> str:
        """The client's command: it knows this server's key and no other."""
        known = ("-F", "none", "-o", f"UserKnownHostsFile={self.folder}/known_hosts")
        strict = ("-o", "GlobalKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=yes")
        key = ("-i", f"{self.folder}/user_key", "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none")
        return shlex.join(["ssh", *options, *known, *strict, *key])

    def host(self, root: Path) -> Host:
        """A folder as a destination."""
        return Host(f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{root}", root, self.command())


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[str]:
    """A web server for the live site of a destination; its address, without a slash at the end."""
    port = free_port()
    (folder / "served").symlink_to(root)  # a name that needs no quotes
    config = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    config.write_text(_NGINX.format(folder=folder, port=port, user=user), encoding="utf-8")
    with running([program("nginx"), "-c", str(config)], lambda: answers(port), folder / "nginx.log"):
        yield f"http://127.0.0.1:{port}"


def fetch(address: str) -> bytes:
    """The bytes at an address."""
    with urlopen(address, timeout=PATIENCE) as answer:
        content: bytes = answer.read()
        return content
