"""Files under a second name, and files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from annual_reports.domain.files import is_ours, link_or_copy, write_whole


def test_it_is_the_same_file_in_a_folder_that_was_not_there(tmp_path: Path):
    (tmp_path / "one").write_text("a", encoding="utf-8")
    link_or_copy(tmp_path / "one", tmp_path / "new/two")
    assert (tmp_path / "new/two").samefile(tmp_path / "one")


def test_what_stood_there_gives_way_and_keeps_its_bytes_elsewhere(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    os.link(tmp_path / "two", tmp_path / "elsewhere")
    link_or_copy(tmp_path / "one", tmp_path / "two")
    link_or_copy(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "two").samefile(tmp_path / "one")
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "two"


def test_a_symbolic_link_that_stood_there_gives_way_wherever_it_leads(tmp_path: Path):
    """A site is copied to its host: what leads out of it would lead nowhere there."""
    (tmp_path / "one").write_text("a", encoding="utf-8")
    for number, target in enumerate(("one", "nowhere", "folder/x")):
        link = tmp_path / f"link-{number}"
        link.symlink_to(tmp_path / target)
        link_or_copy(tmp_path / "one", link)
        assert not link.is_symlink()
        assert link.samefile(tmp_path / "one")
    assert not (tmp_path / "nowhere").exists()


def test_where_a_file_has_one_name_only_it_is_copied_with_its_time(tmp_path: Path):
    (tmp_path / "one").write_text("a", encoding="utf-8")
    os.utime(tmp_path / "one", (1, 1))
    with patch("os.link", side_effect=PermissionError):
        link_or_copy(tmp_path / "one", tmp_path / "new/two")
    assert (tmp_path / "new/two").read_text(encoding="utf-8") == "a"
    assert (tmp_path / "new/two").stat().st_mtime == 1


def test_a_file_is_written_in_the_place_of_another_and_nothing_stays_beside_it(tmp_path: Path):
    target = tmp_path / "list.json"
    target.write_text("old", encoding="utf-8")
    write_whole(target, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("list.json", b"new")]


def test_a_file_that_cannot_be_written_stays_as_it_was_and_is_named(tmp_path: Path):
    target = tmp_path / "list.json"
    target.write_text("old", encoding="utf-8")
    with (
        patch("annual_reports.domain.files.os.replace", side_effect=OSError(28, "No space left on device")),
        pytest.raises(OSError, match="No space left") as failure,
    ):
        write_whole(target, b"new")
    assert failure.value.filename == str(target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("list.json", b"old")]


def test_a_file_below_a_file_cannot_be_written_and_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("a", encoding="utf-8")
    with pytest.raises(NotADirectoryError) as failure:
        write_whole(tmp_path / "file/list.json", b"new")
    assert failure.value.filename == str(tmp_path / "file/list.json")


def test_a_folder_is_ours_unless_others_can_write_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "cache"
    assert is_ours(folder)
    folder.mkdir(mode=0o755)
    assert is_ours(folder)
    folder.chmod(0o775)
    assert is_ours(folder)
    folder.chmod(0o777)
    assert not is_ours(folder)
    folder.chmod(0o755)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert not is_ours(folder)
