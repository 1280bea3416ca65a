"""Make the draft of a report from a signed document."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from annual_reports.documents.document_reader import read_document
from annual_reports.documents.paragraphs import SourceDocument
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Finding
from annual_reports.drafting.document_parts import Draft, recognise_parts
from annual_reports.drafting.due_report import DueReport
from annual_reports.drafting.figure_proposals import FigureProposals, propose_figures
from annual_reports.drafting.figure_questions import figure_questions
from annual_reports.drafting.report_writer import format_report


class ImportedDocument(NamedTuple):
    """Draft made from a document, with everything that is proposed for it."""

    draft: Draft
    proposals: FigureProposals
    text: str
    """Content of the report's file."""


def import_document(path: Path, catalog: Catalog, due: DueReport) -> ImportedDocument | Finding:
    """Make the draft of a due report from a document; return a finding if it cannot be read."""
    document = read_document(path)
    return document if isinstance(document, Finding) else make_draft(document, catalog, due)


def make_draft(document: SourceDocument, catalog: Catalog, due: DueReport) -> ImportedDocument:
    """Make the draft of a due report from a document."""
    draft = recognise_parts(document.paragraphs)
    draft.to_confirm = [*document.told, *draft.to_confirm]
    if not draft.issuers and due.last:
        draft.issuers = list(due.last.issuers)
        draft.to_confirm.append(f"没有认出发文机关，照上一份报告填了：{'、'.join(draft.issuers)}")
    body = Body(draft.body)
    setting = setting_of(catalog.governments.get(due.government), due.year, catalog)
    proposals = propose_figures(body, catalog, setting, due.last)
    draft.to_confirm += figure_questions(body, proposals)
    return ImportedDocument(draft, proposals, format_report(draft, proposals, due))
