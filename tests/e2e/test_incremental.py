"""A build on top of the last one: whatever was changed, its bytes are those of a build from nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from support.random_changes import built, replace, unpublished_county, write


@pytest.fixture
def town_hall(tmp_path: Path) -> Path:
    """The fictional county, before anything is published."""
    return unpublished_county(tmp_path / "county")


def numbers(folder: Path) -> dict[str, int]:
    """Every file with its number on the disk: a file that was made anew has another."""
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in folder.rglob("*") if p.is_file()}


def made_anew(project: Path) -> set[str]:
    """Build once more; return the paths of the files that were written anew."""
    before = numbers(project / "built")
    kept = (project / "built").rename(project / "before")  # so that no number is given again
    assert built(project, "--dirty")
    after = numbers(project / "built")
    shutil.rmtree(kept)
    return {path for path in after if after[path] != before.get(path)}


ALWAYS = {"404.html", "sitemap.xml", "sitemap.xml.gz", "_headers", "nginx.conf"}


def test_where_nothing_has_changed_nothing_is_made(town_hall: Path):
    assert built(town_hall, "--dirty")
    assert made_anew(town_hall) == ALWAYS


def test_an_edit_makes_the_pages_that_may_show_it(town_hall: Path):
    assert built(town_hall, "--dirty")
    replace(town_hall / "docs/reports/jia/2023.md", "发放宣传资料: 3200 余份", "发放宣传资料: 3200余份")
    made = made_anew(town_hall)
    assert {"reports/jia/2023/index.html", "compare/jia/2023-2024/index.html", "index.html"} <= made
    assert not {path for path in made if "/yi/" in path or "/bing/" in path}
    assert not {path for path in made if path.startswith(("assets/", "about/", "guide/", "years/2022"))}


def test_files_that_are_not_published_do_not_get_in_the_way(town_hall: Path):
    with (town_hall / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nexclude_docs: /about/left-out.md\n")
    write(town_hall / "docs/about/left-out.md", "# 不公开\n")
    site = built(town_hall, "--dirty")
    assert site
    assert "about/left-out/index.html" not in site
    assert made_anew(town_hall) == ALWAYS


def test_a_build_from_nothing_keeps_nothing(town_hall: Path):
    assert built(town_hall)
    assert not (town_hall / ".cache").exists()


def test_the_search_index_goes_and_comes_with_its_option(town_hall: Path):
    """In a build on top of the last one as in a build from nothing."""
    settings = town_hall / "mkdocs.yml"
    before = settings.read_text(encoding="utf-8")
    with_index = built(town_hall, "--dirty")
    write(settings, f"{before}\nextra: {{annual_reports: {{search_index: false}}}}\n")
    without = built(town_hall, "--dirty")
    assert with_index
    assert without
    assert without == built(town_hall)
    assert any(path.startswith("search/index/") for path in with_index)
    assert not any(path.startswith("search/index/") for path in without)
    write(settings, before)
    assert built(town_hall, "--dirty") == with_index


@pytest.mark.parametrize("by", ["a new file", "writing into it"])
def test_a_file_replaced_by_one_of_the_same_size_and_time_is_copied(town_hall: Path, by: str):
    form = town_hall / "docs/about/form.txt"
    form.write_text("one", encoding="utf-8")
    assert built(town_hall, "--dirty")
    status = form.stat()
    if by == "a new file":
        form.unlink()
    form.write_text("two", encoding="utf-8")
    os.utime(form, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert form.stat().st_mtime_ns == status.st_mtime_ns
    site = built(town_hall, "--dirty")
    assert site
    assert site["about/form.txt"] == b"two"
