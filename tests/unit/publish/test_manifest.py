"""The list of all files: what sha256sum writes and reads, and what two lists differ in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.publish import manifest
from annual_reports.publish.manifest import Release
from annual_reports.rendering.assets import UNCHANGING

PATHS = st.text(
    st.characters(exclude_characters="\n\\", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1
)
FILES = st.dictionaries(PATHS, st.sampled_from(["a" * 64, "b" * 64, "c" * 64]), max_size=8)


def test_the_list_is_what_sha256sum_writes(tmp_path: Path):
    for path in ("index.html", "b/年 报.html", "b.txt", "a/b/c"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    release = Release.of(tmp_path)
    release.write_manifest()
    listing = (tmp_path / "files.sha256").read_bytes()
    names = sorted(release.digests)
    assert names == ["a/b/c", "b.txt", "b/年 报.html", "index.html"]
    assert subprocess.check_output(["sha256sum", *names], cwd=tmp_path) == listing
    subprocess.check_output(["sha256sum", "--check", "--strict", "files.sha256"], cwd=tmp_path)
    assert Release.of(tmp_path) == release, "the list is not part of itself"


@given(FILES)
def test_a_list_is_read_as_it_was_written(files: dict[str, str]):
    assert manifest.parse(manifest.serialize(files)) == files


@given(FILES, FILES)
def test_a_difference_turns_one_list_into_the_other(live: dict[str, str], new: dict[str, str]):
    found = manifest.difference(live, new)
    assert not set(found.added) & live.keys()
    assert all(live[path] != new[path] for path in found.changed)
    carried = {path: new[path] for path in (*found.added, *found.changed)}
    kept = {path: digest for path, digest in live.items() if path not in found.removed}
    assert {**kept, **carried} == new
    assert list(found.added) == sorted(found.added)


@given(FILES)
def test_the_same_list_differs_in_nothing(files: dict[str, str]):
    assert manifest.difference(files, files) == manifest.Difference((), (), ())


def test_what_is_no_line_of_a_list_is_passed_over():
    assert manifest.parse(b"") == {}
    assert manifest.parse(b"\xff\xfe<html>404</html>\n" + b"a" * 64 + b"  x\nnonsense\n") == {"x": "a" * 64}


@pytest.mark.parametrize(
    ("path", "hashed"),
    [
        ("assets/0123456789ab/base.css", True),
        ("zwgk/assets/0123456789ab/search/find.js", True),
        ("search/index/0123456789ab/keys/0.bin", True),
        ("assets/stylesheets/main.484c7ddc.min.css", False),
        ("search/index/pages.bin", False),
        ("assets/base.css", False),
        ("assets/0123456789abc/base.css", False),
        ("reports/assets0/0123456789ab/x", False),
        ("reports/pingshi/2024/index.html", False),
    ],
)
def test_a_hashed_file_is_known_by_its_path_here_and_at_the_destination(path: str, *, hashed: bool):
    assert manifest.is_hashed(path) is hashed
    found = subprocess.run(["grep", "-qE", UNCHANGING.pattern], input=path, encoding="utf-8", check=False)
    assert (found.returncode == 0) is hashed
