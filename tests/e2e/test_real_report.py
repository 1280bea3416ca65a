"""The real report of 平氏镇 for 2024 is published word for word, with every figure that it gives."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from annual_reports.build import build
from annual_reports.domain.model import Report
from annual_reports.domain.quantities import find
from support.commands import run_mkdocs
from support.html_page import Html
from support.reports import serious
from support.sites import PINGSHI, SEED

PAGE_BREAKS = (
    "紧紧围绕建设法治社会的目标任务",
    "把握矛盾调处工作的主动性，做到早发现",
    "加强普法教育，全面提高依法行政意识",
)


def folded(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def report() -> Report:
    site = build(PINGSHI)
    assert not serious(site.findings)
    found = site.by_path["reports/pingshi/2024.md"].report
    assert isinstance(found, Report)
    return found


def test_the_checks_say_nothing_of_it_that_is_not_so():
    """It cites what `data/laws.yml` does not know; that it cites what was replaced is acknowledged."""
    told = [(f.code, f.message.split("》")[0]) for f in build(PINGSHI).findings]
    assert told == [
        ("citation-unknown", "《中共中央关于全面推进依法治国若干重大问题的决定"),
        ("citation-unknown", "《全面推进依法行政实施纲要"),
        ("citation-unknown", "《法治南阳（法治政府）建设实施方案 2022-2025"),
        ("citation-unknown", "《桐柏县法治政府建设实施方案 2022-2025"),
    ]


def test_head_and_body_are_the_signed_text(report: Report):
    body = re.sub(r"^#+ ", "", report.body, flags=re.MULTILINE)
    parts = (report.letterhead, report.document_number, report.title, body)
    assert folded("".join(map(str, parts))) == folded(SEED.read_text(encoding="utf-8"))


def test_the_three_cut_sentences_are_whole_again(report: Report):
    for sentence in PAGE_BREAKS:
        assert sentence in report.body


def test_headings_stand_at_their_levels(report: Report):
    headings = re.findall(r"^(#+) (.*)$", report.body, flags=re.MULTILINE)
    assert [(len(level), text[:4]) for level, text in headings] == [
        (2, "一是强化"),
        (2, "二是加强"),
        (2, "三是夯实"),
        (3, "一是优化"),
        (3, "二是强化"),
        (3, "三是加大"),
        (2, "四是严格"),
    ]


def test_every_figure_of_the_text_is_given(report: Report):
    given = {figure.text for figure in report.figures if not figure.counted}
    assert given == {"46 次", "980 人次", "44 次", "2330 人次", "526 余件", "100%"}
    assert {report.body[slice(*quantity.span)] for quantity in find(report.body)} == given
    (counted,) = [figure for figure in report.figures if figure.counted]
    assert (counted.text, report.body[slice(*counted.evidence.span)]) == ("2 个", "北西村、计庄村")


def test_particulars_are_those_of_the_text_and_nothing_is_invented(report: Report):
    assert report.issuers == ("中共平氏镇委员会", "平氏镇人民政府")
    assert report.document_number == "平发〔2024〕46号"
    assert (report.issued, report.published, report.index_number) == (None, None, None)
    assert len(report.shortcomings) == 4
    assert len(report.commitments) == 3


def test_the_page_shows_the_signed_text(site_folder: Path):
    page = (site_folder / "reports/pingshi/2024/index.html").read_text(encoding="utf-8")
    assert folded(Html.of(page, "ar-document").text).replace("¶", "") == folded(
        SEED.read_text(encoding="utf-8")
    )


def test_every_figure_leads_to_its_sentence_and_on_to_its_sheet(site_folder: Path, report: Report):
    page = Html.of((site_folder / "reports/pingshi/2024/index.html").read_text(encoding="utf-8"))
    for figure in report.figures:
        id_ = figure.indicator.id
        assert [page.ids.count(f"{kind}-{id_}") for kind in ("evidence", "figure", "fact")] == [1, 1, 1]
        assert {f"#evidence-{id_}", f"#fact-{id_}"} <= set(page.links)


def test_the_sheets_weigh_little(site_folder: Path):
    """Seven sheets take 1.2 KB at most, compressed as web hosts do."""
    page = (site_folder / "reports/pingshi/2024/index.html").read_bytes()
    sheets = re.sub(rb'<section class="ar-fact".*?</section>', b"", page, flags=re.DOTALL)
    assert len(gzip.compress(page, 9)) - len(gzip.compress(sheets, 9)) <= 1200


def test_a_plain_build_warns_of_nothing(project: Path):
    """Nor does Python of anything that the adapter asks of MkDocs."""
    done = run_mkdocs(project, "build")
    assert done.returncode == 0
    assert "Documentation built" in done.stderr
    assert not re.search("warning", done.stderr, re.IGNORECASE)
