"""The project's own site is built without warnings and passes the checks of the other tests' sites."""

from __future__ import annotations

from pathlib import Path

from annual_reports.build import build
from annual_reports.sources import catalog, site_settings
from annual_reports.sources.yaml_reader import read_yaml
from support.reports import serious
from support.site_checks import blank_cells, broken_links, loaded_from_elsewhere, repeated_ids
from support.sites import ROOT


def test_every_link_leads_somewhere(own_site: Path):
    assert not broken_links(own_site)


def test_nothing_comes_from_another_host(own_site: Path):
    assert not loaded_from_elsewhere(own_site)


def test_ids_are_unique_and_cells_are_filled(own_site: Path):
    assert not repeated_ids(own_site)
    assert not list(blank_cells(own_site))


def test_the_data_are_sound():
    assert not catalog.read_catalog(ROOT / "data")[1]
    settings = read_yaml((ROOT / "data/site.yml").read_text(encoding="utf-8"), "data/site.yml")
    site_settings.read_publisher(settings)
    assert not settings.findings


def test_the_reports_need_no_work():
    assert not serious(build(ROOT).findings)


def test_every_report_is_published(own_site: Path):
    written = [path.relative_to(ROOT / "docs").with_suffix("") for path in ROOT.glob("docs/reports/*/*.md")]
    assert written
    assert not [path for path in written if not (own_site / path / "index.html").is_file()]


def test_a_deadline_names_no_article_that_nobody_has_seen_in_the_regulation_itself():
    deadlines = catalog.read_catalog(ROOT / "data")[0].deadlines.values()
    assert deadlines
    assert not [deadline.basis for deadline in deadlines if not deadline.basis.endswith("》")]
