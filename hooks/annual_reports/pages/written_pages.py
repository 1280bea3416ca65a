"""Pages that were written in Markdown. They are published as they are; only search needs their text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports.analysis.collection import Collection
from annual_reports.rendering.document import Document
from annual_reports.rendering.urls import HOME
from annual_reports.search.written_pages import markdown_sections


def documents(collection: Collection) -> Iterator[Document]:
    """Yield every written page but the home page, which has its own module."""
    for page in collection.written:
        if page.path != HOME:
            yield Document(
                path=page.path,
                title=page.title,
                description=page.title,
                template="written.html",
                context={},
                markdown=None,
                sections=partial(markdown_sections, page.text),
                inputs=(page.text,),
            )
