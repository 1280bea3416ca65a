"""What staff do at the desk: import a document, see its figures, begin next year's report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from annual_reports.collection import Collection
from annual_reports.desk import writing
from annual_reports.desk.draft import Draft, draft
from annual_reports.desk.paragraphs import Paragraph
from annual_reports.desk.proposals import Proposals, propose
from annual_reports.desk.sources import read
from annual_reports.desk.writing import Due
from annual_reports.evidence import Body
from annual_reports.findings import Finding, Place, finding
from annual_reports.model import Catalog, Report
from annual_reports.validation import guess


class Imported(NamedTuple):
    """A draft with all that is proposed for it."""

    draft: Draft
    proposals: Proposals
    text: str
    """The file as it will be written."""


def import_document(path: Path, catalog: Catalog, due: Due) -> Imported | Finding:
    """Make the draft of a report from a document as it was signed."""
    paragraphs = read(path)
    return paragraphs if isinstance(paragraphs, Finding) else assemble(paragraphs, catalog, due)


def assemble(paragraphs: Iterable[Paragraph], catalog: Catalog, due: Due) -> Imported:
    """Make the draft of a report from the paragraphs of a document."""
    made = draft(paragraphs)
    if not made.issuers and due.last:
        made.issuers = list(due.last.issuers)
        made.to_confirm.append(f"没有认出发文机关，照上一份报告填了：{'、'.join(made.issuers)}")
    found = propose(Body(made.body), catalog, due.last)
    made.to_confirm += [f"按列举计数，是 {f.value}：{f.quote}" for f in found.figures if f.counted]
    return Imported(made, found, writing.report(made, found, due))


def next_report(due: Due) -> str | Finding:
    """Next year's file: the indicators of the report before, and its commitments as questions."""
    if due.last is None:
        return finding("no-earlier-report", Place("data/governments.yml"), found=due.government)
    return writing.empty(due, due.last)


def due_report(library: Collection, government: str, year: int) -> Due:
    """What is known of a report before it is written."""
    history = library.histories.get(government)
    owed = [(i.report.year, i.commitment) for i in history.followed if i.owed] if history else []
    last = last_report(library, government, year)
    return Due(government, year, last, [entry for entry in owed if entry[0] < year])


def unknown_government(library: Collection, government: str) -> Finding | None:
    """A government that nobody registered has no folder; this also keeps paths inside `docs/reports`."""
    known = library.catalog.governments
    if government in known:
        return None
    question = guess(government, known)
    return finding("unknown-government", Place("data/governments.yml"), found=government, guess=question)


def last_report(library: Collection, government: str, year: int) -> Report | None:
    """The government's last report before a year."""
    earlier = (report for report in library.by_government.get(government, ()) if report.year < year)
    return next(earlier, None)
