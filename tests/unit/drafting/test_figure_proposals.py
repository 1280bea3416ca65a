"""The figures that a text seems to give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.build import read
from annual_reports.documents.paragraphs import Paragraph, SourceDocument
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.findings import errors
from annual_reports.drafting.due_report import DueReport
from annual_reports.drafting.figure_proposals import propose_figures
from annual_reports.drafting.import_document import make_draft
from annual_reports.drafting.quote_proposals import propose_quotes
from annual_reports.sources import catalog, report_reader
from support.sites import PINGSHI, ROOT

PROPOSALS = sorted((ROOT / "tests/golden/proposals").iterdir())
LEFT_TO_STAFF = frozenset({"legal-guides", "file-reviews", "trainings"})
"""Indicators of the field that the county's reports name, and that its staff did not list."""


def test_all_figures_of_the_real_report_are_proposed_and_no_other():
    library, _ = read(PINGSHI)
    (report,) = library.reports
    setting = setting_of(report.government, report.year, library.catalog)
    found = propose_figures(Body(report.body), library.catalog, setting)
    assert {p.indicator.id: p.value for p in found.figures} == {
        f.indicator.id: f.text for f in report.figures
    }
    assert not found.unclaimed
    quotes = propose_quotes(report.body, report.year)
    assert list(quotes.shortcomings) == [s.quote for s in report.shortcomings]
    assert list(quotes.plans) == [c.quote for c in report.commitments]


def test_of_the_countys_figures_nearly_all_are_proposed_and_none_wrongly(county: Collection):
    wrong, missed, right = [], [], 0
    for report in county.reports:
        setting = setting_of(report.government, report.year, county.catalog)
        found = propose_figures(Body(report.body), county.catalog, setting, county.before(report))
        wanted = {f.indicator.id: f.text for f in report.figures}
        values = {p.indicator.id: p.value for p in found.figures if p.indicator.id not in LEFT_TO_STAFF}
        wrong += [(report.path, id_) for id_ in values if values[id_] != wanted.get(id_)]
        missed += [(report.path, id_) for id_ in wanted if id_ not in values]
        right += sum(values.get(id_) == value for id_, value in wanted.items())
    assert not wrong
    assert len(missed) <= 0.05 * right


def test_what_is_missing_since_last_year_is_named(county: Collection):
    last = county.by_government["jia"][0]
    found = propose_figures(Body("全年排查矛盾纠纷 300 件。"), county.catalog, last=last)
    assert [p.indicator.name for p in found.figures] == ["排查矛盾纠纷"]
    assert len(found.missing) == len(last.figures) - 1


def test_the_same_words_as_last_year_count_for_more_than_a_name(county: Collection):
    last = county.by_government["jia"][0]
    figure = last.figures[0]
    before = last.body[figure.evidence.sentence.span[0] : figure.evidence.span[0]]
    found = propose_figures(Body(f"{before}{figure.text}。"), county.catalog, last=last)
    assert [(p.indicator, p.value) for p in found.figures] == [(figure.indicator, figure.text)]


@pytest.mark.parametrize(
    "case", sorted((ROOT / "tests/golden/proposals").iterdir()), ids=lambda case: case.stem
)
def test_a_draft_with_its_figures_is_read_without_errors(case: Path, demo_catalog: Catalog):
    """But for the points that a person must confirm."""
    text = "示范镇人民政府关于2024年法治政府建设情况的报告\n\n" + case.read_text("utf-8").partition("===")[0]
    paragraphs = [
        Paragraph(block.strip("# \n"), is_table=block.startswith("|")) for block in text.split("\n\n")
    ]
    due = DueReport(government="demo", year=2024, last=None, owed=())
    draft = make_draft(SourceDocument(tuple(paragraphs)), demo_catalog, due).text
    place = "reports/demo/2024.md"
    _, findings = report_reader.read_report(draft.encode(), place, f"docs/{place}", demo_catalog)
    assert {found.code for found in errors(findings)} <= {"unconfirmed"}, draft


@given(st.text(alphabet="法治讲座排查矛盾纠纷12场件，。、村\n 共余", max_size=80))
def test_every_proposal_stands_in_the_text(text: str):
    known: Catalog = catalog.read_catalog(ROOT / "tests/golden/catalog")[0]
    body = Body(text)
    found = propose_figures(body, known)
    assert len({p.indicator.id for p in found.figures}) == len(found.figures)
    for proposal in found.figures:
        assert proposal.counted or body.text_at(proposal.span) == proposal.value
        assert proposal.quote is None or spans_of_quote(body, proposal.quote)
