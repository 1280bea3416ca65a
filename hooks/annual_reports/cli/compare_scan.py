"""Command `annual-reports compare-scan`."""

from __future__ import annotations

from pathlib import Path

import click

from annual_reports.cli.messages import ChineseCommand
from annual_reports.cli.options import FILE, shown, stop_with_findings
from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.scan_reader import page_texts
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Place, finding
from annual_reports.drafting.scan_comparison import NotInScan, compare_with_scan
from annual_reports.sources.front_matter import read_source


@click.command("compare-scan", cls=ChineseCommand)
@click.argument("report", type=FILE)
@click.argument("scan", type=FILE)
def compare_scan(report: Path, scan: Path) -> None:
    """在签发的扫描件（PDF）里逐个查找报告的数字、日期和名称，列出没有找到的。

    没有找到的不一定错：扫描件的字由程序识别，会认错。
    """
    source, findings = read_source(report.read_bytes(), shown(report))
    if source is None:
        stop_with_findings(*findings)
    try:
        pages = page_texts(scan.read_bytes())
    except UnreadableDocument as unreadable:
        stop_with_findings(finding(unreadable.code, Place(shown(scan))))
    header = source.header.values if isinstance(source.header.values, dict) else {}
    compared = compare_with_scan(header, Body(source.body), pages)
    first_line = source.place(source.body_start).line
    for missing in compared.missing:
        click.echo(_line(missing, shown(report), first_line))
    found = compared.looked_up - len(compared.missing)
    click.echo(f"查找了 {compared.looked_up} 处，找到 {found} 处，没有找到 {len(compared.missing)} 处。")
    click.echo("逐处对照扫描件看过、改好以后，可以在报告开头写 compared_with_scan: 核对的日子。")


def _line(missing: NotInScan, path: str, first_line: int) -> str:
    place = f"{path}:{first_line + missing.line - 1}" if missing.line else f"{path} 开头"
    there = (
        f"扫描件第 {missing.page} 页最像的是“{missing.nearby}”" if missing.page else "扫描件里没有相像的字"
    )
    return f"{place} 没有找到“{' '.join(missing.text.split())}”，{there}"
