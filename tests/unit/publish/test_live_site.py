"""What lies at a destination against the list that was published there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.publish import live_site, manifest
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.live_site import NO_FILE, UNREADABLE, Alterations
from annual_reports.publish.manifest import Release

A, B = "a" * 64, "b" * 64
LISTED = {"index.html": A, "x/y.html": A}
SHARD = "search/index/0123456789ab/0.bin"
DIGESTS = st.sampled_from([A, B, NO_FILE, UNREADABLE])
FOUND = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), DIGESTS)


def said(
    listed: dict[str, str],
    found: dict[str, str],
    lent: dict[str, str],
    name: str | None = None,
    folders: tuple[str, ...] = (".", "./x"),
    writable: tuple[str, ...] = (),
) -> bytes:
    """Write what host.sh prints about a release."""
    listing = manifest.serialize(listed)
    name = name or f"releases/0001-{sha256(listing).hexdigest()[:12]}"
    there = {"files.sha256": sha256(listing).hexdigest(), **({"lent.sha256": B} if lent else {}), **found}
    lying = manifest.serialize({f"./{path}": digest for path, digest in there.items()})
    head = f"welcome\n::name {name}\n::listed\n".encode()
    return b"".join(
        [
            *(head, listing, b"\n::lent\n", manifest.serialize(lent), b"\n::found\n", lying),
            *(b"::folders\n", manifest.serialize(dict.fromkeys(folders, NO_FILE))),
            *(b"::writable\n", manifest.serialize(dict.fromkeys(writable, NO_FILE)), b"::end\n"),
        ]
    )


def altered(found: dict[str, str], lent: dict[str, str] | None = None) -> Alterations:
    return live_site.parse_inspection(said(LISTED, found, lent or {}), None).alterations


def test_each_kind_of_alteration_is_named():
    assert altered(LISTED) == Alterations()
    assert altered({**LISTED, "index.html": B}) == Alterations(changed=("index.html",))
    assert altered({**LISTED, "index.html": NO_FILE}) == Alterations(changed=("index.html",))
    assert altered({**LISTED, "index.html": UNREADABLE}) == Alterations(unreadable=("index.html",))
    assert altered({"index.html": A}) == Alterations(missing=("x/y.html",))
    assert altered({**LISTED, "z": A}) == Alterations(added=("z",))


def test_a_lent_file_belongs_there_or_may_be_missing_but_no_page_is_lent():
    assert altered({**LISTED, SHARD: A}, {SHARD: A}) == Alterations()
    assert altered(LISTED, {SHARD: A}) == Alterations()
    assert altered({**LISTED, SHARD: B}, {SHARD: A}) == Alterations(changed=(SHARD,))
    assert altered({**LISTED, SHARD: A}) == Alterations(added=(SHARD,))
    page = altered({**LISTED, "z.html": A}, {"z.html": A})
    assert page == Alterations(changed=("lent.sha256",), added=("z.html",))


def test_a_list_of_lent_files_that_lists_none_is_named():
    assert altered({**LISTED, "lent.sha256": A}) == Alterations(changed=("lent.sha256",))


def test_an_empty_folder_and_a_file_that_anybody_may_change_are_named():
    output = said(LISTED, LISTED, {SHARD: A}, folders=(".", "./x", "./search", "./secret"))
    assert live_site.parse_inspection(output, None).alterations == Alterations(added=("secret/",))
    output = said(LISTED, LISTED, {}, writable=("./index.html",))
    assert live_site.parse_inspection(output, None).alterations == Alterations(writable=("index.html",))


@pytest.mark.parametrize("name", ["releases/0001-000000000000", "/tmp/elsewhere", "releases/evil"])
def test_a_list_that_is_not_the_one_of_the_releases_name_is_named(name: str):
    found = live_site.parse_inspection(said(LISTED, LISTED, {}, name), None).alterations
    assert found == Alterations(changed=("files.sha256",))


def test_where_the_list_was_altered_too_the_release_here_tells_what_was():
    release = Release(Path(), LISTED)
    name = f"releases/0001-{release.digest[:12]}"
    live = live_site.parse_inspection(said({"index.html": B}, {"index.html": B}, {}, name), release)
    assert live.alterations == Alterations(("index.html", "files.sha256"), ("x/y.html",))
    assert not live.is_release(release)


def test_an_answer_that_was_cut_off_is_none():
    whole = said(LISTED, LISTED, {})
    with pytest.raises(NotPublished):
        live_site.parse_inspection(whole.removesuffix(b"::end\n"), None)
    with pytest.raises(NotPublished):
        live_site.parse_inspection(b"", None)


@given(FOUND, FOUND)
def test_only_what_is_as_listed_goes_unnamed(listed: dict[str, str], found: dict[str, str]):
    named = set(live_site.compare(listed, found, {}).paths)
    for path in listed.keys() | found.keys():
        is_right = path in listed and listed[path] == found.get(path) and found[path] != UNREADABLE
        assert (path not in named) is is_right
