"""One conversation with `host.sh` at the destination; while it lasts, nobody else publishes there."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from annual_reports.publishing.failures import NotPublished, from_words
from annual_reports.publishing.programs import started

_MARK = "::"


@dataclass(slots=True)
class Session:
    """Asks, and waits for the answer. An answer is lines `::word rest`, the last of which is ok or fail."""

    process: subprocess.Popen[str]
    complaints: IO[bytes]
    """What the other side said on standard error."""
    greeting: dict[str, str] = field(default_factory=dict)
    """What it said first: releases, live."""

    def ask(self, verb: str, *arguments: object, if_lost: str = "lost") -> None:
        """Have a step done. Raises NotPublished: what went wrong, or `if_lost` where no answer came."""
        try:
            print(verb, *arguments, file=self.process.stdin, flush=True)
        except OSError as error:
            raise self._failed(if_lost) from error
        self.answer(if_lost)

    def answer(self, if_lost: str) -> dict[str, str]:
        """Read up to `::ok`."""
        told: dict[str, str] = {}
        for line in self.process.stdout or ():
            word, _, rest = line.removeprefix(_MARK).strip().partition(" ")
            if not line.startswith(_MARK):
                continue
            if word == "ok":
                return told
            if word == "fail":
                raise self._refused(*rest.split(" ", 1))
            told[word] = rest
        raise self._failed(if_lost)

    def _refused(self, code: str, detail: str = "") -> NotPublished:
        self.process.wait()
        if code in ("refused", "no-folder") and (said := self._said()):
            return from_words(said, "refused")
        return NotPublished(code, detail=detail, said=detail)

    def _failed(self, code: str) -> NotPublished:
        self.process.wait()
        return from_words(self._said(), code)

    def _said(self) -> str:
        self.complaints.seek(0)
        return self.complaints.read().decode(errors="replace")


@contextmanager
def opened(command: Sequence[str]) -> Iterator[Session]:
    """Start the other side and wait until it holds the lock; leaving ends it."""
    with tempfile.TemporaryFile() as complaints, started(command, complaints) as process:
        session = Session(process, complaints)
        session.greeting = session.answer("lost")
        yield session
