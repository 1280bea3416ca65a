"""Values that a draft takes from the catalog and from the command."""

from __future__ import annotations

from pathlib import Path

from annual_reports.documents.paragraphs import Paragraph, SourceDocument
from annual_reports.domain.catalog import Catalog
from annual_reports.drafting.due_report import DueReport
from annual_reports.drafting.import_document import ImportedDocument, import_document, make_draft
from annual_reports.sources.report_reader import read_report

DUE = DueReport("demo", 2024, None, ())
TITLE, TEXT = Paragraph("示范镇2024年法治政府建设年度报告"), Paragraph("演示数据。各项工作扎实推进。")


def test_a_document_without_issuers_makes_a_file_that_has_no_error_of_issuers(demo_catalog: Catalog):
    text = make_draft(SourceDocument((TITLE, TEXT)), demo_catalog, DUE).text
    _, findings = read_report(
        text.encode(), "reports/demo/2024.md", "docs/reports/demo/2024.md", demo_catalog
    )
    assert "issuers: [示范镇]" in text
    assert {finding.code for finding in findings} & {"empty-text", "missing-key"} == set()


def test_the_year_of_a_plan_in_a_title_is_not_the_reports_year(demo_catalog: Catalog):
    title = Paragraph("示范镇《法治规划（2021—2025年）》二〇二四年落实情况报告")
    asked = make_draft(SourceDocument((title, TEXT)), demo_catalog, DUE).draft.to_confirm
    assert [line.partition("，")[0] for line in asked] == [
        *("没有认出成文日期", "没有认出发文机关", "没有认出不足", "没有认出安排"),
    ]


def test_each_paragraph_of_a_scan_is_to_be_compared(demo_catalog: Catalog):
    table = Paragraph("| 项目 | 情况 |\n| --- | --- |\n| 普法 | 完成 |", is_table=True)
    document = SourceDocument((TITLE, TEXT, table), is_recognised=True)
    told = make_draft(document, demo_catalog, DUE).draft.to_confirm
    asked = [line for line in told if "，对照原件" in line]
    assert [line.partition("，")[0] for line in asked[1:]] == ["第 1 段", "第 2 段", "第 4 段"]


def test_replaced_characters_are_counted_in_the_whole_document(tmp_path: Path, demo_catalog: Catalog):
    (tmp_path / "报告.txt").write_text(f"{TITLE.text}\n⼾籍\u200b整理，⼾口登记。\n", encoding="utf-8")
    made = import_document(tmp_path / "报告.txt", demo_catalog, DUE)
    assert isinstance(made, ImportedDocument)
    assert made.draft.to_confirm[:2] == ["部首改成了常用字 2 处：⼾→户", "去掉了看不见的字符 1 处：U+200B"]
