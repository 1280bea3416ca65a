"""Pages that compare the years of one government."""

from __future__ import annotations

from annual_reports.analysis.collection import Collection
from annual_reports.pages import pairs
from support.html_page import Html
from support.rendered_pages import cells, rendered


def test_a_pair_of_years_names_its_rows_and_its_base(mixed: Collection):
    rows = cells(rendered(pairs.documents(mixed), "compare/jia/2023-2024.md"))
    whole, half = (row for row in rows if row[0].startswith("排查"))
    assert whole[3] == "减少48件（10.8%）与2023年报告公布的446件相比；2024年报告改为620件"
    assert (half[0], half[3]) == ("排查矛盾纠纷（上半年）", "增加10件（5%）")
    links = Html.of(rendered(pairs.documents(mixed), "compare/jia/2023-2024.md")).links
    assert "/reports/jia/2024.md#evidence-disputes-examined_m1-6" in links


def test_all_years_show_the_same_cells_as_a_pair(mixed: Collection):
    pair = cells(rendered(pairs.documents(mixed), "compare/jia/2023-2024.md"))
    years = cells(rendered(pairs.documents(mixed), "compare/jia/index.md"))
    (whole,) = [row for row in pair if row[0] == "排查矛盾纠纷"]
    row = next(row for row in years if row[0] == "排查矛盾纠纷")
    assert (row[0], row[3]) == (whole[0], whole[3])
    assert all(cell.startswith(short) for cell, short in zip(whole[1:3], row[1:3], strict=True))
