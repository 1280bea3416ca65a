"""Faults drawn from a seed strike `make site` and `publish`: sites stay whole, and a rebuild is a build.

One number repeats one run: `SEEDS=17 make test-faults`, and `SEEDS=100-200` looks for more.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.commands import run_mkdocs
from support.publish_servers import Host, Sshd
from support.seeded_faults import FAULTS, Run, make_site, publish
from support.sites import PINGSHI, contents, copy_of

FIRST, _, LAST = os.environ.get("SEEDS", "1-25").partition("-")
SENTENCES = ("全镇又办了一件实事。", "全镇又办了两件实事。")
DISK = "size=64m"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder, on a small disk of its own if we may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", folder], capture_output=True, check=False
    )
    yield folder
    if mounted.returncode == 0:
        subprocess.run(["umount", "-l", folder], check=True)


def is_whole(release: Path) -> bool:
    """Return True if every file of a release has the digest in its list."""
    return (
        subprocess.run(["sha256sum", "--quiet", "-c", "files.sha256"], cwd=release, check=False).returncode
        == 0
    )


def built_from_nothing(project: Path, folder: Path) -> dict[str, bytes]:
    """Build a copy of what people wrote and what was recorded; return the files."""
    copy_of(project, folder)
    done = run_mkdocs(folder, "build", "--quiet", "--site-dir", str(folder / "built"))
    assert done.returncode == 0, done.stderr
    return contents(folder / "built")


def faults(run: Run, disk: Path, *, remote: bool) -> list[str]:
    """Draw two faults that can strike here."""
    possible = [fault for fault in FAULTS if fault != "a lost connection" or remote]
    if not os.path.ismount(disk):
        possible.remove("a full disk")
    return run.draw.sample(possible, 2)


@pytest.mark.parametrize("seed", range(int(FIRST), int(LAST or FIRST) + 1))
def test_after_any_faults_the_sites_are_whole_and_a_rebuild_is_a_build(
    seed: int, disk: Path, sshd: Sshd, tmp_path: Path
):
    project = copy_of(PINGSHI, disk / "project")
    run = Run(project, seed)
    remote = run.draw.random() < 0.5
    host = sshd.host(disk / "web") if remote else Host(str(disk / "web"), disk / "web")
    commands = {"site": make_site(), "publish": publish(host.dest, host.ssh)}
    for command in commands.values():
        run.finish(command)
    for sentence, fault in zip(SENTENCES, faults(run, disk, remote=remote), strict=True):
        before = contents(project / "site")
        home = project / "docs/index.md"
        home.write_text(f"{home.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")
        name = run.draw.choice(sorted(commands))
        run.strike(commands[name], fault)
        told = (seed, run.log)
        assert is_whole(host.root / "current"), told
        after = contents(project / "site")
        run.finish(commands["site"])
        assert after in ({}, before, contents(project / "site")), told
    run.finish(commands["publish"])
    assert is_whole(host.root / "current"), run.log
    run.finish(commands["site"])  # the publication recorded what changed, with its day
    wanted = built_from_nothing(project, tmp_path / "from-nothing")
    assert contents(project / "site") == wanted, (seed, run.log)
    live = host.live()
    assert {path: live.get(path) for path in wanted} == wanted, (seed, run.log)
