"""The page of a report tells the day on which it was compared with the scan of its original, if it was."""

from __future__ import annotations

from pathlib import Path

from annual_reports.build import build
from support.html_page import Html
from support.rendered_pages import rendered
from support.sites import COUNTY, copy_of, edit

PATH = "reports/jia/{}.md"


def test_a_comparison_with_the_scan_stands_among_the_particulars(tmp_path: Path):
    root = copy_of(COUNTY, tmp_path / "county")
    edit(
        root, ("published: ", "compared_with_scan: 2025-03-20\npublished: "), name=f"docs/{PATH.format(2024)}"
    )
    site = build(root)
    texts = [
        Html.of(f"<body>{rendered(site.documents, PATH.format(year))}</body>").text for year in (2023, 2024)
    ]
    assert "与签发扫描件核对" not in texts[0]
    assert "2025年3月20日已与签发扫描件核对（数字和日期）" in "".join(texts[1].split())
