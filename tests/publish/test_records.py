"""Publishing brings the ledger's new lines into `data/`, and refuses what contradicts the ledger."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.commands import run_command, run_mkdocs
from support.publish_servers import Host
from support.sites import COUNTY, contents, edit

BEFORE, AFTER = "526 余件", "562 余件"
WHAT = f"figure: 排查矛盾纠纷, before: {BEFORE}, after: {AFTER}"
CORRECTION = f"corrections: [{{date: 2026-04-15, {WHAT}, reason: 试一试}}]\n---\n\n"
LEDGER = "data/ledger.jsonl"
TEXT = "data/published/pingshi/2024-1.txt"


def forget(project: Path) -> None:
    """Remove the records of the last publish, as on a machine that was killed right after the switch."""
    (project / LEDGER).unlink()
    shutil.rmtree(project / "data/published")


@pytest.fixture
def published(host: Host, project: Path) -> Path:
    """A project that was published once."""
    assert "新登记 1 份报告" in host.publish("--site", project)
    return project


def test_what_was_published_is_recorded_once(host: Host, published: Path):
    live = host.live()
    assert live[LEDGER] == (published / LEDGER).read_bytes()
    assert live["reports/pingshi/2024/text-1.txt"] == (published / TEXT).read_bytes()
    said = host.publish("--site", published)
    assert "没有变化" in said
    assert "新登记" not in said


def test_what_the_last_publish_could_not_bring_home_is_found_on_the_live_site(host: Host, published: Path):
    known = contents(published / "data")
    forget(published)
    said = host.publish("--site", published)
    assert "没有变化。补登记 1 份报告" in said
    assert contents(published / "data") == known


def test_a_quiet_change_is_not_published_even_where_the_ledger_was_lost(host: Host, published: Path):
    live = host.live()
    forget(published)
    edit(published, (BEFORE, AFTER))
    said = host.publish("--site", published, status=1)
    assert "published-words-changed" in said
    assert "〖526〗余件" in said
    assert host.live() == live


def test_a_correction_is_published_with_the_text_before(host: Host, published: Path):
    edit(published, (BEFORE, AFTER), ("---\n\n", CORRECTION))
    assert "新登记 1 份报告" in host.publish("--site", published)
    live = host.live()
    assert BEFORE.encode() in live["reports/pingshi/2024/version-1/index.html"]
    assert live["reports/pingshi/2024/text-1.txt"] == (published / TEXT).read_bytes()
    assert run_command(published, "verify").returncode == 0


def test_a_live_ledger_that_somebody_altered_is_told(host: Host, published: Path):
    ledger = host.root / "current" / LEDGER
    ledger.write_bytes(ledger.read_bytes().replace(b'"corrections":[]', b'"corrections":[1]'))
    live = host.live()
    said = host.publish("--site", published, status=1)
    assert "有一边被改过" in said
    assert host.live() == live


def test_sources_with_another_history_are_not_published(host: Host, published: Path):
    shutil.copy(COUNTY / LEDGER, published / LEDGER)
    said = host.publish("--site", published, status=1)
    assert "从第 1 行起不同" in said


def test_a_slip_in_the_destination_takes_nothing_over(host: Host, project: Path, county_folder: Path):
    host.publish("--built", shutil.copytree(county_folder, project.parent / "county"))
    before, live = contents(project / "data"), host.live()
    said = host.publish("--site", project, status=1)
    assert "网站上登记着这里没有的报告" in said
    assert "DEST" in said
    assert (contents(project / "data"), host.live()) == (before, live)


def test_a_site_that_was_built_before_the_live_one_is_not_put_over_it(host: Host, published: Path):
    old = published.parent / "old"
    assert run_mkdocs(published, "build", "--site-dir", str(old)).returncode == 0
    edit(published, (BEFORE, AFTER), ("---\n\n", CORRECTION))
    host.publish("--site", published)
    live = host.live()
    assert "会丢掉已经登记的内容" in host.publish("--built", old, status=1)
    assert "不是由这里的报告做的" in host.publish("--built", old, "--site", published, status=1)
    assert host.live() == live
    known = contents(published / "data")
    host.publish("--rollback")
    assert "发布好了" in host.publish("--site", published)
    assert contents(published / "data") == known


def test_a_rehearsal_records_nothing(host: Host, project: Path):
    before = contents(project / "data")
    host.publish("--site", project, "--dry-run")
    assert contents(project / "data") == before


def test_a_publish_that_cannot_be_recorded_says_so_and_the_next_one_makes_up_for_it(
    host: Host, project: Path
):
    (project / "data/published").write_text("a file in the way", encoding="utf-8")
    said = host.publish("--site", project, status=1)
    assert "网站已经发布，但登记没有写进 data" in said
    assert not (project / LEDGER).exists()
    (project / "data/published").unlink()
    host.publish("--site", project)
    assert (project / LEDGER).read_bytes() == host.live()[LEDGER]
