"""Pages of the core as a test reads them: HTML, and the text of the cells of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annual_reports.rendering.document import Document, Download
from annual_reports.rendering.templates import render_page
from support.html_page import Html


def rendered(documents: Iterable[Document | Download], path: str) -> str:
    """Return the HTML of a page."""
    (page,) = [one for one in documents if isinstance(one, Document) and one.path == path]
    return render_page(page, "", link=lambda path: f"/{path}")


def cells(html: str) -> list[list[str]]:
    """Return the text of the cells of each row of all tables."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [["".join(Html.of(f"<body>{cell}</body>").text.split()) for cell in row] for row in found]
