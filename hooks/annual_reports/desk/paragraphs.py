"""What every reader of documents gives."""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph of a document."""

    text: str
    level: int | None = None
    """1 for the highest heading of the document's own styles; None for text."""
    is_table: bool = False
    """Its text is a table in Markdown."""
    doubt: str = ""
    """What a person should look at here."""


class Refused(Exception):  # noqa: N818  # not an error of ours, a finding on its way
    """A document that cannot be read; `code` is the finding's."""

    def __init__(self, code: str) -> None:
        """Keep the finding's code."""
        super().__init__(code)
        self.code = code


BROKEN = (
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError),
    *(SyntaxError, OSError, EOFError, RecursionError, NotImplementedError, MemoryError),
)
"""What the libraries that open documents raise at ones that somebody damaged, besides their own errors."""


def table(rows: list[list[str]]) -> str:
    """Rows of cells as a table in Markdown; the first row is its head."""
    width = max(map(len, rows))
    cells = [
        [*(" ".join(c.replace("|", "／").split()) for c in row), *[""] * (width - len(row))] for row in rows
    ]
    head, *body = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([head, "|" + " --- |" * width, *body])
