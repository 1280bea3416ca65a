"""Redirects to each government's newest report, from addresses that never change."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.rendering.document import Document
from annual_reports.rendering.urls import latest_of


def documents(collection: Collection) -> Iterator[Document]:
    """Yield a redirect for each government: a whole HTML file, which the theme does not wrap."""
    for newest, *_ in collection.by_government.values():
        yield Document(
            path=latest_of(newest.government),
            title=f"{newest.government.name}最新年度报告",
            description="",
            template="latest.html",
            context={"report": newest},
            searchable=False,
            inputs=(newest,),
        )
