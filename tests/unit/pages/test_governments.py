"""Page of a government."""

from __future__ import annotations

from annual_reports.analysis.collection import Collection
from annual_reports.pages import governments
from support.rendered_pages import cells, rendered


def test_a_government_has_a_row_for_each_key(mixed: Collection):
    rows = cells(rendered(governments.documents(mixed), "reports/jia/index.md"))
    assert [row[:3] for row in rows if row[0].startswith("排查")] == [
        ["排查矛盾纠纷", "398件", "446件（2024年报告改为620件：补报了村级排查数）"],
        ["排查矛盾纠纷（上半年）", "210件2024年上半年", "200件2023年上半年"],
    ]
