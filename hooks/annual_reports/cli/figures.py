"""Command `annual-reports figures`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from annual_reports import build
from annual_reports.cli.messages import ChineseCommand
from annual_reports.cli.options import FILE, GOVERNMENT_HELP, SITE, YEAR_HELP, YEAR_RANGE, stop_with_findings
from annual_reports.documents.document_reader import read_document
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Finding
from annual_reports.domain.model import Report
from annual_reports.drafting.document_parts import recognise_parts
from annual_reports.drafting.due_report import last_report, unknown_government
from annual_reports.drafting.figure_proposals import FigureProposals, LeftOver, propose_figures
from annual_reports.drafting.report_writer import figure_lines, missing_figure_lines
from annual_reports.sources.front_matter import read_source


class _Text(NamedTuple):
    """Text of a report or a document, and what its header says."""

    body: Body
    first_line: int | None = None
    """Line of the file on which the body begins; None for a document, which has no lines."""
    government: str | None = None
    year: int | None = None


@click.command(cls=ChineseCommand)
@click.argument("file", type=FILE)
@click.option("--government", help=f"{GOVERNMENT_HELP}；草稿里写了的不必给")
@click.option("--year", type=YEAR_RANGE, help=f"{YEAR_HELP}；草稿里写了的不必给")
@SITE
def figures(file: Path, government: str | None, year: int | None, root: Path) -> None:
    """列出一份草稿、Word、文本或 PDF 里认得出的数据，可以直接粘贴到 figures 下。"""
    text = _read_text(file)
    collection, _ = build.read(root)
    if government and (unknown := unknown_government(collection, government)):
        stop_with_findings(unknown)
    government, year = government or text.government or "", year or text.year
    last = last_report(collection, government, year) if year else None
    setting = setting_of(collection.catalog.governments.get(government), year, collection.catalog)
    proposals = propose_figures(text.body, collection.catalog, setting, last)
    click.echo("\n".join(_listing(text, proposals, last)))


def _read_text(file: Path) -> _Text:
    if file.suffix.lower() != ".md":
        document = read_document(file)
        if isinstance(document, Finding):
            stop_with_findings(document)
        return _Text(Body(recognise_parts(document.paragraphs).body))
    source, findings = read_source(file.read_bytes(), str(file))
    if source is None:
        stop_with_findings(*findings)
    values = source.header.values if isinstance(source.header.values, dict) else {}
    year = values.get("year")
    return _Text(
        Body(source.body),
        source.place(source.body_start).line,
        str(values.get("government") or ""),
        year if isinstance(year, int) else None,
    )


def _listing(text: _Text, proposals: FigureProposals, last: Report | None) -> Iterator[str]:
    yield "figures:"
    yield from figure_lines(proposals.figures)
    if last:
        yield from missing_figure_lines(proposals.missing, last)
    for left in proposals.unclaimed:
        amount = text.body.amount_at(left.span)
        yield f"  # 没有用上：{amount}（{_where(text, left.span[0])}）{_guess(left)}"


def _where(text: _Text, offset: int) -> str:
    lines = text.body.text[: offset + 1].split("\n")
    if text.first_line is None:
        return f"第 {sum(bool(line.strip()) for line in lines)} 段"
    return f"第 {text.first_line + len(lines) - 1} 行"


def _guess(left: LeftOver) -> str:
    if left.reason:
        return f"，{left.reason}"
    return f"，像是 {left.guess.name}" if left.guess else ""
