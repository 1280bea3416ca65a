"""What was withdrawn is gone from every release of the destination, and comes back on no way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.publish_servers import Host, Versions, is_live
from support.sites import REPORT, contents

SECRET = "身份证号不应公开的那个人"
SHARD = "search/index/00000000000{}/keys/0.bin"


def site(versions: Versions, folder: Path, number: int, *withdrawn: str, secret: bool = False) -> Path:
    """Copy a site; the copy has a page and a search file of its own, and a list of withdrawals."""
    copy = Path(shutil.copytree(versions.a, folder / f"site-{number}"))
    shard = copy / SHARD.format(number)
    shard.parent.mkdir(parents=True)
    shard.write_text(f"{number} {SECRET if secret else ''}", encoding="utf-8")
    (copy / "about/index.html").write_text(f"<p>{number} {SECRET if secret else ''}</p>", encoding="utf-8")
    if withdrawn:
        (copy / "data").mkdir(exist_ok=True)
        (copy / "data/withdrawn.txt").write_text("".join(f"{key}\n" for key in withdrawn), encoding="utf-8")
    return copy


def holds(folder: Path, word: str = SECRET) -> list[str]:
    """Return every file below a folder that contains a word."""
    return [path for path, content in contents(folder).items() if word.encode() in content]


@pytest.mark.parametrize("key", ["pingshi/2023", "pingshi/2024-1"])
def test_a_withdrawal_takes_the_text_out_of_all_releases_and_rollback_is_refused(
    host: Host, versions: Versions, tmp_path: Path, key: str
):
    for number in (1, 2):
        host.publish("--built", site(versions, tmp_path, number, secret=True))
    clean = site(versions, tmp_path, 3, key)
    said = host.publish("--built", clean)
    assert said.count("删掉含有撤下内容的旧版") == 2
    assert holds(host.root) == []
    assert not (host.root / "current" / SHARD.format(2)).exists(), "not lent either"
    said = host.publish("--rollback", status=1)
    assert "含有它的旧版都已删掉" in said
    assert "请把源文件改回要的样子" in said
    assert is_live(host, clean)


def test_releases_that_know_the_withdrawal_stay_and_lend_and_can_be_gone_back_to(
    folder: Host, versions: Versions, tmp_path: Path
):
    folder.publish("--built", site(versions, tmp_path, 1, secret=True))
    sites = [site(versions, tmp_path, number, "pingshi/2023") for number in (2, 3)]
    for each in sites:
        folder.publish("--built", each)
    assert [name[:4] for name in folder.releases()] == ["0002", "0003"]
    assert (folder.root / "current" / SHARD.format(2)).exists()
    folder.publish("--rollback")
    assert is_live(folder, sites[0])
    assert "都已删掉" in folder.publish("--rollback", status=1)
    assert holds(folder.root) == []


def test_a_second_withdrawal_drops_what_knew_only_the_first(folder: Host, versions: Versions, tmp_path: Path):
    folder.publish("--built", site(versions, tmp_path, 1, "pingshi/2023", secret=True))
    folder.publish("--built", site(versions, tmp_path, 2, "pingshi/2022", "pingshi/2023"))
    assert [name[:4] for name in folder.releases()] == ["0002"]
    assert holds(folder.root) == []


def test_a_site_that_does_not_know_the_withdrawal_is_not_published(
    host: Host, versions: Versions, tmp_path: Path
):
    host.publish("--built", site(versions, tmp_path, 1, "pingshi/2023", "pingshi/2024-1"))
    live = host.live()
    for number, known in ((2, ()), (3, ("pingshi/2023",))):
        old = site(versions, tmp_path, number, *known, secret=True)
        for options in ((), ("--dry-run",), ("--take-back",)):
            said = host.publish("--built", old, *options, status=1)
            assert "线上已经撤下了" in said
            assert "pingshi/2024-1" in said
    assert host.live() == live
    assert holds(host.root) == []


def test_a_withdrawal_by_mistake_is_lifted_by_name(folder: Host, versions: Versions, tmp_path: Path):
    folder.publish("--built", site(versions, tmp_path, 1, "pingshi/2023", "pingshi/2024"))
    right = site(versions, tmp_path, 2, "pingshi/2024")
    assert "pingshi/2023" in folder.publish("--built", right, "--restore", "pingshi/2024", status=1)
    folder.publish("--built", right, "--restore", "pingshi/2023")
    assert is_live(folder, right)


def test_what_an_interrupted_publish_left_goes_too(folder: Host, versions: Versions, tmp_path: Path):
    """Cut off before the removal; a transfer that never ended; a removal that never ended."""
    old, clean = site(versions, tmp_path, 1, secret=True), site(versions, tmp_path, 2, "pingshi/2023")
    folder.publish("--built", clean)
    shutil.copytree(old, folder.root / "releases/0009-00000000000f")
    for left in ("incoming", "discarded"):
        shutil.copytree(old, folder.root / left)
    assert "没有变化" in folder.publish("--built", clean)
    assert holds(folder.root) == []
    shutil.copytree(old, folder.root / "releases/0009-00000000000f")
    (folder.root / "switching").write_text("0009-00000000000f\n", encoding="utf-8")
    folder.publish("--rollback", status=1)
    assert not (folder.root / "releases/0009-00000000000f").exists()
    assert "没有变化" in folder.publish("--built", clean)
    assert holds(folder.root) == []


def withdraw(project: Path) -> None:
    """Withdraw the report of a project, as the guide says."""
    (project / REPORT).unlink()
    shutil.rmtree(project / "data/published/pingshi")
    text = "pingshi/2024: {date: 2026-04-15, reason: 含不应公开的个人信息}\n"
    (project / "data/withdrawn.yml").write_text(text, encoding="utf-8")


def test_from_the_sources_through_all_real_steps(folder: Host, project: Path, tmp_path: Path):
    """The only report is withdrawn; an old checkout, even one with its own ledger, cannot bring it back."""
    folder.publish("--site", project)
    stale = Path(shutil.copytree(project, tmp_path / "stale", symlinks=True))
    withdraw(project)
    folder.publish("--site", project)
    assert not [path for path in folder.live() if path.startswith("reports/pingshi/2024")]
    assert len(folder.releases()) == 1
    assert "都已删掉" in folder.publish("--rollback", status=1)
    assert "线上已经撤下了 pingshi/2024" in folder.publish("--site", stale, status=1)
    assert "线上已经撤下了 pingshi/2024" in folder.publish("--site", stale, "--dry-run", status=1)
    assert "没有变化" in folder.publish("--site", project)
