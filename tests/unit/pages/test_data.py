"""Page from which all data can be downloaded."""

from __future__ import annotations

from annual_reports.analysis.collection import Collection
from annual_reports.pages import data
from annual_reports.rendering.document import Download
from support.html_page import Html
from support.rendered_pages import rendered


def test_the_data_page_explains_every_column(county: Collection):
    text = Html.of(f"<body>{rendered(data.documents(county), 'data/index.md')}</body>").text
    (table,) = [one for one in data.documents(county) if one.path == "data/figures.csv"]
    assert isinstance(table, Download)
    columns = table.content(lambda path: path).decode("utf-8-sig").splitlines()[0].split(",")
    self_explaining = {"政府", "指标"}
    assert [name for name in columns if name not in text and name not in self_explaining] == []
