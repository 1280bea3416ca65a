"""Publishing to a local folder and behind SSH: releases, clean-up, rollback, rehearsal and locks."""

from __future__ import annotations

import fcntl
import re
import shutil
import subprocess
from pathlib import Path

from annual_reports.publish import destination, publish
from support.publish_servers import Host, Versions, is_live
from support.sites import REPORT, contents


def variant(site: Path, folder: Path, number: int) -> Path:
    """Copy a site and give the copy a hashed file of its own."""
    copy = Path(shutil.copytree(site, folder / f"variant-{number}"))
    (copy / f"assets/{number:012x}").mkdir(parents=True)
    (copy / f"assets/{number:012x}/own.css").write_text(f"/* {number} */", encoding="utf-8")
    (copy / "about/index.html").write_text(f"<p>{number}", encoding="utf-8")
    return copy


def test_a_publish_is_whole_and_a_second_one_changes_nothing(host: Host, versions: Versions):
    said = host.publish("--built", versions.a)
    assert "发布好了：0001-" in said
    assert host.live() == contents(versions.a)
    subprocess.check_output(["sha256sum", "--check", "--strict", "files.sha256"], cwd=host.root / "current")
    before = host.state()
    assert "没有变化" in host.publish("--built", versions.a)
    assert host.state() == before
    assert not list(host.root.parent.rglob("pwned"))


def test_what_did_not_change_is_the_same_file_and_everyone_may_read_it(host: Host, versions: Versions):
    a, b = contents(versions.a), contents(versions.b)
    same = next(path for path in a if a[path] == b.get(path))
    host.publish("--built", versions.a)
    first = (host.root / "current" / same).stat()
    host.publish("--built", versions.b)
    second = (host.root / "current" / same).stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)
    for path in (host.root / "current/").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_pages_of_the_old_version_find_their_files_in_the_new_one_and_back(host: Host, versions: Versions):
    host.publish("--built", versions.a)
    host.publish("--built", versions.b)
    sheets = {next(v.glob("assets/*/base.css")).relative_to(v) for v in (versions.a, versions.b)}
    assert all((host.root / "current" / sheet).is_file() for sheet in sheets)
    assert not (host.root / "current/only-a").exists()
    host.publish("--rollback")
    assert is_live(host, versions.a)
    assert all((host.root / "current" / sheet).is_file() for sheet in sheets)


def test_five_versions_are_kept_with_the_files_of_all_of_them(
    folder: Host, versions: Versions, tmp_path: Path
):
    for number in range(1, 8):
        folder.publish("--built", variant(versions.a, tmp_path, number))
    assert [name[:4] for name in folder.releases()] == ["0003", "0004", "0005", "0006", "0007"]
    assert (folder.root / "current").readlink().name.startswith("0007-")
    kept = {int(p.parent.name, 16) for p in folder.root.glob("current/assets/*/own.css")}
    assert kept == {2, 3, 4, 5, 6, 7}, "those that were kept when it was published, not all there ever were"


def test_what_is_too_much_goes_also_when_nothing_is_published(
    folder: Host, versions: Versions, tmp_path: Path
):
    """A publish that is killed right after its switch removes no old release; the next publish must."""
    for number in range(1, 6):
        folder.publish("--built", variant(versions.a, tmp_path, number))
    (folder.root / "releases/0005-00000000000f").mkdir()
    oldest = folder.releases()[0]
    said = folder.publish("--built", tmp_path / "variant-5")
    assert f"清理旧版 {oldest}" in said
    assert "没有变化" in said


def test_rolling_back_twice_and_once_too_often(host: Host, versions: Versions, tmp_path: Path):
    sites = [versions.a, versions.b, variant(versions.a, tmp_path, 3)]
    for site in sites:
        host.publish("--built", site)
    for site, names in ((versions.b, "由 0003-.* 换成 0002-"), (versions.a, "由 0002-.* 换成 0001-")):
        said = host.publish("--rollback")
        assert re.search(names, said), said
        assert is_live(host, site)
    assert "没有更早的一版" in host.publish("--rollback", status=1)
    assert is_live(host, versions.a)


def test_after_a_publish_nobody_goes_back_to_what_was_withdrawn(
    folder: Host, versions: Versions, tmp_path: Path
):
    folder.publish("--built", versions.a)
    folder.publish("--built", versions.b)
    folder.publish("--rollback")
    folder.publish("--built", variant(versions.a, tmp_path, 3))
    assert [name[:4] for name in folder.releases()] == ["0001", "0003"]
    folder.publish("--rollback")
    assert is_live(folder, versions.a)


def test_a_rehearsal_says_what_would_change_and_changes_nothing(host: Host, versions: Versions):
    assert "增加" in host.publish("--built", versions.a, "--dry-run")
    assert not host.root.exists()
    host.publish("--built", versions.a)
    before = host.state()
    said = host.publish("--built", versions.b, "--dry-run")
    assert host.state() == before
    for line in ("增加 only-b/index.html", "删除 only-a/index.html", "改动 reports/pingshi/2024/index.html"):
        assert f"  {line}\n" in said
    assert "assets/icon.svg" not in said


def test_a_file_of_the_live_site_is_read(host: Host, versions: Versions):
    backend = publish.backend_for(destination.parse(host.dest), destination.split_ssh_command(host.ssh))
    assert backend.read_file("files.sha256") is None
    host.publish("--built", versions.a)
    assert backend.read_releases().last
    assert backend.read_file("files.sha256") == (versions.a / "files.sha256").read_bytes()
    assert backend.read_file("404.html") == (versions.a / "404.html").read_bytes()
    assert backend.read_file("没有 $(x).html") is None


def test_the_sources_are_built_and_published(folder: Host, project: Path):
    said = folder.publish("--site", project)
    assert (folder.root / "current/reports/pingshi/2024/index.html").is_file()
    assert not (project / ".cache/publish/site").exists()
    phases = ["做网站", "检查做好的网站", "连接", "传输", "核对传到的文件", "切换到 0001"]
    places_ = [said.index(phase) for phase in phases]
    assert places_ == sorted(places_)


def test_a_build_with_errors_publishes_nothing(folder: Host, project: Path):
    folder.publish("--site", project)
    report = project / REPORT
    report.write_text(
        report.read_text(encoding="utf-8").replace("year: 2024", "year: 2023"), encoding="utf-8"
    )
    before = folder.live()
    said = folder.publish("--site", project, status=1)
    assert f"{REPORT}:" in said
    assert "网站没有做成" in said
    assert "连接" not in said
    assert folder.live() == before


def test_a_site_with_errors_is_not_published(folder: Host, versions: Versions, tmp_path: Path):
    site = Path(shutil.copytree(versions.a, tmp_path / "site"))
    (site / "passwd").symlink_to("/etc/passwd")
    (site / "index.html").unlink()
    said = folder.publish("--built", site, status=1)
    assert "passwd:1:1: 错误 site-file" in said
    assert "index.html:1:1: 错误 no-front-page" in said
    assert not folder.root.exists()


def test_it_is_told_when_the_web_server_needs_other_settings(
    folder: Host, versions: Versions, tmp_path: Path
):
    assert "nginx.conf" not in folder.publish("--built", versions.a)
    assert "nginx.conf" not in folder.publish("--built", versions.b)
    site = Path(shutil.copytree(versions.a, tmp_path / "site"))
    (site / "nginx.conf").write_text("# another", encoding="utf-8")
    assert "nginx.conf 变了" in folder.publish("--built", site)


def test_two_at_once_are_one(host: Host, versions: Versions):
    host.publish("--built", versions.a)
    with (host.root / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        said = host.publish("--built", versions.b, status=1)
    assert "另一次发布正在往这里传" in said
    assert is_live(host, versions.a)


def test_two_builds_of_one_folder_at_once_are_one(folder: Host, project: Path):
    (project / ".cache/publish").mkdir(parents=True)
    with (project / ".cache/publish/lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "正在做网站" in folder.publish("--site", project, status=1)
    assert not folder.root.exists()
