"""What was published, corrected and withdrawn, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports.addresses import UPDATES, UPDATES_TABLE
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading
from annual_reports.exports import updates_csv
from annual_reports.search.passages import section
from annual_reports.updates import removals, updates


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page."""
    found = updates(collection.reports)
    dated = [update for update in found if update.day]
    undated = [update for update in found if not update.day]
    removed = removals(collection.catalog)
    headings = [*([Heading("dated", "按日期")] if dated else [])]
    headings += [Heading("removed", "撤下的内容")] if removed else []
    headings += [Heading("undated", "发布日期原文未载明")] if undated else []
    yield Document(
        path=UPDATES,
        title="更新与更正",
        description="年度报告的发布和更正，更正写明前后内容和原因。",
        template="updates.html",
        context={
            "dated": dated,
            "undated": undated,
            "removed": removed,
            "replaced_by": collection.replaced_by,
        },
        headings=tuple(headings),
        sections=lambda: [section(*(u.correction.reason for u in found if u.correction))],
    )
    yield Download(UPDATES_TABLE, partial(updates_csv, found, removed))
