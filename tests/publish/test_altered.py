"""What somebody altered on the live site is found, named and put right; an altered release is never shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.publish_servers import Host, Versions, is_live
from support.sites import contents, edit

PAGE = "reports/pingshi/2024/index.html"
LEDGER = "data/ledger.jsonl"


def in_place(path: str, before: bytes, after: bytes) -> Callable[[Path], None]:
    """Return a change of some bytes of a file, which all releases may share."""

    def change(site: Path) -> None:
        content = (site / path).read_bytes()
        assert before in content
        with (site / path).open("r+b") as file:
            file.write(content.replace(before, after))
            file.truncate()

    return change


def sheet_of(site: Path) -> str:
    return next(site.glob("assets/*/base.css")).relative_to(site).as_posix()


def link(site: Path) -> None:
    (site / "404.html").unlink()
    (site / "404.html").symlink_to("index.html")


def cut(site: Path) -> None:
    content = (site / LEDGER).read_bytes()
    (site / LEDGER).write_bytes(content[: len(content) // 2])


def write(site: Path, path: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text("<p>假的", encoding="utf-8")


def folder_for_file(site: Path) -> None:
    (site / LEDGER).unlink()
    (site / LEDGER).mkdir()


def page_and_list(site: Path) -> None:
    in_place(PAGE, b"526", b"562")(site)
    listing = contents(site)["files.sha256"].splitlines(keepends=True)
    (site / "files.sha256").write_bytes(b"".join(line for line in listing if PAGE.encode() not in line))


ALTERATIONS: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "a figure": (in_place(PAGE, b"526", b"562"), [f"被改过 {PAGE}"]),
    "a style": (lambda site: in_place(sheet_of(site), b"body", b"BODY")(site), ["被改过 assets/"]),
    "the ledger deleted": (lambda site: (site / LEDGER).unlink(), [f"不见了 {LEDGER}"]),
    "the ledger cut short": (cut, [f"被改过 {LEDGER}"]),
    "a page deleted": (lambda site: (site / PAGE).unlink(), [f"不见了 {PAGE}"]),
    "a folder deleted": (lambda site: shutil.rmtree(site / "reports"), [f"不见了 {PAGE}"]),
    "a page added": (lambda site: write(site, "notice/index.html"), ["多出来 notice/index.html"]),
    "a hidden file added": (lambda site: write(site, ".htaccess"), ["多出来 .htaccess"]),
    "a hashed file added": (
        lambda site: write(site, "assets/0123456789ab/x.html"),
        ["多出来 assets/0123456789ab/x.html"],
    ),
    "a link in place of a file": (link, ["被改过 404.html"]),
    "a page that nobody may read": (lambda site: (site / PAGE).chmod(0o600), [f"读者读不到 {PAGE}"]),
    "a folder that nobody may enter": (
        lambda site: (site / "reports").chmod(0o700),
        ["读者读不到 reports"],
    ),
    "an empty folder added": (lambda site: (site / "secret").mkdir(), ["多出来 secret/"]),
    "a page that anybody may change": (lambda site: (site / PAGE).chmod(0o777), [f"谁都能改 {PAGE}"]),
    "a list of lent files": (lambda site: write(site, "lent.sha256"), ["被改过 lent.sha256"]),
    "a folder in place of the ledger": (folder_for_file, [f"不见了 {LEDGER}", f"多出来 {LEDGER}/"]),
    "the list": (in_place("files.sha256", b"a", b"b"), ["被改过 files.sha256"]),
    "the list deleted": (lambda site: (site / "files.sha256").unlink(), ["不见了 files.sha256"]),
    "a page and the list": (page_and_list, [f"被改过 {PAGE}", "被改过 files.sha256"]),
}


@pytest.mark.parametrize("kind", ALTERATIONS)
def test_it_is_named_and_put_right(folder: Host, versions: Versions, kind: str):
    alter, told = ALTERATIONS[kind]
    folder.publish("--built", versions.a)
    alter(folder.root / "current")
    said = folder.publish("--built", versions.a)
    assert all(f"  {each}" in said for each in told), said
    assert "已经恢复" in said
    assert folder.live() == contents(versions.a)
    assert (folder.root / "current" / PAGE).stat().st_mode & 0o777 == 0o644


def test_a_rehearsal_names_it_and_once_put_right_it_is_not_named_again(folder: Host, versions: Versions):
    folder.publish("--built", versions.a)
    for kind in ("a figure", "the ledger deleted", "a page added"):
        ALTERATIONS[kind][0](folder.root / "current")
    altered = folder.state()
    said = folder.publish("--built", versions.a, "--dry-run")
    assert f"  被改过 {PAGE}\n  不见了 {LEDGER}\n  多出来 notice/index.html" in said
    assert folder.state() == altered
    folder.publish("--built", versions.a)
    assert "没有变化" in folder.publish("--built", versions.a)


def test_behind_ssh_it_is_named_also_when_another_site_replaces_it(server: Host, versions: Versions):
    server.publish("--built", versions.a)
    in_place(PAGE, b"526", b"562")(server.root / "current")
    write(server.root / "current", "notice/假 $(x).html")
    assert f"  被改过 {PAGE}" in server.publish("--built", versions.b, "--dry-run")
    said = server.publish("--built", versions.b)
    assert f"  被改过 {PAGE}" in said
    assert "  多出来 notice/假 $(x).html" in said
    assert is_live(server, versions.b)
    assert not (server.root / "current/notice").exists()


def test_an_edit_in_place_reaches_all_releases_and_none_is_shown_again(
    folder: Host, versions: Versions, tmp_path: Path
):
    """Releases share what did not change. A new one must not take the altered file over, nor lend it."""
    other = Path(shutil.copytree(versions.a, tmp_path / "other"))
    (other / "about/index.html").write_text("<p>2", encoding="utf-8")
    folder.publish("--built", versions.a)
    folder.publish("--built", other)
    shared = folder.root / "current/404.html"
    sheet = sheet_of(versions.a)
    assert shared.stat().st_nlink == 2
    in_place("404.html", b"<", b"!")(folder.root / "current")
    in_place(sheet, b"body", b"BODY")(folder.root / "current")
    said = folder.publish("--rollback", status=1)
    assert "发布以后被人动过（" in said
    assert is_live(folder, other) is False
    folder.publish("--built", versions.b)
    assert is_live(folder, versions.b)
    assert not (folder.root / "current" / sheet).exists(), "it was not lent"
    assert "被人动过" in folder.publish("--rollback", status=1)
    folder.publish("--built", other)
    assert is_live(folder, other)
    folder.publish("--rollback")
    assert is_live(folder, versions.b)


def test_a_file_that_another_release_lent_is_checked_too(folder: Host, versions: Versions):
    folder.publish("--built", versions.a)
    folder.publish("--built", versions.b)
    assert "没有变化" in folder.publish("--built", versions.b)
    sheet = sheet_of(versions.a)
    in_place(sheet, b"body", b"BODY")(folder.root / "current")
    assert f"被改过 {sheet}" in folder.publish("--built", versions.b)
    assert "没有变化" in folder.publish("--built", versions.b)
    assert "被人动过" in folder.publish("--rollback", status=1), "the release before shares the file"


def test_a_link_to_a_copy_elsewhere_is_no_live_site(folder: Host, versions: Versions, tmp_path: Path):
    folder.publish("--built", versions.a)
    elsewhere = Path(shutil.copytree(folder.root / "current/", tmp_path / "elsewhere"))
    (folder.root / "current").unlink()
    (folder.root / "current").symlink_to(elsewhere)
    assert "没有变化" not in folder.publish("--built", versions.a)
    assert (folder.root / "current").readlink().name.startswith("0002-")


def test_a_checkout_without_the_last_line_does_not_pass_where_the_live_ledger_was_cut(
    folder: Host, project: Path, tmp_path: Path
):
    stale = Path(shutil.copytree(project, tmp_path / "stale", symlinks=True))
    folder.publish("--site", project)
    (folder.root / "current" / LEDGER).unlink()
    edit(stale, ("526 余件", "527 余件"))
    assert "会丢掉已经登记的内容" in folder.publish("--site", stale, status=1)
