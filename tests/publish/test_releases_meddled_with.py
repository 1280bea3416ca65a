"""Somebody moved the link to the live release, or touched the lists: what was withdrawn stays away.

Each time a checkout that does not know of the withdrawal publishes first, then the right one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from support.publish_servers import Host, Versions, is_live
from support.sites import contents

KEY = "pingshi/2023"
SECRET = "身份证号不应公开的那个人"
LIST, WITHDRAWN = "files.sha256", "data/withdrawn.txt"


@pytest.fixture
def stale(versions: Versions, tmp_path: Path) -> Path:
    """A site that shows what is withdrawn."""
    site = Path(shutil.copytree(versions.a, tmp_path / "stale"))
    (site / "about/index.html").write_text(f"<p>{SECRET}", encoding="utf-8")
    return site


@pytest.fixture
def right(versions: Versions, tmp_path: Path) -> Path:
    """A site that lists it as withdrawn."""
    site = Path(shutil.copytree(versions.a, tmp_path / "right"))
    (site / WITHDRAWN).write_text(f"{KEY}\n", encoding="utf-8")
    return site


@pytest.fixture
def old(stale: Path, host: Host, tmp_path: Path) -> Path:
    """A copy of the release that was published before the withdrawal."""
    host.publish("--built", stale)
    return Path(shutil.copytree(host.root / "current/", tmp_path / host.releases()[0], symlinks=True))


@pytest.fixture
def withdrawn(old: Path, right: Path, host: Host) -> Host:
    """A destination where it was withdrawn."""
    assert old
    host.publish("--built", right)
    assert [name[:4] for name in host.releases()] == ["0002"]
    return host


def lead(host: Host, target: Path | str) -> None:
    (host.root / "current").unlink()
    (host.root / "current").symlink_to(target)


def copy_back(host: Host, old: Path, name: str = "") -> str:
    """Put the old release back among the others; return its path there."""
    shutil.copytree(old, host.root / "releases" / (name or old.name))
    return f"releases/{name or old.name}"


def mend_list(site: Path) -> None:
    """Write what lies in a release into its list, so that they agree."""
    lines = [line for line in (site / LIST).read_text(encoding="utf-8").splitlines() if WITHDRAWN not in line]
    (site / LIST).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


LINKS: dict[str, tuple[Callable[[Host, Path], object], str]] = {
    "gone": (
        lambda host, _: (host.root / "current").unlink(),
        "current 的链接不见了，应当指到 releases/0002-",
    ),
    "dangling": (lambda host, _: lead(host, "releases/9999-x"), "current 指到了别处（releases/9999-x）"),
    "moved aside": (
        lambda host, _: (host.root / "current").rename(host.root / "current.old"),
        "current 的链接不见了",
    ),
    "to the old release": (
        lambda host, old: lead(host, copy_back(host, old)),
        "current 指到了别处（releases/0001-",
    ),
    "outside": (lead, "current 指到了别处（/"),
}


def each_here_and_some_behind_ssh(kinds: Iterable[str], *behind_ssh: str) -> pytest.MarkDecorator:
    """Parametrize a test with destination and kind; the host's script is the same for both destinations."""
    cases = [*(("folder", kind) for kind in kinds), *(("server", kind) for kind in behind_ssh)]
    return pytest.mark.parametrize(("host", "kind"), cases, indirect=["host"])


@each_here_and_some_behind_ssh(LINKS, "gone", "to the old release")
def test_without_the_right_link_all_releases_are_asked(
    withdrawn: Host, stale: Path, right: Path, old: Path, kind: str
):
    move, told = LINKS[kind]
    move(withdrawn, old)
    for options in (("--take-back",), ("--dry-run", "--take-back")):
        said = withdrawn.publish("--built", stale, *options, status=1)
        assert told in said
        assert f"线上已经撤下了 {KEY}" in said
    assert "请先照常发布一次" in withdrawn.publish("--rollback", status=1)
    said = withdrawn.publish("--built", right)
    assert told in said
    assert "没有变化" not in said
    assert is_live(withdrawn, right)
    assert (withdrawn.root / "current").readlink().parent == Path("releases")
    assert not any(SECRET.encode() in content for content in contents(withdrawn.root / "releases").values())
    assert "没有变化" in withdrawn.publish("--built", right)


LISTS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda site: (site / WITHDRAWN).unlink(),
    "emptied": lambda site: (site / WITHDRAWN).write_text("", encoding="utf-8"),
    "emptied, and left out of the list": lambda site: (
        mend_list(site),
        (site / WITHDRAWN).write_text("", encoding="utf-8"),
    ),
    "a link": lambda site: ((site / WITHDRAWN).unlink(), (site / WITHDRAWN).symlink_to(os.devnull)),
    "a folder": lambda site: ((site / WITHDRAWN).unlink(), (site / WITHDRAWN).mkdir()),
    "deleted with the list": lambda site: ((site / WITHDRAWN).unlink(), (site / LIST).unlink()),
}


@each_here_and_some_behind_ssh(LISTS, "deleted", "deleted with the list")
def test_without_the_list_of_withdrawals_only_who_knows_it_publishes(
    withdrawn: Host, stale: Path, right: Path, kind: str
):
    LISTS[kind](withdrawn.root / "current")
    for options in (("--take-back",), ("--dry-run", "--take-back")):
        assert "看不出撤下过什么" in withdrawn.publish("--built", stale, *options, status=1)
    withdrawn.publish("--built", right)
    assert is_live(withdrawn, right)
    assert "没有变化" in withdrawn.publish("--built", right)


def test_who_withdraws_more_passes_and_who_names_it(withdrawn: Host, stale: Path, right: Path):
    (withdrawn.root / "current" / WITHDRAWN).unlink()
    (right / WITHDRAWN).write_text(f"pingshi/2022\n{KEY}\n", encoding="utf-8")
    withdrawn.publish("--built", right)
    (withdrawn.root / "current" / WITHDRAWN).unlink()
    withdrawn.publish("--built", stale, "--restore", KEY, status=1)
    withdrawn.publish("--built", stale, "--restore", KEY, "--restore", "pingshi/2022")
    assert is_live(withdrawn, stale)
    assert "没有变化" in withdrawn.publish("--built", stale), "no release lists it any more"


def test_the_pages_about_withdrawals_count_too(folder: Host, stale: Path, right: Path):
    page = right / "updates/withdrawn-pingshi-2023/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>撤下", encoding="utf-8")
    folder.publish("--built", right)
    for path in (LIST, WITHDRAWN, "sources.sha256"):
        (folder.root / "current" / path).unlink(missing_ok=True)
    assert "线上已经撤下了 withdrawn-pingshi-2023" in folder.publish("--built", stale, status=1)
    folder.publish("--built", right)
    assert is_live(folder, right)


def test_an_altered_release_does_not_stay_and_a_rehearsal_says_so(
    withdrawn: Host, right: Path, old: Path, tmp_path: Path
):
    newer = Path(shutil.copytree(right, tmp_path / "newer"))
    (newer / "about/index.html").write_text("<p>2", encoding="utf-8")
    shutil.copytree(old / "about", withdrawn.root / "current/notice")
    withdrawn.publish("--built", newer)
    assert [name[:4] for name in withdrawn.releases()] == ["0003"]
    copy_back(withdrawn, old)
    copy_back(withdrawn, old, ".0001-0123456789ab")
    shutil.copy(withdrawn.root / "current" / WITHDRAWN, copy_back_knowing(withdrawn, old))
    state = withdrawn.state()
    said = withdrawn.publish("--built", newer, "--dry-run")
    assert f"发布会删掉含有撤下内容的旧版 {old.name}" in said
    assert "发布会删掉含有撤下内容的旧版 .0001-0123456789ab" in said
    assert "发布会删掉被人动过的旧版 0001-aaaaaaaaaaaa" in said
    assert "releases 里有不是发布命令放的：.0001-0123456789ab" in said
    assert withdrawn.state() == state
    assert "没有变化" in withdrawn.publish("--built", newer)
    assert [name[:4] for name in withdrawn.releases()] == ["0003"]


def copy_back_knowing(host: Host, old: Path) -> Path:
    """Put the old release back under another name; return where its list of withdrawals belongs."""
    return host.root / copy_back(host, old, "0001-aaaaaaaaaaaa") / WITHDRAWN


def test_a_rollback_is_no_meddling(host: Host, versions: Versions):
    for site in (versions.a, versions.b, versions.a):
        host.publish("--built", site)
    host.publish("--rollback")
    said = host.publish("--rollback")
    assert "换成 0001-" in said
    assert "current" not in host.publish("--built", versions.a)
    host.publish("--built", versions.b)
    assert not (host.root / "rolled-back").exists()
    lead(host, f"releases/{host.releases()[0]}")
    assert "current 指到了别处（releases/0001-" in host.publish("--built", versions.b)


def test_with_the_lists_deleted_a_stale_checkout_stops_and_the_one_that_published_mends(
    folder: Host, project: Path, tmp_path: Path
):
    folder.publish("--site", project)
    stale = Path(shutil.copytree(project, tmp_path / "stale project", symlinks=True))
    (project / "docs/reports/pingshi/2024.md").unlink()
    text = "pingshi/2024: {date: 2026-04-15, reason: 含不应公开的个人信息}\n"
    (project / "data/withdrawn.yml").write_text(text, encoding="utf-8")
    said = folder.publish("--rollback", "--site", project, status=1)
    assert "还没有发布的有 pingshi/2024" in said
    said = folder.publish("--site", project)
    assert "撤下的内容还在 data/published/pingshi/2024-1.txt" in said
    shutil.rmtree(folder.root / "current/updates", ignore_errors=True)
    for path in (WITHDRAWN, LIST, "sources.sha256"):
        (folder.root / "current" / path).unlink()
    for options in ((), ("--take-back",)):
        assert "看不出撤下过什么" in folder.publish("--site", stale, *options, status=1)
    home = project / "docs/index.md"
    home.write_text(f"{home.read_text(encoding='utf-8').rstrip()}\n\n又一句。\n", encoding="utf-8")
    assert "发布好了" in folder.publish("--site", project)
    (folder.root / "current/sources.sha256").unlink()
    said = folder.publish("--site", stale, "--dry-run", status=1)
    assert "线上已经撤下了 pingshi/2024" in said
    assert "没有变化" not in folder.publish("--site", project)


def test_a_rehearsal_stops_where_a_publish_would(folder: Host, project: Path):
    folder.publish("--site", project)
    ledger = folder.root / "current/data/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"2026-04-15", b"2026-04-16"))
    said = folder.publish("--site", project, status=1)
    assert said.splitlines()[-1] in folder.publish("--site", project, "--dry-run", status=1)
