"""The form for those who do not write YAML. It works in the browser alone and sends nothing anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import DESK, GUIDE, GUIDE_FINDINGS
from annual_reports.collection import Collection
from annual_reports.desk.browser import data
from annual_reports.document import Document

SCRIPTS = ("text", "quantities", "draft", "proposals", "writing", "proofreading", "checks", "form", "desk")
"""In the order in which the browser must read them."""


def documents(collection: Collection) -> Iterator[Document]:
    """One page, which search engines are asked to leave alone."""
    yield Document(
        path=DESK,
        title="报告工作台",
        description="把签发的报告整理成可以发布的文件，供工作人员使用。",
        template="desk.html",
        context={
            "guide": GUIDE if any(page.path == GUIDE for page in collection.written) else GUIDE_FINDINGS,
            "data": data(collection),
            "scripts": [f"assets/desk/{name}.js" for name in SCRIPTS],
            "style": "assets/desk.css",
        },
        hide=("navigation", "toc"),
        searchable=False,
        indexed=False,
    )
