"""Fixtures for the tests of printed documents: a printer, and reports to print."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annual_reports import build
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.pdf import fonts, layout
from annual_reports.pdf.printer import Printer, load_printer
from annual_reports.sources import report_reader
from support.reports import written_report
from support.sites import PINGSHI

Press = Callable[..., bytes]


@pytest.fixture(scope="session")
def machine() -> Printer:
    """The real printer; `make test-pdf` installs what it needs."""
    return load_printer()


@pytest.fixture(scope="session")
def press(machine: Printer) -> Press:
    """Function that prints a report in those of the project's fonts that are installed."""
    asked = build.read(PINGSHI)[0].catalog.fonts
    faces = fonts.faces(asked, fonts.missing_levels(asked, fonts.installed_families()))
    return lambda report, notice=None: machine.pdf(layout.html(report, faces, "", notice))


@pytest.fixture(scope="session")
def real_report() -> Report:
    """平氏镇's report for 2024."""
    return build.read(PINGSHI)[0].reports[0]


@pytest.fixture(scope="session")
def write(demo_catalog: Catalog) -> Callable[..., Report]:
    """Function that makes a report from a body and the header's keys."""

    def of(body: str, **header: object) -> Report:
        report, findings = report_reader.read_report(
            written_report(body, **header), "reports/demo/2024.md", "f.md", demo_catalog
        )
        assert report, [str(found) for found in findings]
        return report

    return of
