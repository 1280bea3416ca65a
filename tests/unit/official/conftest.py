"""A report that says as little or as much as a test wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annual_reports import reports
from annual_reports.model import Catalog, Report
from helpers import written_report

Writer = Callable[..., Report]


@pytest.fixture
def write(demo_catalog: Catalog) -> Writer:
    """Make a report of the header's keys and a body."""

    def of(body: str = "正文。", **header: object) -> Report:
        report, findings = reports.read(
            written_report(body, **header), "reports/demo/2024.md", "f.md", demo_catalog
        )
        assert report, [str(found) for found in findings]
        return report

    return of
