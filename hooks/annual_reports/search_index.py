"""Pagefind's binary, asked directly: a stream of requests in, the files of an index out.

Pagefind's own Python wrapper sleeps a tenth of a second for each request, 500 s for 5,000 records. The
protocol is the same: JSON in base64, a comma behind each message; answers come in the same form.

The files are asked for and written here: told to write them itself, Pagefind answers before they are all
on the disk, and under load some stay empty.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from threading import Thread
from typing import IO, Any

from pagefind_bin import get_executable

LANGUAGE = "zh"
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")
"""Pagefind's own interfaces, which the site does not use."""


class SearchIndexError(RuntimeError):
    """Pagefind refused a request or ended early."""


def write(records: Iterable[dict[str, Any]], folder: Path) -> None:
    """Write an index of the records into a folder.

    Args:
        records: each with `url`, `content` and `meta`.
        folder: the index's own; made if missing.

    Raises:
        SearchIndexError: Pagefind refused a record, or ended.

    """
    for file in _files(records):
        if not any(fnmatch(file["path"], pattern) for pattern in _UNUSED):
            path = folder / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(file["content"]))


def _files(records: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """Have Pagefind make an index. Each step ends before the next begins: it works on several at a time."""
    add = [{"type": "AddRecord", "index_id": 0, "language": LANGUAGE, **record} for record in records]
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:  # noqa: S603  # ours
        if service.stdin is None or service.stdout is None:
            raise SearchIndexError("no pipes")
        answers = _answers(service.stdout)
        try:
            _ask(service.stdin, answers, [{"type": "NewIndex", "config": {"force_language": LANGUAGE}}])
            _ask(service.stdin, answers, add)
            (made,) = _ask(service.stdin, answers, [{"type": "GetFiles", "index_id": 0}])
        finally:
            service.kill()
    files: list[dict[str, str]] = made["files"]
    return files


def _ask(
    pipe: IO[bytes], answers: Iterator[dict[str, Any]], requests: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Send requests and wait for as many answers."""
    Thread(target=_send, args=(pipe, requests), daemon=True).start()
    given = [next(answers, {"type": "Error", "message": "Pagefind ended early"}) for _ in requests]
    for answer in given:
        if answer["type"] == "Error":
            raise SearchIndexError(answer["message"])
    return given


def _send(pipe: IO[bytes], requests: list[dict[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request}).encode()
            pipe.write(base64.b64encode(message) + b",")
        pipe.flush()
    except (OSError, ValueError):
        pass  # the service has ended and its pipe is closed; the missing answer tells


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    begun: list[bytes] = []
    while piece := pipe.read1(1 << 20):  # type: ignore[attr-defined]  # a pipe is a BufferedReader
        first, *others = piece.split(b",")
        begun.append(first)
        for beginning in others:
            yield json.loads(base64.b64decode(b"".join(begun)))["payload"]
            begun = [beginning]
