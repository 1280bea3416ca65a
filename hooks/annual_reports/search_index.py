"""Pagefind's binary, asked directly: a stream of requests in, an index on disk out.

Pagefind's own Python wrapper sleeps a tenth of a second for each request, 500 s for 5,000 records. The
protocol is the same: JSON in base64, one comma behind each message; answers come in the same form.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator
from itertools import chain
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
        SearchIndexError: Pagefind refused a record, or could not write.

    """
    added = [{"type": "AddRecord", "index_id": 0, "language": LANGUAGE, **record} for record in records]
    new = {"type": "NewIndex", "config": {"force_language": LANGUAGE}}
    _ask([new, *added, {"type": "WriteFiles", "index_id": 0, "output_path": str(folder.resolve())}])
    for path in chain.from_iterable(map(folder.glob, _UNUSED)):
        path.unlink()


def _ask(requests: list[dict[str, Any]]) -> None:
    """Send all requests, then wait for all answers: the service drops what is open when its input ends."""
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:  # noqa: S603  # ours
        if service.stdin is None or service.stdout is None:
            raise SearchIndexError("no pipes")
        Thread(target=_send, args=(service.stdin, requests), daemon=True).start()
        answers = _answers(service.stdout)
        for _ in requests:
            answer = next(answers, {"type": "Error", "message": "Pagefind ended early"})
            if answer["type"] == "Error":
                service.kill()
                raise SearchIndexError(answer["message"])


def _send(pipe: IO[bytes], requests: list[dict[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request}).encode()
            pipe.write(base64.b64encode(message) + b",")
        pipe.flush()
    except OSError:
        pass  # the service has ended; the missing answer tells


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    rest = b""
    while piece := pipe.read1(1 << 16):  # type: ignore[attr-defined]  # a pipe is a BufferedReader
        *messages, rest = (rest + piece).split(b",")
        yield from (json.loads(base64.b64decode(message))["payload"] for message in messages)
