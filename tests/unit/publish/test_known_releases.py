"""Records of all releases: which was published last, and what any of them says is withdrawn."""

from __future__ import annotations

from hashlib import sha256

import pytest

from annual_reports.publish import known_releases, manifest
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.known_releases import KnownRelease

WITHDRAWN = "data/withdrawn.txt"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def release(number: int, *withdrawn: str, listed: bool = True) -> KnownRelease:
    """Make a release as it was published, or one whose list somebody deleted."""
    content = "".join(f"{key}\n" for key in withdrawn).encode()
    listing = manifest.serialize({WITHDRAWN: digest(content), "n": f"{number:064}"})
    files = {WITHDRAWN: content, **({"files.sha256": listing} if listed else {})}
    return KnownRelease(f"releases/{number:04}-{digest(listing)[:12]}", files)


def said(served: str, *releases: KnownRelease, back: str = "") -> bytes:
    """Write what host.sh prints; each content is printed once."""
    lines, printed = [f"welcome\n::served {served}\n::back {back}\n".encode()], set[str]()
    for each in releases:
        lines.append(f"::release {each.folder}\n".encode())
        for path, content in each.files.items():
            if digest(content) not in printed:
                lines.append(f"::content {digest(content)} {len(content)}\n".encode() + content + b"\n")
            printed.add(digest(content))
            lines.append(f"::file {digest(content)} {each.folder}/{path}\n".encode())
    return b"".join([*lines, b"::end\n"])


def last(served: str, *releases: KnownRelease, back: str = "") -> KnownRelease | None:
    return known_releases.parse(said(served, *releases, back=back)).last


def test_the_release_that_was_published_last_is_told_by_its_number_and_by_the_link():
    one, two = release(1, "a/1"), release(2, "a/1")
    assert last(two.folder, one, two) == two
    assert last("", one, two) == last("releases/9999-x", one, two) == two
    assert last(one.folder, one, two) == two, "nobody went back"
    assert last(one.folder, one, two, back=two.name) == one
    assert last("", one, two, back=two.name) == one
    assert last("") is None


def test_a_newer_release_that_does_not_know_or_has_no_list_was_not_published_last():
    one = release(1, "a/1")
    assert last(one.folder, one, release(2)) == one
    assert last(one.folder, one, release(2, "a/1", listed=False)) == one


def test_what_any_release_lists_counts_and_an_altered_list_is_lost():
    one, two = release(1, "a/1"), release(2, "a/2")
    known = known_releases.parse(said(two.folder, one, two))
    assert known.withdrawn == {"a/1", "a/2"}
    assert known.read(WITHDRAWN) == b"a/2\n"
    assert one.lost_withdrawals is None
    emptied = KnownRelease(one.folder, {**one.files, WITHDRAWN: b""})
    assert emptied.lost_withdrawals == digest(b"a/1\n")
    assert emptied.has_own_list
    assert not release(3, listed=False).has_own_list


def test_pages_and_folders_that_no_publish_made_are_told():
    output = said("", release(1)).replace(
        b"::end", b"::release releases/.0001-x\n::page releases/.0001-x/updates/withdrawn-a-1\n::end"
    )
    known = known_releases.parse(output)
    assert known.pages == {known_releases.page_of("a/1")}
    assert known.strangers == [".0001-x"]
    assert "链接不见了" in known.remarks[0]


@pytest.mark.parametrize("size", [0, 40, -1])
def test_an_answer_that_was_cut_off_is_none(size: int):
    with pytest.raises(NotPublished):
        known_releases.parse(said("x", release(1))[:size].removesuffix(b"::end"))
