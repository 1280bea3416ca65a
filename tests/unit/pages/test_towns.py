"""Page of the governments side by side in one year."""

from __future__ import annotations

from annual_reports.analysis.collection import Collection
from annual_reports.pages import towns
from support.keyed_figures import disputes, with_figures
from support.rendered_pages import cells, rendered


def test_side_by_side_a_number_of_another_scope_says_so(mixed: Collection):
    rows = cells(rendered(towns.documents(mixed), "compare/2023.md"))
    (row,) = [row for row in rows if row[0] == "排查矛盾纠纷"]
    assert row[1:3] == ["446件（2024年报告改为620件：补报了村级排查数）", "2023件示范县"]


def test_a_page_of_a_year_is_made_anew_when_a_later_report_restates_it(mixed: Collection, county: Collection):
    def inputs(collection: Collection, year: int) -> tuple[str, ...]:
        documents = [d for d in towns.documents(collection) if d.path == f"compare/{year}.md"]
        return tuple(str(given) for given in documents[0].inputs or () if isinstance(given, str))

    plain = with_figures(mixed, {("jia", 2024): [disputes(county, "398件")]})
    assert inputs(mixed, 2023) != inputs(plain, 2023)
    assert inputs(mixed, 2022) == inputs(plain, 2022)
