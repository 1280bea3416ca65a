"""An object store: in which order files arrive, and which of them go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.publish import bucket
from annual_reports.publish.manifest import is_hashed

SITE = {
    "404.html": "1",
    "assets/0123456789ab/base.css": "2",
    "assets/icon.svg": "3",
    "data/figures.csv": "4",
    "files.txt": "5",
    "index.html": "6",
    "search/index/0123456789ab/keys/0.bin": "7",
    "search/index/pages.bin": "8",
    "sitemap.xml": "9",
}
OLD = {"index.html": "0", "old.html": "0", "assets/aaaaaaaaaaaa/base.css": "0"}


def test_what_pages_name_arrives_before_the_pages():
    hashed, others = bucket.steps_before_pages(SITE)
    assert hashed.paths == ("assets/0123456789ab/base.css", "search/index/0123456789ab/keys/0.bin")
    assert hashed.cache_control == "public, max-age=31536000, immutable"
    assert others.paths == ("assets/icon.svg", "data/figures.csv", "files.txt")
    pages = bucket.page_step(SITE)
    assert pages.paths == ("404.html", "index.html", "search/index/pages.bin", "sitemap.xml")
    assert others.cache_control == pages.cache_control == "no-cache"


@given(st.sets(st.sampled_from(sorted({**SITE, **OLD}))))
def test_each_file_arrives_once(paths: set[str]):
    site = dict.fromkeys(paths, "1")
    arrived = [
        path for step in (*bucket.steps_before_pages(site), bucket.page_step(site)) for path in step.paths
    ]
    assert sorted(arrived) == sorted(paths)


def test_hashed_files_of_the_site_before_stay_and_older_ones_go():
    listed = [*SITE, *OLD, "assets/bbbbbbbbbbbb/base.css"]
    assert bucket.outdated_files(listed, {**SITE, **OLD}, OLD, SITE) == (
        "assets/bbbbbbbbbbbb/base.css",
        "old.html",
    )


def test_what_we_did_not_put_there_stays():
    assert bucket.outdated_files([*OLD, "公告.pdf", "other/index.html"], OLD, OLD, OLD) == ()


def test_what_a_publish_that_was_cut_off_left_goes():
    known = {**OLD, "half.html": "0", "assets/cccccccccccc/x.js": "0"}
    assert bucket.outdated_files([*known], known, OLD, SITE) == ("half.html", "old.html")


@given(st.lists(st.sets(st.sampled_from(sorted({**SITE, **OLD}))), min_size=3, max_size=3))
def test_no_file_of_the_new_site_is_removed(sites: list[set[str]]):
    listed, live, new = sites
    as_digests = [dict.fromkeys(site, "1") for site in sites]
    gone = set(bucket.outdated_files(listed, as_digests[1], as_digests[1], as_digests[2]))
    assert gone <= listed - new
    assert not any(is_hashed(path) and path in live for path in gone)


def test_what_was_withdrawn_does_not_stay_in_hashed_files():
    old, new = {"search/index/0123456789ab/0.bin": "a"}, {"index.html": "b"}
    listed = [*old, *new, "notice.pdf"]
    assert bucket.outdated_files(listed, old, old, new) == ()
    assert bucket.outdated_files(listed, old, old, new, keep_hashed=False) == tuple(old)
