"""A real nginx in front of built sites, as a county's web host would be."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
CONFIGURATION = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/errors.log warn;
events {{ }}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/a;
  proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d;
  scgi_temp_path {folder}/e;
  {servers}
}}
"""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens at."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def nginx(folder: Path, servers: Sequence[tuple[int, str]]) -> Iterator[None]:
    """Run nginx with some servers: their port, and what stands in their block. It may warn of nothing."""
    blocks = "\n".join(f"server {{ listen 127.0.0.1:{port}; {block} }}" for port, block in servers)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        CONFIGURATION.format(user=user, folder=folder, servers=blocks), encoding="utf-8"
    )
    # Without -e it would first try the system's own log, which not everybody may write.
    command = [NGINX, "-p", str(folder), "-e", str(folder / "errors.log"), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr, checked.stderr
    with subprocess.Popen(command) as running:
        try:
            _wait(servers[0][0])
            yield
        finally:
            running.terminate()


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")


def get(address: str, **headers: str) -> HTTPResponse:
    """Ask once, following nothing."""
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.netloc, timeout=10)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", parts.path or "/", headers=named)
        answer = connection.getresponse()
        answer.read()
        return answer
