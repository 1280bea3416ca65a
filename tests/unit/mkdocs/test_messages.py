"""Findings, wrong settings and full disks are told to staff as MkDocs tells things."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from annual_reports.domain.findings import Place, finding
from annual_reports_mkdocs import messages
from annual_reports_mkdocs.plugin import Options

ERROR = finding("file-kind", Place("docs/a.exe"), found="a.exe")
WARNING = finding("doubled-word", Place("docs/a.md", 3), found="坚持坚持")


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "mkdocs")
    return caplog


def test_errors_stop_the_build_all_at_once(told: pytest.LogCaptureFixture):
    with pytest.raises(PluginError, match="检查出 2 处错误，网站没有更新") as stopped:
        messages.report([ERROR, WARNING, ERROR], preview=False)
    assert str(stopped.value).count("a.exe") >= 2
    assert [record.levelname for record in told.records] == ["WARNING"]


def test_a_preview_goes_on_and_says_so(told: pytest.LogCaptureFixture):
    messages.report([ERROR], preview=True)
    assert "有错误的报告暂不显示" in told.records[-1].getMessage()
    assert told.records[-1].levelname == "ERROR"


def test_nothing_is_said_of_a_site_without_findings(told: pytest.LogCaptureFixture):
    messages.report([], preview=False)
    assert not told.records


@pytest.mark.parametrize("address", ["example.gov.cn", "https://example.gov.cn/?a", "ftp://example.gov.cn/"])
def test_an_address_below_which_no_page_can_lie_is_refused_with_an_example(address: str):
    with pytest.raises(PluginError, match=r"例如 https://example\.gov\.cn/zwgk/nianbao/"):
        messages.check_site_url(address)


@pytest.mark.parametrize("address", [None, "", "https://example.gov.cn/zwgk/nianbao/"])
def test_an_address_may_be_missing(address: str | None):
    messages.check_site_url(address)


@pytest.mark.parametrize("options", [{"search_index": "nein"}, {"serch_index": False}])
def test_a_wrong_option_is_told_with_its_name(options: dict[str, object]):
    with pytest.raises(PluginError, match=next(iter(options))):
        messages.load_options(options, Options())


@pytest.mark.parametrize("given", ["nein", ["search_index"], 5, False])
def test_options_that_are_no_mapping_are_told(given: object):
    with pytest.raises(PluginError, match=r"annual_reports: .*例如 search_index: true"):
        messages.load_options(given, Options())


def test_a_full_disk_is_explained_with_the_file():
    with pytest.raises(PluginError, match=r"No space left on device（site/index\.html）"):
        messages.explain_disk_error(OSError(28, "No space left on device", "site/index.html"))


def test_a_file_that_we_may_not_read_is_no_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(messages, "is_closed", lambda path: path == tmp_path)
    with pytest.raises(PluginError, match="没有读的权限") as told:
        messages.explain_disk_error(PermissionError(13, "Permission denied", str(tmp_path)))
    assert "磁盘" not in str(told.value)


def test_an_error_of_the_program_is_no_disk_error():
    messages.explain_disk_error(ValueError("a bug"))
    messages.explain_disk_error(OSError("a template that is not there"))
