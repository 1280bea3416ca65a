"""Page for reporting an error: whom to tell, with the address of the page in question."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.rendering.document import Document
from annual_reports.rendering.urls import HOME, REPORT_ERROR, UPDATES


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the page; the footer of every page links to it with its own address."""
    yield Document(
        path=REPORT_ERROR,
        title="报告错误",
        description="发现本站与公文原件不一致，怎样告诉我们。",
        template="report_error.html",
        context={
            "publisher": collection.catalog.publisher,
            "home": HOME,
            "updates": UPDATES if collection.reports else None,
        },
        indexed=False,
        searchable=False,
        inputs=(str(bool(collection.reports)),),
    )
