"""Program that reads a scan from its input and writes the lines it recognises as JSON; see `scan_reader`.

It opens hostile files by libraries of native code, so it runs as a process of its own. The models of the
recognition lie in the package `rapidocr`; nothing is fetched.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pypdfium2

_DOTS = 150
"""Dots an inch; twice as many find no more and take twice as long."""
_POINTS = 72
_MOST_PAGES = 60


def main() -> None:
    """Write a list of pages: width and height in points, and [text, [left, bottom, right, top], score]."""
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    json.dump([list(page) for page in _pages(document)], sys.stdout)


def _pages(document: Any) -> Iterator[tuple[float, float, list[list[Any]]]]:
    recognise = import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"})  # an extra
    for index in range(min(len(document), _MOST_PAGES)):
        page = document[index]
        width, height = page.get_size()
        found = recognise(page.render(scale=_DOTS / _POINTS).to_numpy())
        lines = zip(found.boxes, found.txts, found.scores, strict=True) if found.txts else ()
        yield width, height, [[text, _box(corners, height), float(score)] for corners, text, score in lines]


def _box(corners: Any, height: float) -> list[float]:
    """Return left, bottom, right, top in points, from four corners in dots from the top."""
    xs = [float(x) * _POINTS / _DOTS for x, _ in corners]
    ys = [height - float(y) * _POINTS / _DOTS for _, y in corners]
    return [min(xs), min(ys), max(xs), max(ys)]


if __name__ == "__main__":
    main()
