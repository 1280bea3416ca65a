"""Form in which an office prepares a report for publication. It works in the browser and sends nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Government
from annual_reports.drafting.desk_data import desk_rules, government_data
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering.document import Document
from annual_reports.rendering.pagination import ListPage, paginate
from annual_reports.rendering.urls import DESK, GUIDE, GUIDE_FINDINGS

GOVERNMENTS_PER_PAGE = 40
"""Governments on one page, which holds the figures and open commitments of each as JSON."""

_DeskData = tuple[Government, Mapping[str, Any]]
"""A government, and its values in the page's JSON."""


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the form, on one page or on one for each county; search engines must not list it."""
    keys = GovernmentGroups(collection.catalog).county_then_run(_government)
    rules = desk_rules(collection)
    data: list[_DeskData] = [*government_data(collection)]
    for list_page in paginate(DESK, data, keys, per_page=GOVERNMENTS_PER_PAGE).walk():
        yield _document(collection, list_page, rules)


def _government(desk_data: _DeskData) -> Government:
    return desk_data[0]


def _document(collection: Collection, list_page: ListPage[_DeskData], rules: Mapping[str, Any]) -> Document:
    guide = GUIDE if any(page.path == GUIDE for page in collection.written) else GUIDE_FINDINGS
    data = {**rules, "governments": [values for _, values in list_page.items]}
    return Document(
        path=list_page.path,
        title=list_page.titled("报告工作台"),
        description="把签发的报告整理成可以发布的文件，供工作人员使用。",
        template="desk_overview.html" if list_page.subpages else "desk.html",
        context={
            "list_page": list_page,
            "guide": guide,
            "data": data,
            "style": "assets/desk.css",
        },
        parent=list_page.overview_path,
        hide=("navigation", "toc"),
        searchable=False,
        indexed=False,
        inputs=(guide, json.dumps(data, ensure_ascii=False), list_page.navigation_text),
    )
