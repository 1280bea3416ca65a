"""A checkout that never had what is live does not quietly take it back; one that had it is not asked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support.publish_servers import Host
from support.sites import REPORT, edit

BEFORE, AFTER = "published: null", "published: 2025-03-27"
"""An edit of the header, of which the ledger knows nothing."""


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.cn", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def copy(project: Path, name: str) -> Path:
    """Copy a project as somebody else has it: without what the commands left for themselves."""
    ignored = shutil.ignore_patterns(".cache")
    return Path(shutil.copytree(project, project.parent / name, symlinks=True, ignore=ignored))


@pytest.fixture
def stale(folder: Host, project: Path) -> Path:
    """A checkout that has the first publication; since then `project` published an edit and a new page."""
    folder.publish("--site", project)
    stale = copy(project, "stale")
    edit(project, (BEFORE, AFTER))
    (project / "docs/notice.md").write_text("# 说明\n\n新的一页。\n", encoding="utf-8")
    folder.publish("--site", project)
    return stale


def test_what_would_be_taken_back_is_listed_and_not_published(folder: Host, stale: Path):
    live = folder.live()
    said = folder.publish("--site", stale, status=1)
    assert f"  {REPORT}\n" in said
    assert "  docs/notice.md\n" in said
    assert "共 2 个文件" in said
    assert folder.live() == live
    assert f"  {REPORT}\n" in folder.publish("--site", stale, "--dry-run", status=1)
    assert "发布好了" in folder.publish("--site", stale, "--take-back")
    assert "没有变化" in folder.publish("--site", stale), "it is asked once"


def test_who_has_the_edits_is_not_asked(folder: Host, stale: Path, project: Path):
    """Fetched in whatever way, and edited further; then the first person again, who has not the last edit."""
    shutil.rmtree(stale / "docs")
    shutil.copytree(project / "docs", stale / "docs")
    (stale / "docs/notice.md").write_text("# 说明\n\n改了两次的一页。\n", encoding="utf-8")
    said = folder.publish("--site", stale, status=1)
    assert "  docs/notice.md\n" in said
    assert REPORT not in said
    shutil.copy(project / "data/published/sources.sha256", stale / "data/published")
    folder.publish("--site", stale)
    assert "  docs/notice.md\n" in folder.publish("--site", project, status=1)


def test_a_page_that_somebody_deleted_does_not_come_back(folder: Host, project: Path):
    (project / "docs/notice.md").write_text("# 说明\n", encoding="utf-8")
    folder.publish("--site", project)
    stale = copy(project, "stale")
    (project / "docs/notice.md").unlink()
    folder.publish("--site", project)
    assert "  docs/notice.md\n" in folder.publish("--site", stale, status=1)


def test_a_rollback_asks_nobody(folder: Host, project: Path):
    folder.publish("--site", project)
    edit(project, (BEFORE, AFTER))
    folder.publish("--site", project)
    folder.publish("--rollback")
    edit(project, (AFTER, "published: 2025-03-28"))
    assert "发布好了" in folder.publish("--site", project)


def test_a_clean_clone_knows_by_its_history(folder: Host, project: Path):
    """As in continuous integration, where the record of the last run may not have been pushed."""
    (project / ".gitignore").write_text(".cache\ndata/published\ndata/ledger.jsonl\n", encoding="utf-8")
    git(project, "init", "--quiet")
    for text in (AFTER, "published: 2025-03-28"):
        git(project, "add", ".")
        git(project, "commit", "--quiet", "-m", text)
        edit(project, (BEFORE if text == AFTER else AFTER, text))
    stale = copy(project, "stale")
    git(stale, "checkout", "--quiet", "--", "docs")
    git(stale, "reset", "--quiet", "--hard", "HEAD^")
    git(project, "commit", "--quiet", "--all", "-m", "last")
    git(project, "checkout", "--quiet", "HEAD^")
    folder.publish("--site", copy(project, "first run"))
    git(project, "checkout", "--quiet", "-")
    assert "发布好了" in folder.publish("--site", copy(project, "second run"))
    assert f"  {REPORT}\n" in folder.publish("--site", stale, status=1)
