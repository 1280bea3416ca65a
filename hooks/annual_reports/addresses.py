"""Where each thing has its page: source paths below `docs/`. They never change once published."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from annual_reports.model import Evidence, Figure, Government, Indicator, Report

HOME = "index.md"
REPORTS = "reports/index.md"
INDICATORS = "indicators/index.md"
SEARCH = "search.md"


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


def latest_of(government: Government) -> str:
    """The address that always leads to a government's newest report."""
    return f"reports/{government.id}/latest/index.html"


def evidence_anchor(figure: Figure) -> str:
    """Where, on the report's page, the figure stands in the signed text."""
    return f"evidence-{figure.indicator.id}"


def figure_anchor(figure: Figure) -> str:
    """Where, on the report's page, the figure stands in the table."""
    return f"figure-{figure.indicator.id}"


def sentence_anchor(evidence: Evidence) -> str:
    """Where, on the report's page, a sentence of the signed text stands."""
    return f"sentence-{evidence.sentence.number}"
