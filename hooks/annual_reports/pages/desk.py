"""The form for those who do not write YAML. It works in the browser alone and sends nothing anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annual_reports.addresses import DESK, GUIDE, GUIDE_FINDINGS
from annual_reports.collection import Collection
from annual_reports.desk.browser import governments, rules
from annual_reports.document import Document
from annual_reports.model import Government
from annual_reports.parts import Part, divided

SCRIPTS = ("text", "quantities", "draft", "proposals", "writing", "proofreading", "checks", "form", "desk")
"""In the order in which the browser must read them."""
_RULES = 50_000
"""Bytes of what each desk page is told, whatever governments it is for."""

Offered = tuple[Government, Mapping[str, Any]]


def documents(collection: Collection) -> Iterator[Document]:
    """One page, or one for each county; search engines are asked to leave them alone."""
    offered: list[Offered] = [*governments(collection)]
    by = collection.places.keys(_government)
    told = rules(collection)
    for part in divided(DESK, offered, _size, by).walk():
        yield _document(collection, part, told)


def _government(one: Offered) -> Government:
    return one[0]


def _size(offered: Sequence[Offered]) -> int:
    """Bytes of the page: its rules, and what it is told of the governments."""
    return _RULES + sum(len(json.dumps(told, ensure_ascii=False).encode()) for _, told in offered)


def _document(collection: Collection, part: Part[Offered], told: Mapping[str, Any]) -> Document:
    guide = GUIDE if any(page.path == GUIDE for page in collection.written) else GUIDE_FINDINGS
    data = {**told, "governments": [one for _, one in part.items]}
    return Document(
        path=part.path,
        title=part.titled("报告工作台"),
        description="把签发的报告整理成可以发布的文件，供工作人员使用。",
        template="desk_overview.html" if part.parts else "desk.html",
        context={
            "part": part,
            "guide": guide,
            "data": data,
            "scripts": [f"assets/desk/{name}.js" for name in SCRIPTS],
            "style": "assets/desk.css",
        },
        parent=part.above.path if part.above else None,
        hide=("navigation", "toc"),
        searchable=False,
        indexed=False,
        inputs=(guide, json.dumps(data, ensure_ascii=False), part.around),
    )
