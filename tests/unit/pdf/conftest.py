"""A report that says as little or as much as a test wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.sources import report_reader
from support.reports import written_report

Writer = Callable[..., Report]


@pytest.fixture
def write(demo_catalog: Catalog) -> Writer:
    """Make a report of the header's keys and a body."""

    def of(body: str = "正文。", **header: object) -> Report:
        report, findings = report_reader.read_report(
            written_report(body, **header), "reports/demo/2024.md", "f.md", demo_catalog
        )
        assert report, [str(found) for found in findings]
        return report

    return of
