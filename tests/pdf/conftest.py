"""What the tests of printed documents share: a printer, and sites that have been printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annual_reports import reports, site
from annual_reports.model import Catalog, Report
from annual_reports.official import fonts, form
from annual_reports.official.printing import Printer, printer
from helpers import ROOT, written_report

Press = Callable[..., bytes]


@pytest.fixture(scope="session")
def machine() -> Printer:
    """The real printer; `make test-pdf` installs what it needs."""
    return printer()


@pytest.fixture(scope="session")
def press(machine: Printer) -> Press:
    """Print a report in the fonts that the project asks for, as far as there are any."""
    asked = site.read(ROOT)[0].catalog.fonts
    faces = fonts.faces(asked, fonts.lacking(asked, fonts.installed()))
    return lambda report, notice=None: machine.pdf(form.html(report, faces, "", notice))


@pytest.fixture(scope="session")
def real_report() -> Report:
    """平氏镇's report for 2024."""
    return site.read(ROOT)[0].reports[0]


@pytest.fixture(scope="session")
def write(demo_catalog: Catalog) -> Callable[..., Report]:
    """Make a report of the header's keys and a body."""

    def of(body: str, **header: object) -> Report:
        report, findings = reports.read(
            written_report(body, **header), "reports/demo/2024.md", "f.md", demo_catalog
        )
        assert report, [str(found) for found in findings]
        return report

    return of
