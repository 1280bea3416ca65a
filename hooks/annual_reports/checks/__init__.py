"""Checks that need the catalog, other reports or the ledger; one module per subject.

Each check yields findings and changes nothing; `CHECKS` lists the checks of every build. May import every
room up to `analysis`; must not look at pages or the finished site. A text alone is checked in `proofreading`;
the form of a header, and its claims against the body, in `sources` while it is parsed. What a title, a number
or a date says is checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.checks import (
    answers,
    citations,
    contexts,
    extents,
    figures,
    governments,
    names,
    particulars,
    published,
    relations,
    restatements,
    statements,
    withdrawals,
    witnesses,
)
from annual_reports.domain.findings import Finding

CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    particulars.title_years,
    particulars.document_numbers,
    particulars.dates,
    figures.year_over_year,
    relations.broken_relations,
    contexts.figures_in_context,
    contexts.unclaimed_amounts,
    extents.figures_of_others_and_parts,
    restatements.restated_years,
    names.other_governments,
    governments.uncollected_governments,
    citations.cited_laws,
    answers.unknown_commitments,
    answers.unanswered_commitments,
    published.altered_contents,
    published.moved_cells,
    published.missing_reports,
    published.missing_texts,
    published.correction_dates,
    statements.missing_statements,
    statements.unknown_texts,
    withdrawals.withdrawal_dates,
    witnesses.contradictions,
)
"""Checks of every build. `similarity` and `ledger_audit` run on request, `links` once the pages are known."""
