"""The page that takes reports of errors: who mends them, and the address of the page in question."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import HOME, REPORT_ERROR, UPDATES
from annual_reports.collection import Collection
from annual_reports.document import Document


def documents(collection: Collection) -> Iterator[Document]:
    """One page, to which the foot of every page leads with its own address."""
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
