"""Session with `host.sh` at the destination; while it lasts, nobody else can publish there."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from annual_reports.publish import subprocesses
from annual_reports.publish.failures import NotPublished, recognise

_MARK = "::"


@dataclass(slots=True)
class Session:
    """Connection that sends requests and reads answers.

    An answer is lines `::word rest`, the last of which is ok or fail.
    """

    process: subprocess.Popen[str]
    stderr: IO[bytes]
    """Error output of the other side."""
    greeting: dict[str, str] = field(default_factory=dict)
    """First answer, sent once the lock is held: `releases` and `live`."""

    def request(self, verb: str, *arguments: object, if_lost: str = "lost") -> dict[str, str]:
        """Send a request and return its answer. Raises NotPublished; its code is `if_lost` if none came."""
        try:
            print(verb, *arguments, file=self.process.stdin, flush=True)
        except OSError as error:
            raise self._lost(if_lost) from error
        return self.read_answer(if_lost)

    def read_answer(self, if_lost: str) -> dict[str, str]:
        """Read an answer up to `::ok`; return word -> rest of its line. Raises NotPublished."""
        values: dict[str, str] = {}
        for line in self.process.stdout or ():
            word, _, rest = line.removeprefix(_MARK).strip().partition(" ")
            if not line.startswith(_MARK):
                continue
            if word == "ok":
                return values
            if word == "fail":
                raise self._failed(*rest.split(" ", 1))
            values[word] = rest
        raise self._lost(if_lost)

    def _failed(self, code: str, detail: str = "") -> NotPublished:
        self.process.wait()
        if code in ("refused", "no-folder") and (output := self._read_stderr()):
            return recognise(output, "refused")
        return NotPublished(code, detail=detail, output=detail)

    def _lost(self, code: str) -> NotPublished:
        self.process.wait()
        return recognise(self._read_stderr(), code)

    def _read_stderr(self) -> str:
        self.stderr.seek(0)
        return self.stderr.read().decode(errors="replace")


@contextmanager
def open_session(command: Sequence[str]) -> Iterator[Session]:
    """Start the other side and wait until it holds the lock; leaving the block ends it."""
    with tempfile.TemporaryFile() as stderr, subprocesses.start(command, stderr) as process:
        session = Session(process, stderr)
        session.greeting = session.read_answer("lost")
        yield session
