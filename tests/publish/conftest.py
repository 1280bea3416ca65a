"""Fixtures for the tests of publishing: two versions of a site, an SSH server, and sites behind nginx."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.commands import run_mkdocs
from support.header_sites import Sites, served
from support.publish_servers import SSHD, Host, Sshd, Versions, answers, free_port, program, running
from support.sites import PINGSHI, copy_of, give_own_hooks


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Two versions of a site, built once by the real command; publishing only writes `files.sha256` there."""
    folder = tmp_path_factory.mktemp("versions")
    made = Versions(_version(folder, "a", ""), _version(folder, "b", "全镇依法办事的氛围更加浓厚。"))
    told = (f"data/{path.name}" for path in (made.a / "data").glob("*-[0-9]*.json"))
    for record in ("data/ledger.jsonl", *told):
        shutil.copy(made.a / record, made.b / record)  # so that each may follow the other
    return made


def _version(folder: Path, name: str, sentence: str) -> Path:
    project = copy_of(PINGSHI, folder / f"sources-{name}")
    home = project / "docs/index.md"
    home.write_text(f"{home.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")
    give_own_hooks(project)
    with (project / "hooks/annual_reports/theme/assets/base.css").open("a", encoding="utf-8") as sheet:
        sheet.write(f"\nbody {{ --version: {name}; }}\n")
    (project / "docs/version.txt").write_text(name, encoding="utf-8")
    (project / f"docs/only-{name}.md").write_text("# 只有这一版有\n", encoding="utf-8")
    done = run_mkdocs(project, "build", "--quiet", "--site-dir", str(folder / name))
    assert done.returncode == 0, done.stderr
    return folder / name


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """An SSH server for the whole session."""
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host_key", "user_key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    port = free_port()
    public = (folder / "host_key.pub").read_text(encoding="utf-8")
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {public}", encoding="utf-8")
    config = folder / "config"
    config.write_text(SSHD.format(port=port, folder=folder), encoding="utf-8")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # Debian's sshd will not start without
    command = [program("sshd"), "-D", "-e", "-f", str(config)]
    with running(command, lambda: answers(port), folder / "log"):
        yield Sshd(port, folder)


@pytest.fixture
def server(sshd: Sshd, tmp_path: Path) -> Host:
    """Destination behind SSH: an empty folder whose name is hostile to a shell."""
    return sshd.host(tmp_path / "web 年报 $(touch pwned) 'quoted\" ; x")


@pytest.fixture
def folder(tmp_path: Path) -> Host:
    """Destination on this machine: an empty folder whose name is hostile to a shell."""
    root = tmp_path / "web $(touch pwned) 'quoted\" ; x"
    return Host(str(root), root)


@pytest.fixture(params=["server", "folder"])
def host(request: pytest.FixtureRequest) -> Host:
    """Each of the two destinations in turn."""
    found: Host = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def sites(county_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Sites behind nginx, for tests of their headers."""
    with served(county_folder, tmp_path_factory.mktemp("hosts")) as sites:
        yield sites
