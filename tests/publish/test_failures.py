"""Each failure is reported in one Chinese sentence, the live site stays, and the next publish succeeds."""

from __future__ import annotations

import os
import pty
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.commands import ENVIRONMENT
from support.publish_servers import Host, Sshd, Versions, free_port, is_live, program, wait_until

SLOW_RSYNC = '#!/bin/sh\nexec {real} --bwlimit=300 "$@"\n'
SH_WITHOUT_POWERS = '#!/bin/sh\nexec setpriv --bounding-set=-dac_override,-dac_read_search /bin/sh "$@"\n'
CUT_AT_THE_SWITCH = """#!/bin/sh
# ssh to this machine, whose connection is cut at the command to switch.
while [ "$1" != here ]; do shift; done
shift
case $1 in
  *" publish "*) sed -u '/^switch/Q' | sh -c "$*" ;;
  *) exec sh -c "$*" ;;
esac
"""


def put_before(monkeypatch: pytest.MonkeyPatch, folder: Path, **programs: str) -> None:
    """Put the test's own programs first on the path."""
    for name, text in programs.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "PATH", f"{folder}:{os.environ['PATH']}")


def without(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str) -> None:
    """Set a path on which every program is found except one."""
    bin_ = folder / "bin"
    bin_.mkdir()
    for path in reversed(os.environ["PATH"].split(":")):
        for found in Path(path).iterdir() if Path(path).is_dir() else ():
            (bin_ / found.name).unlink(missing_ok=True)
            (bin_ / found.name).symlink_to(found)
    (bin_ / name).unlink()
    monkeypatch.setitem(ENVIRONMENT, "PATH", str(bin_))


@pytest.fixture
def large(versions: Versions, tmp_path: Path) -> Path:
    """A site with a file of three megabytes that cannot be compressed."""
    site = Path(shutil.copytree(versions.b, tmp_path / "large"))
    (site / "large.bin").write_bytes(random.Random(1).randbytes(3_000_000))
    return site


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Host]:
    """A folder on a disk of its own, with room for two versions of the site."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield Host(str(disk / "web"), disk / "web")
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk(small_disk: Host, versions: Versions, large: Path):
    small_disk.publish("--built", versions.a)
    said = small_disk.publish("--built", large, status=1)
    assert "磁盘满了" in said
    assert is_live(small_disk, versions.a)
    small_disk.publish("--built", versions.b)
    assert is_live(small_disk, versions.b)
    assert not (small_disk.root / "incoming").exists()


def test_a_disk_that_became_read_only(small_disk: Host, versions: Versions):
    small_disk.publish("--built", versions.a)
    subprocess.run(["mount", "-o", "remount,ro", small_disk.root.parent], check=True)
    assert "只读" in small_disk.publish("--built", versions.b, status=1)
    assert is_live(small_disk, versions.a)


def test_a_folder_where_nothing_may_be_written(
    folder: Host, versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder.publish("--built", versions.a)
    if os.getuid() == 0:  # root may write everywhere, so these rights are taken away
        put_before(monkeypatch, tmp_path, sh=SH_WITHOUT_POWERS)
    folder.root.chmod(0o555)
    assert "没有写的权限" in folder.publish("--built", versions.b, status=1)
    assert is_live(folder, versions.a)


def test_a_current_that_is_no_link_is_left_alone(host: Host, versions: Versions):
    (host.root / "current").mkdir(parents=True)
    (host.root / "current/index.html").write_text("旧网站", encoding="utf-8")
    assert "不是发布命令做的链接" in host.publish("--built", versions.a, status=1)
    assert (host.root / "current/index.html").read_text(encoding="utf-8") == "旧网站"
    assert [path.name for path in host.root.iterdir()] == ["current"]


@pytest.mark.parametrize(("name", "told"), [("flock", "没有 flock"), ("rsync", "没有 rsync")])
def test_a_destination_that_lacks_a_program(
    folder: Host, versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
):
    without(monkeypatch, tmp_path, name)
    assert told in folder.publish("--built", versions.a, status=1)
    assert not folder.root.exists()


@pytest.mark.parametrize(("name", "package"), [("ssh", "openssh-client"), ("rsync", "rsync")])
def test_this_machine_lacks_a_program(
    server: Host, versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
):
    without(monkeypatch, tmp_path, name)
    said = server.publish("--built", versions.a, status=1)
    assert f"本机没有 {name}，请先安装" in said
    assert package in said
    assert not (server.root / "current").exists()


def test_an_object_store_without_rclone(versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    without(monkeypatch, tmp_path, "rclone")
    assert "本机没有 rclone" in Host("cloud:bucket", tmp_path).publish("--built", versions.a, status=1)


def test_a_host_whose_key_nobody_confirmed(server: Host, versions: Versions):
    stranger = replace(server, ssh=server.ssh.replace("known_hosts", "unknown_hosts"))
    assert "主机密钥" in stranger.publish("--built", versions.a, status=1)
    assert not server.root.exists()


def test_a_key_that_the_host_does_not_know(server: Host, sshd: Sshd, versions: Versions, tmp_path: Path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "other"], check=True)
    stranger = replace(server, ssh=server.ssh.replace(f"{sshd.folder}/user_key", str(tmp_path / "other")))
    assert "服务器不认发布用的密钥" in stranger.publish("--built", versions.a, status=1)
    assert not server.root.exists()


def test_a_host_that_does_not_answer(server: Host, versions: Versions):
    nobody = replace(server, dest=f"ssh://127.0.0.1:{free_port()}/srv/web")
    assert "连不上服务器" in nobody.publish("--built", versions.a, status=1)
    unknown = replace(server, dest="web@nowhere.invalid:/srv/web")
    assert "找不到这台主机" in unknown.publish("--built", versions.a, "--dry-run", status=1)


def test_a_host_that_never_speaks_does_not_hold_us_up(server: Host, versions: Versions):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        mute = replace(server, dest=f"ssh://127.0.0.1:{silent.getsockname()[1]}/srv/web")
        start = time.monotonic()
        assert "连不上服务器" in mute.publish("--built", versions.a, "--dry-run", status=1)
    assert time.monotonic() - start < 30


def sessions(sshd: Sshd) -> list[int]:
    """Return the processes of sshd that serve a connection."""
    pid = (sshd.folder / "pid").read_text().strip()
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_sshd_killed_in_the_middle_of_the_transfer(
    server: Host, sshd: Sshd, versions: Versions, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    server.publish("--built", versions.a)
    put_before(monkeypatch, tmp_path, rsync=SLOW_RSYNC.format(real=program("rsync")))
    process = server.start("--built", str(large))
    incoming = server.root / "incoming"
    wait_until(lambda: sum(f.stat().st_size for f in incoming.rglob(".large*")) > 200_000)
    for session in sessions(sshd):
        os.kill(session, signal.SIGKILL)
    said = "".join(process.communicate())
    assert process.returncode == 1
    assert "连接断了" in said
    assert "Traceback" not in said
    assert is_live(server, versions.a)
    server.publish("--built", large)
    assert is_live(server, large)
    assert not incoming.exists()


def test_what_arrived_before_the_line_was_cut_is_not_sent_again(
    server: Host, sshd: Sshd, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (large / "zz.bin").write_bytes(random.Random(2).randbytes(3_000_000))
    put_before(monkeypatch, tmp_path, rsync=SLOW_RSYNC.format(real=program("rsync")))
    process = server.start("--built", str(large))
    arrived = server.root / "incoming/large.bin"
    wait_until(arrived.exists)
    for session in sessions(sshd):
        os.kill(session, signal.SIGKILL)
    process.communicate()
    first = arrived.stat().st_ino
    monkeypatch.setitem(ENVIRONMENT, "PATH", os.environ["PATH"])
    server.publish("--built", large)
    assert (server.root / "current/large.bin").stat().st_ino == first


def test_a_line_that_is_cut_at_the_switch(folder: Host, versions: Versions, tmp_path: Path):
    ssh = tmp_path / "ssh"
    ssh.write_text(CUT_AT_THE_SWITCH, encoding="utf-8")
    ssh.chmod(0o755)
    here = Host(f"here:{folder.root}", folder.root, str(ssh))
    folder.publish("--built", versions.a)
    said = here.publish("--built", versions.b, status=1)
    assert "不是旧版就是新版" in said
    assert is_live(folder, versions.a)
    assert (folder.root / "switching").exists()
    folder.publish("--built", versions.b)
    assert is_live(folder, versions.b)
    assert [name[:4] for name in folder.releases()] == ["0001", "0002"]


def test_files_that_were_damaged_on_the_way(
    folder: Host, versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder.publish("--built", versions.a)
    damage = f'#!/bin/sh\n{program("rsync")} "$@"\nfor last; do :; done\necho x >> "$last/index.html"\n'
    put_before(monkeypatch, tmp_path, rsync=damage)
    assert "对不上，没有切换" in folder.publish("--built", versions.b, status=1)
    assert is_live(folder, versions.a)


def test_this_machine_cannot_write_the_list(folder: Host, versions: Versions, tmp_path: Path):
    site = Path(shutil.copytree(versions.a, tmp_path / "site"))
    (site / "files.sha256").unlink(missing_ok=True)
    (site / "files.sha256").mkdir()
    assert "本机写不成文件" in folder.publish("--built", site, status=1)
    assert not folder.root.exists()


def test_on_a_terminal_rsync_shows_how_far_it_is(folder: Host, versions: Versions):
    ours, theirs = pty.openpty()
    process = folder.start("--built", str(versions.a), stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 1000):
            shown += piece
    except OSError:  # the terminal's other side is closed
        os.close(ours)
    assert process.communicate()[0].startswith("发布好了")
    assert b"100%" in shown


def test_forms_that_do_not_go_together(folder: Host, versions: Versions):
    assert "不能一起用" in folder.publish("--rollback", "--dry-run", status=1)
    assert "写得不对" in replace(folder, dest="-oProxyCommand=x:/srv").publish(status=1)
    assert "引号不成对" in replace(folder, ssh="ssh 'x").publish("--built", versions.a, status=1)
