"""Where each thing has its page: source paths below `docs/`. They never change once published."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import Any

from annual_reports.ledger.chain import Entry
from annual_reports.model import Evidence, Figure, Government, Indicator, Law, Report, Sentence

HOME = "index.md"
REPORTS = "reports/index.md"
INDICATORS = "indicators/index.md"
COMPARE = "compare/index.md"
COMMITMENTS = "commitments/index.md"
CITATIONS = "citations/index.md"
UPDATES = "updates/index.md"
DATA = "data/index.md"
SEARCH = "search.md"
REPORT_ERROR = "report-error.md"
DESK = "desk/index.md"
GUIDE = "guide/index.md"
GUIDE_FINDINGS = "guide/findings.md"
GUIDE_FIELDS = "guide/fields.md"

ALL_FIGURES = "data/figures.csv"
ALL_FIGURES_JSON = "data/figures.json"
ALL_REPORTS = "data/reports.csv"
COMMITMENTS_TABLE = "commitments/commitments.csv"
CITATIONS_TABLE = "citations/citations.csv"
UPDATES_TABLE = "updates/updates.csv"
LEDGER = "data/ledger.jsonl"
VERIFY = "verify/index.md"

ONLY_IF_FILLED = frozenset({INDICATORS, COMPARE, COMMITMENTS, CITATIONS, UPDATES, DATA})
"""Pages that are not made while they would be empty, so that a menu must do without them."""


_SITE_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>\\]+(?:/[^\s?#\"'<>\\]*)?")


def is_site_address(written: str) -> bool:
    """Whether it is an address below which a site can lie: a host and maybe a folder, nothing behind."""
    return _SITE_ADDRESS.fullmatch(written) is not None


@singledispatch
def page_of(target: Any) -> str:
    """The page of a report, government, indicator, figure or year; a source path is its own page."""
    raise TypeError(f"{target!r} has no page")


@page_of.register
def _(target: str) -> str:
    return target


@page_of.register
def _(target: Report) -> str:
    return target.path


@page_of.register
def _(target: Government) -> str:
    return f"reports/{target.id}/index.md"


@page_of.register
def _(target: int) -> str:
    return f"years/{target}.md"


@page_of.register
def _(target: Indicator) -> str:
    return f"indicators/{target.id}.md"


def embed_of(report: Report) -> str:
    """The report alone, as one file for another system to take over."""
    return f"{report.path.removesuffix('.md')}/embed.html"


def pdf_of(report: Report) -> str:
    """The report in the form of an official document, beside its page."""
    return f"{report.path.removesuffix('.md')}/report.pdf"


def scan_of(report: Report) -> str:
    """The scan of the signed original, if people put one beside the report."""
    return f"{report.path.removesuffix('.md')}.pdf"


def text_of(entry: Entry) -> str:
    """The signed text of one version, as the ledger keeps it."""
    return f"reports/{entry.report}/text-{entry.version}.txt"


def version_of(entry: Entry) -> str:
    """The page that shows a text which a correction replaced."""
    return f"reports/{entry.report}/version-{entry.version}.md"


def digests_of(prefix: str) -> str:
    """The file that lists the published digests which begin so."""
    return f"verify/digests/{prefix or 'all'}.json"


def latest_of(government: Government) -> str:
    """The address that always leads to a government's newest report."""
    return f"reports/{government.id}/latest/index.html"


def figures_table_of(target: Government | Indicator) -> str:
    """The table of a government's or an indicator's figures."""
    folder = "reports" if isinstance(target, Government) else "indicators"
    return f"{folder}/{target.id}/figures.csv"


def years_of(government: Government) -> str:
    """The page on which any two years of a government are compared."""
    return f"compare/{government.id}/index.md"


def years_table_of(government: Government) -> str:
    """The table of all its changes."""
    return f"compare/{government.id}/changes.csv"


def pair_of(earlier: Report, later: Report) -> str:
    """The page that compares two reports that follow each other."""
    return f"compare/{later.government.id}/{earlier.year}-{later.year}.md"


def pair_anchor(earlier: Report, later: Report) -> str:
    """Where, on the page of its years, a government's two reports are compared."""
    return f"{earlier.year}-{later.year}"


def towns_of(year: int) -> str:
    """The page on which the governments stand side by side."""
    return f"compare/{year}.md"


def towns_table_of(year: int) -> str:
    """The table of one year."""
    return f"compare/{year}/figures.csv"


def commitment_anchor(report: Report, id_: str) -> str:
    """Where a commitment stands on the page of all commitments."""
    return f"{report.government.id}-{report.year}-{id_}"


def citation_anchor(standing: str, law: Law | None) -> str:
    """Where a law is listed on the page of all citations; of one that is not registered, its section."""
    return f"{standing}-{law.id}" if law else standing


def likeness_table_of(government: Government) -> str:
    """The table of like reports among the governments below one."""
    return f"reports/{government.id}/likeness.csv"


def evidence_anchor(figure: Figure) -> str:
    """Where, on the report's page, the figure stands in the signed text."""
    return f"evidence-{figure.indicator.id}"


def figure_anchor(figure: Figure) -> str:
    """Where, on the report's page, the figure stands in the table."""
    return f"figure-{figure.indicator.id}"


def sentence_anchor(place: Sentence | Evidence) -> str:
    """Where, on the report's page, a sentence of the signed text stands."""
    sentence = place if isinstance(place, Sentence) else place.sentence
    return f"sentence-{sentence.number}"
