"""Read a PDF's pages as characters at their places, by a library that runs in another process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.pdf_values import Box, Character, PdfPage

_SECONDS = 60
_START = "import runpy, sys; sys.path[:0] = sys.argv[2:]; runpy.run_module(sys.argv[1], run_name='__main__')"
_PROGRAM = "annual_reports.documents.pdf_process"
_OUT_OF_TIME = -24
"""Return code of a process that the system ended by SIGXCPU."""


def read_pages(data: bytes, *, seconds: float = _SECONDS) -> Sequence[PdfPage]:
    """Return the pages of a PDF as a person sees them.

    Raises:
        UnreadableDocument: it is damaged, locked, too long, not worked through in time, scanned, or most of
            its characters have no code.

    """
    answer = json.loads(run_apart(_PROGRAM, data, seconds))
    if isinstance(answer, str):
        raise UnreadableDocument(answer)
    return [_page(values) for values in answer]


def run_apart(program: str, data: bytes, seconds: float) -> bytes:
    """Run a module in an interpreter that heeds no environment, but finds packages where this one does.

    Returns what it writes. Raises `UnreadableDocument` if it breaks off or takes too long.
    """
    command = [sys.executable, "-I", "-c", _START, program, *filter(None, sys.path)]
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument("document-takes-too-long") from error
    if done.returncode:
        is_late = done.returncode == _OUT_OF_TIME
        raise UnreadableDocument("document-takes-too-long" if is_late else "document-broken")
    return done.stdout


def _page(values: Sequence[Any]) -> PdfPage:
    """Return a page of lists and numbers, as JSON hands it over, as values."""
    page = PdfPage(*values)
    characters = tuple(Character(text, Box(*box), *rest) for text, box, *rest in page.characters)
    rules, pictures = (tuple(Box(*box) for box in boxes) for boxes in (page.rules, page.pictures))
    return page._replace(characters=characters, rules=rules, pictures=pictures, told=tuple(page.told))
