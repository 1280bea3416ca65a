"""A cached output is found again only as long as its bytes are unchanged."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from annual_reports.cache.outputs import OutputCache
from support.sites import contents

MADE = {"index.html": "k1", "a/b/index.html": "k2", "a/c.csv": "k3"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A finished site, as a build has written it."""
    folder = tmp_path / "site"
    for path in MADE:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path, site: Path) -> Path:
    """Folder of the cached outputs."""
    OutputCache(tmp_path / "kept").settle(site, MADE, set(), [])
    return tmp_path / "kept"


def test_what_was_made_is_found_under_its_key(kept: Path):
    assert OutputCache(kept).current(MADE) == set(MADE)
    assert OutputCache(kept).current({**MADE, "a/c.csv": "another"}) == {"index.html", "a/b/index.html"}
    assert OutputCache(kept).current({"new.html": "k1"}) == set()


def test_what_was_left_alone_is_put_beside_what_was_made(kept: Path, tmp_path: Path):
    new = tmp_path / "new"
    new.mkdir()
    (new / "index.html").write_text("new", encoding="utf-8")
    wanted = {**MADE, "index.html": "k9"}
    outputs = OutputCache(kept)
    outputs.settle(new, wanted, outputs.current(wanted), [])
    assert contents(new) == {"index.html": b"new", "a/b/index.html": b"a/b/index.html", "a/c.csv": b"a/c.csv"}
    assert OutputCache(kept).current(wanted) == set(wanted)


def test_what_is_nobodys_goes_and_what_every_build_makes_stays(kept: Path, site: Path):
    for name in ("stale.html", "404.html", ".nojekyll"):
        (site / name).write_text("x", encoding="utf-8")
    (site / "gone").mkdir()
    (site / "gone/index.html").write_text("x", encoding="utf-8")
    OutputCache(kept).settle(site, MADE, set(MADE), ["404.html"])
    assert set(contents(site)) == {*MADE, "404.html", ".nojekyll"}
    assert not (site / "gone").exists()
    assert set(contents(kept / "files")) == set(MADE)


def test_a_file_of_the_site_that_somebody_replaced_is_put_back(kept: Path, site: Path):
    (site / "a/c.csv").unlink()
    (site / "a/c.csv").write_text("a/c.csV", encoding="utf-8")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(site / "a/c.csv")
    OutputCache(kept).settle(site, MADE, set(MADE), [])
    for path in MADE:
        assert (site / path).samefile(kept / "files" / path)


@pytest.mark.parametrize("cut", [0, 1, -1])
def test_a_file_that_somebody_changed_is_made_anew(kept: Path, cut: int):
    path = kept / "files/a/c.csv"
    path.write_text(f"{'a/c.csv'[:cut]}?", encoding="utf-8")
    assert OutputCache(kept).current(MADE) == {"index.html", "a/b/index.html"}


def test_a_file_written_over_with_as_many_bytes_is_made_anew(kept: Path):
    path = kept / "files/a/c.csv"
    before = path.stat().st_mtime_ns
    path.write_text("A/C.CSV", encoding="utf-8")
    os.utime(path, ns=(before + 1, before + 1))
    assert "a/c.csv" not in OutputCache(kept).current(MADE)


def test_a_change_in_the_site_is_seen_although_the_bytes_are_shared(kept: Path, site: Path):
    assert (site / "index.html").samefile(kept / "files/index.html")
    (site / "index.html").write_text("changed by hand", encoding="utf-8")
    assert "index.html" not in OutputCache(kept).current(MADE)


@pytest.mark.parametrize(
    "noted", [b"", b"{", b"[]", b'{"index.html": 1}', b'{"index.html": ["k1", "x", "y"]}', b"\xff"]
)
def test_of_a_damaged_list_nothing_is_believed(kept: Path, noted: bytes):
    (kept / "keys.json").write_bytes(noted)
    assert OutputCache(kept).current(MADE) == set()


def test_the_list_is_written_last_and_whole(kept: Path, site: Path, monkeypatch: pytest.MonkeyPatch):
    """A build that is killed while it keeps what it made leaves the list of the one before."""
    before = (kept / "keys.json").read_bytes()
    (site / "index.html").unlink()
    (site / "index.html").write_text("new", encoding="utf-8")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(json, "dumps", killed)
    with pytest.raises(KeyboardInterrupt):
        OutputCache(kept).settle(site, {**MADE, "index.html": "k9"}, set(), [])
    assert (kept / "keys.json").read_bytes() == before
    assert "index.html" not in OutputCache(kept).current(MADE)


def test_where_no_second_name_can_be_given_a_copy_is_made(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
):
    def other_disk(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", other_disk)
    outputs = OutputCache(tmp_path / "kept")
    (tmp_path / "kept/files/a/b").mkdir(parents=True)
    outputs.settle(site, MADE, set(), [])
    assert not (site / "index.html").samefile(tmp_path / "kept/files/index.html")
    assert OutputCache(tmp_path / "kept").current(MADE) == set(MADE)


def test_a_cache_that_cannot_be_written_is_no_fault_of_the_site(tmp_path: Path, site: Path):
    (tmp_path / "kept").write_text("a file where a folder should be", encoding="utf-8")
    OutputCache(tmp_path / "kept").settle(site, MADE, set(), [])
    assert set(contents(site)) == set(MADE)
    assert OutputCache(tmp_path / "kept").current(MADE) == set()


def test_files_that_were_made_together_are_found_together(kept: Path):
    assert OutputCache(kept).files_below("a", "k2") == set()
    OutputCache(kept).settle(kept / "files", dict.fromkeys(MADE, "k"), set(), [])
    assert OutputCache(kept).files_below("a", "k") == {"a/b/index.html", "a/c.csv"}
    (kept / "files/a/c.csv").unlink()
    assert OutputCache(kept).files_below("a", "k") == set()


def test_a_folder_is_there_as_long_as_all_of_it_is(kept: Path):
    assert OutputCache(kept).folder("a") == kept / "files/a"
    assert OutputCache(kept).folder("b") is None
    (kept / "files/a/c.csv").write_text("damaged", encoding="utf-8")
    assert OutputCache(kept).folder("a") is None
