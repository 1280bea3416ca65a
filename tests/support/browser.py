"""Chromium, and the file server that it reads built sites from."""

from __future__ import annotations

import gzip
import os
import shutil
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt"}


class Handler(SimpleHTTPRequestHandler):
    """A silent file server."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


class Host(Handler):
    """A file server that does what web hosts do: it compresses text, and keeps connections open."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BinaryIO | None:
        file = self._file()
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (wanted and file.suffix in TEXT and file.is_file()):
            return super().send_head()
        body = gzip.compress(file.read_bytes(), mtime=0)  # without the time, the same bytes at each visit
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(file.stat().st_mtime))
        self.end_headers()
        return BytesIO(body)

    def _file(self) -> Path:
        path = Path(self.translate_path(self.path))
        return path / "index.html" if urlsplit(self.path).path.endswith("/") else path
