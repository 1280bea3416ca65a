"""An address for each government that always leads to its newest report."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import latest_of
from annual_reports.collection import Collection
from annual_reports.document import Document


def documents(collection: Collection) -> Iterator[Document]:
    """One redirect per government; it is a whole HTML file, outside the theme."""
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
