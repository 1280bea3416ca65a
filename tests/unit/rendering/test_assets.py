"""Addresses that change with what lies there."""

from __future__ import annotations

import pytest

from annual_reports.rendering.assets import UNCHANGING, address_of, source_of, version


def test_the_folder_is_named_after_what_it_holds():
    one = version([b"a", b"b"])
    assert address_of("assets/search/page.js", one) == f"assets/{one}/search/page.js"
    assert source_of(address_of("assets/search/page.js", one)) == "assets/search/page.js"
    assert source_of("search/index/pages.bin") == "search/index/pages.bin"
    assert one == version(iter([b"a", b"b"]))
    assert one not in {version([b"ab"]), version([b"b", b"a"]), version([b"a", b"b", b""])}


@pytest.mark.parametrize(
    "path",
    [address_of("assets/base.css", version([b"a"])), "/zwgk/nianbao/search/index/0123456789ab/keys/1.bin"],
)
def test_what_may_be_kept_is_told_by_its_address(path: str):
    assert UNCHANGING.search(path)


@pytest.mark.parametrize(
    "path",
    [
        "search/index/pages.bin",
        "assets/images/seal.png",
        "my-assets/0123456789ab/base.css",
        "assets/0123456789abc/base.css",
    ],
)
def test_what_keeps_its_address_must_be_asked_for_again(path: str):
    assert not UNCHANGING.search(path)
