"""The hook reads its options anew for each build: one object serves a whole preview."""

from __future__ import annotations

import pytest
from mkdocs.config import load_config

from annual_reports_mkdocs.plugin import AnnualReports
from support.sites import PINGSHI


@pytest.fixture
def plugin() -> AnnualReports:
    return AnnualReports()


def is_indexed(plugin: AnnualReports, **extra: object) -> bool:
    """Return the option after one reading of the settings."""
    config = load_config(str(PINGSHI / "mkdocs.yml"))
    config.extra.update(extra)
    plugin.on_config(config)
    return plugin._options.search_index  # noqa: SLF001  # nothing else tells it without a build


def test_without_options_there_is_a_search_index(plugin: AnnualReports):
    assert is_indexed(plugin)
    assert is_indexed(plugin, annual_reports=None)


def test_an_option_that_is_taken_out_again_no_longer_holds(plugin: AnnualReports):
    assert not is_indexed(plugin, annual_reports={"search_index": False})
    assert is_indexed(plugin)


def test_the_options_of_an_installed_plugin_hold_for_every_build(plugin: AnnualReports):
    plugin.load_config({"search_index": False})
    assert not is_indexed(plugin)
    assert not is_indexed(plugin)
