"""A finished site is replaced by a whole one, and put back where that was interrupted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_reports.publish import site_folder
from annual_reports.publish.site_folder import SiteIncomplete, put_back, replaced_site


def write_site(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "index.html").write_text(text, encoding="utf-8")


def state(root: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text(encoding="utf-8") for path in sorted(root.glob("*/index.html"))}


def replace(root: Path, text: str) -> None:
    with replaced_site(root) as new:
        write_site(new, text)


def replace_by(root: Path, build: Callable[[Path], object]) -> None:
    with replaced_site(root) as new:
        build(new)


def test_the_first_site_and_the_next(tmp_path: Path):
    replace(tmp_path, "1")
    assert state(tmp_path) == {"site": "1"}
    replace(tmp_path, "2")
    assert state(tmp_path) == {"site": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_the_site(tmp_path: Path):
    write_site(tmp_path / "site", "1")
    with pytest.raises(ZeroDivisionError):
        replace_by(tmp_path, lambda new: write_site(new, str(1 // 0)))
    assert state(tmp_path) == {"site": "1"}


@pytest.mark.parametrize("build", [Path.exists, Path.mkdir])
def test_a_site_that_is_missing_or_empty_replaces_none(tmp_path: Path, build: Callable[[Path], object]):
    write_site(tmp_path / "site", "1")
    with pytest.raises(SiteIncomplete):
        replace_by(tmp_path, build)
    assert state(tmp_path) == {"site": "1"}


def test_a_new_site_that_goes_before_the_second_rename_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write_site(tmp_path / "site", "1")
    monkeypatch.setattr(site_folder.os, "sync", lambda: shutil.rmtree(tmp_path / "site.new"))
    with pytest.raises(FileNotFoundError):
        replace(tmp_path, "2")
    assert state(tmp_path) == {"site": "1"}


@pytest.mark.parametrize(
    ("left", "found"),
    [
        ({"site.old": "1"}, "1"),
        ({"site.old": "1", "site.new": "2"}, "1"),
        ({"site.old": "1", "site": "2"}, "2"),
        ({"site": "1", "site.new": "2"}, "1"),
        ({"site": "1"}, "1"),
    ],
)
def test_whatever_a_killed_program_left_there_is_one_whole_site(
    tmp_path: Path, left: dict[str, str], found: str
):
    for name, text in left.items():
        write_site(tmp_path / name, text)
    with pytest.raises(SiteIncomplete):
        replace_by(tmp_path, Path.exists)
    assert state(tmp_path) == {"site": found}


def test_a_site_is_put_back_unless_another_is_at_work(tmp_path: Path):
    write_site(tmp_path / "site.old", "1")
    with site_folder.lock(tmp_path):
        put_back(tmp_path)
        assert state(tmp_path) == {"site.old": "1"}
    put_back(tmp_path)
    assert state(tmp_path) == {"site": "1"}
    put_back(tmp_path)


def test_links_are_replaced_and_what_they_lead_to_stays(tmp_path: Path):
    write_site(tmp_path / "elsewhere", "1")
    for name in ("site", "site.new", "site.old"):
        (tmp_path / name).symlink_to("elsewhere" if name == "site" else "nowhere")
    replace(tmp_path, "2")
    assert state(tmp_path) == {"elsewhere": "1", "site": "2"}
