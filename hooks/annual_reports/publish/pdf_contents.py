"""Program that reads paths of PDFs from its input, and writes the properties and the text of each as JSON.

It opens hostile files by a library of native code: `file_contents` runs it as a process of its own. Scans
without a layer of text have none. See `documents/pdf_process.py` for the limits.
"""

from __future__ import annotations

import importlib
import json
import sys
from contextlib import suppress

from pypdfium2 import PdfDocument, PdfiumError

_CPU_SECONDS = 60
_MEMORY = 2 << 30
"""Bytes of address space."""
_MOST_PAGES = 300
_MOST_CHARACTERS = 400_000


def read_pdf(path: str) -> tuple[dict[str, str], str]:
    """Return the document information and the text of a PDF; both empty if it cannot be opened."""
    try:
        document = PdfDocument(path)
        properties = {name: value for name, value in document.get_metadata_dict().items() if value}
        return properties, _text(document)
    except PdfiumError:
        return {}, ""


def _text(document: PdfDocument) -> str:
    texts: list[str] = []
    length = 0
    for index in range(min(len(document), _MOST_PAGES)):
        with suppress(PdfiumError):
            texts.append(document[index].get_textpage().get_text_range())
            length += len(texts[-1])
        if length > _MOST_CHARACTERS:
            break
    return "\n".join(texts)


if __name__ == "__main__":
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    json.dump([read_pdf(path) for path in json.load(sys.stdin)], sys.stdout)
