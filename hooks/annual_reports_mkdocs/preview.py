"""The preview's server: answers only those who ask for it by its own address; says if its port is taken."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from mkdocs.livereload import LiveReloadServer

from annual_reports_mkdocs.messages import server_message, stop_preview

_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_LAST_PORT = 65_535
_LONGEST_PATH = 2_000
"""Bytes; the addresses of our pages are far shorter."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application, PEP 3333."""


def check_port(host: str, port: int) -> None:
    """Raise PluginError if the preview cannot listen there: the port is taken, or not allowed."""
    try:
        _listen(host, port)
    except (OSError, OverflowError) as error:
        stop_preview(host, port, error)


def _listen(host: str, port: int) -> None:
    if not 0 < port <= _LAST_PORT:
        raise OverflowError
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(address)


def guard(server: LiveReloadServer, host: str, port: int) -> LiveReloadServer:
    """Let the server answer only requests that `refusal` lets through."""
    if application := server.get_app():
        server.set_app(guarded(application, host, port))
    return server


def guarded(application: Application, host: str, port: int) -> Application:
    """Return the application behind a guard for the preview at an address."""

    def guarded_application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status = refusal(environ, host, port)
        if status is None:
            return application(environ, start_response)
        start_response(f"{status.value} {status.phrase}", [("Content-Type", "text/plain; charset=utf-8")])
        return [server_message(status, f"http://{host}:{port}/").encode()]

    return guarded_application


def refusal(environ: dict[str, Any], host: str, port: int) -> HTTPStatus | None:
    """Return the status with which to refuse a request, or None.

    A page of another site may lead its own name to this computer (DNS rebinding) to read the drafts of a
    preview: it asks with its own name in `Host`. Paths on which the server would fail are refused too.
    """
    if not _is_own_address(environ.get("HTTP_HOST", ""), host, port):
        return HTTPStatus.MISDIRECTED_REQUEST
    path = environ.get("PATH_INFO", "")
    is_sound = len(path) <= _LONGEST_PATH and not path.startswith("//") and min(path, default="/") >= " "
    return None if is_sound else HTTPStatus.BAD_REQUEST


def _is_own_address(asked: str, host: str, port: int) -> bool:
    """Return True for this computer, for the host given, and for numbers if that means all addresses."""
    name, _, number = asked.lower().rpartition(":")
    if number != str(port):
        return False
    return name in (*_LOCAL, _in_address(host)) or (_is_every_address(host) and _is_number(name.strip("[]")))


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _is_every_address(host: str) -> bool:
    return _is_number(host) and ipaddress.ip_address(host).is_unspecified


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
