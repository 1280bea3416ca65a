"""Paragraphs of a document, as every reader of documents returns them."""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """Paragraph of a document."""

    text: str
    level: int | None = None
    """Level of a heading in the document's own styles, 1 for the highest; None for text."""
    is_table: bool = False
    """True if the text is a table in Markdown."""
    told: tuple[str, ...] = ()
    """Chinese lines, each says where and what of the document is not carried over here as it stands."""


class SourceDocument(NamedTuple):
    """Text of a signed document, and what of the document is not in it as it stands."""

    paragraphs: tuple[Paragraph, ...]
    told: tuple[str, ...] = ()
    """Chinese lines like `Paragraph.told`, about pages or about the whole document."""
    is_recognised: bool = False
    """True if the text was recognised in a picture, so that each paragraph must be confirmed."""


class UnreadableDocument(Exception):  # noqa: N818  # not an error of ours, a finding on its way
    """A document cannot be read; `code` and `line` are the finding's."""

    def __init__(self, code: str, line: int = 1) -> None:
        """Keep the finding's code and line."""
        super().__init__(code)
        self.code, self.line = code, line


LIBRARY_ERRORS = (
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError),
    *(SyntaxError, OSError, EOFError, RecursionError, NotImplementedError, MemoryError),
)
"""Errors that the libraries raise for damaged documents, besides their own."""


def markdown_table(rows: list[list[str]]) -> str:
    """Return rows of cells as a table in Markdown; the first row is its head."""
    width = max(map(len, rows))
    cells = [
        [*(" ".join(c.replace("|", "｜").split()) for c in row), *[""] * (width - len(row))] for row in rows
    ]
    head, *body = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([head, "|" + " --- |" * width, *body])
