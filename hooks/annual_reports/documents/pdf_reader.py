"""Read the text of a PDF: its pages as characters with places, and these as paragraphs."""

from __future__ import annotations

from annual_reports.documents.paragraphs import SourceDocument
from annual_reports.documents.pdf_layout import lay_out
from annual_reports.documents.pdf_pages import read_pages


def read_pdf(data: bytes) -> SourceDocument:
    """Return the paragraphs of a PDF.

    Raises:
        UnreadableDocument: it is scanned, encrypted, too long, or not a PDF.

    """
    pages = read_pages(data)
    return lay_out(pages)._replace(is_recognised=any(page.is_recognised for page in pages))
