"""Make the draft of a report from a signed document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annual_reports.documents.document_reader import read_document
from annual_reports.documents.paragraphs import SourceDocument
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Finding
from annual_reports.drafting.characters import replaced_characters
from annual_reports.drafting.document_head import Draft
from annual_reports.drafting.document_parts import recognise_parts
from annual_reports.drafting.due_report import DueReport
from annual_reports.drafting.figure_proposals import FigureProposals, propose_figures
from annual_reports.drafting.figure_questions import figure_questions
from annual_reports.drafting.quote_proposals import propose_quotes
from annual_reports.drafting.report_writer import format_report
from annual_reports.drafting.rules import search
from annual_reports.drafting.signature import parse_date

_QUOTED = re.compile("《[^》]*》")
_SHOWN = 10
"""Characters of a paragraph by which a person finds it."""


class ImportedDocument(NamedTuple):
    """Draft made from a document, with everything that is proposed for it."""

    draft: Draft
    proposals: FigureProposals
    text: str
    """Content of the report's file."""


def import_document(path: Path, catalog: Catalog, due: DueReport) -> ImportedDocument | Finding:
    """Make the draft of a due report from a document; return a finding if it cannot be read."""
    document = read_document(path)
    if isinstance(document, Finding):
        return document
    replaced = replaced_characters(paragraph.text for paragraph in document.paragraphs)
    return make_draft(document._replace(told=(*document.told, *replaced)), catalog, due)


def make_draft(document: SourceDocument, catalog: Catalog, due: DueReport) -> ImportedDocument:
    """Make the draft of a due report from a document."""
    draft = recognise_parts(document.paragraphs)
    draft.to_confirm = [*document.told, *draft.to_confirm, *_period_questions(draft, due.year)]
    if not draft.issuers:
        draft.issuers, source = _likely_issuers(catalog, due)
        draft.to_confirm.append(f"没有认出发文机关，照{source}填了：{'、'.join(draft.issuers)}")
    body = Body(draft.body)
    setting = setting_of(catalog.governments.get(due.government), due.year, catalog)
    proposals = propose_figures(body, catalog, setting, due.last)
    quotes = propose_quotes(draft.body, due.year)
    draft.to_confirm += (*figure_questions(body, proposals), *quotes.questions)
    if document.is_recognised:
        draft.to_confirm += _paragraphs_to_compare(draft.body)
    return ImportedDocument(draft, proposals, format_report(draft, proposals, quotes, due))


def _likely_issuers(catalog: Catalog, due: DueReport) -> tuple[list[str], str]:
    """Return the issuers of the report before, else the name of the government, and the source's name."""
    if due.last:
        return list(due.last.issuers), "上一份报告"
    return [catalog.governments[due.government].name], "登记的名称"


def _period_questions(draft: Draft, year: int) -> Iterator[str]:
    """Yield questions if the title or the opening sentence is of another time than the due year."""
    title = _QUOTED.sub("", draft.title or "") or draft.title or ""
    opening = search("opening", draft.body)
    told = [words for words in (title, opening[0] if opening else "") if search("part_of_year", words)]
    if told:
        yield f"像是半年（季度）的报告，不是全年的：{told[0]}"
    written = search("title_year", title)
    first_day = parse_date(f"{written[0]}年1月1日") if written else None
    if first_day and first_day.year != year:
        yield f"标题写的是 {first_day.year} 年，命令里写的是 {year} 年，请核对"


def _paragraphs_to_compare(body: str) -> Iterator[str]:
    """Yield a question for each paragraph of a text that was recognised in a picture."""
    yield "标题、文号、落款，对照原件"
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    for number, line in enumerate(lines, 1):
        if not line.startswith("| ---"):
            yield f"第 {number} 段，对照原件：“{line.lstrip('# ')[:_SHOWN]}…”"
