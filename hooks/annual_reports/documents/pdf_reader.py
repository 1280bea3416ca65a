"""Read PDFs that hold text, as Word exports them; scanned ones are rejected.

A PDF holds glyphs and positions, but no paragraphs: glyphs at the same height make a line, and a line that is
indented, or that follows a short one, begins a paragraph.
"""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from annual_reports.documents.paragraphs import LIBRARY_ERRORS, Paragraph, SourceDocument, UnreadableDocument

_MOST_PAGES = 300
_FEWEST_CHARACTERS = 20
"""On an average page of text; a scan has none, or a page number."""
_INDENT = 1.2
"""In widths of a character; Chinese paragraphs are indented by two."""


class _Line(NamedTuple):
    left: float
    right: float
    size: float
    text: str


def read_pdf(data: bytes) -> SourceDocument:
    """Return the paragraphs of a PDF.

    Raises:
        UnreadableDocument: it is scanned, encrypted, too long, or not a PDF.

    """
    try:
        pages = [_lines(page) for page in _pages(PdfReader(BytesIO(data)))]
    except DependencyError as error:  # a cipher for which nothing is installed
        raise UnreadableDocument("document-old-or-locked") from error
    except (PyPdfError, *LIBRARY_ERRORS) as error:
        raise UnreadableDocument("document-broken") from error
    if sum(len(line.text) for lines in pages for line in lines) < _FEWEST_CHARACTERS * max(1, len(pages)):
        raise UnreadableDocument("document-scanned")
    return SourceDocument(tuple(Paragraph(text) for lines in pages for text in _paragraphs(lines)))


def _pages(reader: PdfReader) -> list[Any]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument("document-old-or-locked")
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableDocument("document-too-long")
    return list(reader.pages)


def _lines(page: Any) -> list[_Line]:
    """Return the lines of a page from top to bottom."""
    pieces: list[tuple[float, float, float, str]] = []

    def visit(text: str, matrix: list[float], inner: list[float], _font: Any, size: float) -> None:
        if text.strip():
            scale = abs(inner[3] * matrix[3]) or 1
            x, y = inner[4] * matrix[0] + matrix[4], inner[5] * matrix[3] + matrix[5]
            pieces.append((y, x, max(size * scale, 1.0), text.strip("\n")))

    page.extract_text(visitor_text=visit)
    rows: list[list[tuple[float, float, float, str]]] = []
    for piece in pieces:
        if rows and abs(rows[-1][0][0] - piece[0]) < piece[2] / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda piece: piece[1])) for row in rows]


def _line(row: list[tuple[float, float, float, str]]) -> _Line:
    text = "".join(piece[3] for piece in row)
    left, size = row[0][1] + row[0][2] * _indentation(row[0][3]), row[0][2]
    return _Line(left, row[-1][1] + size * len(row[-1][3]), size, text.strip())


def _indentation(text: str) -> int:
    """Count the ideographic spaces at the beginning; each indents by the width of a character."""
    return len(text) - len(text.lstrip("\u3000"))


def _paragraphs(lines: list[_Line]) -> list[str]:
    if not lines:
        return []
    margin, edge = min(line.left for line in lines), max(line.right for line in lines)
    texts = [lines[0].text]
    for above, line in pairwise(lines):
        indented = line.left > margin + _INDENT * line.size
        short = above.right < edge - 2 * _INDENT * above.size
        if indented or short:
            texts.append(line.text)
        else:
            texts[-1] += line.text
    return texts
