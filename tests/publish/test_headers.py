"""A real nginx sends the right headers for every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.header_sites import REPORT, SUB_PATH, Sites
from support.nginx import get

TEXT = "text/{}; charset=utf-8"
ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'self'"
)
LASTING = "public, max-age=31536000, immutable"
SMALLEST_PACKED = 256
"""Bytes."""


def one(site: Path, pattern: str) -> str:
    return min(path.relative_to(site).as_posix() for path in site.glob(pattern))


@pytest.mark.parametrize("which", ["county", "real"])
def test_each_file_is_served_with_what_belongs_to_it(sites: Sites, which: str):
    site, address = sites.folders[which], getattr(sites, which)
    lasting = [
        (one(site, "assets/*/base.css"), TEXT.format("css"), LASTING),
        (one(site, "assets/*/settings.js"), TEXT.format("javascript"), LASTING),
        (one(site, "assets/*/icon.svg"), "image/svg+xml; charset=utf-8", LASTING),
    ]
    named = [
        ("", TEXT.format("html"), "no-cache"),
        ("data/figures.csv", TEXT.format("csv"), "no-cache"),
        ("data/figures.json", "application/json; charset=utf-8", "no-cache"),
        ("data/ledger.jsonl", "application/x-ndjson; charset=utf-8", "no-cache"),
        ("search/index/pages.bin", "application/octet-stream", "no-cache"),
        ("sitemap.xml", TEXT.format("xml"), "no-cache"),
        ("sitemap.xml.gz", "application/gzip", "no-cache"),
    ]
    for path, kind, kept in [*lasting, *named]:
        answer = get(address + path, Accept_Encoding="gzip")
        assert (answer.status, answer.headers["Content-Type"]) == (200, kind), path
        assert answer.headers.get_all("Cache-Control") == [kept], path
        assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
        assert answer.headers.get_all("Content-Security-Policy") == [POLICY]
        large = (site / (path or "index.html")).stat().st_size >= SMALLEST_PACKED
        assert (answer.headers["Content-Encoding"] == "gzip") == ("charset" in kind and large), path


def test_the_index_of_search_is_kept_for_good(sites: Sites):
    answer = get(sites.county + one(sites.folders["county"], "search/index/*/keys/0.bin"))
    assert answer.headers["Cache-Control"] == LASTING


def test_a_page_that_was_kept_is_asked_for_again_and_not_sent_again(sites: Sites):
    first = get(sites.county)
    again = get(sites.county, If_None_Match=first.headers["ETag"])
    assert (again.status, again.headers["Cache-Control"]) == (304, "no-cache")


def test_only_the_bare_report_may_be_framed(sites: Sites):
    policy = get(f"{sites.county}{REPORT}embed.html").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'; style-src 'sha256-" in policy
    assert "frame-ancestors 'self'" in get(f"{sites.county}{REPORT}").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        *("nowhere/", "nowhere.csv", "assets/0123456789ab/gone.css", "search/index/0123456789ab/keys/0.bin"),
        *("_headers", "nginx.conf", ".git/config", "reports/.htaccess", "assets/", "reports/jia/2024/x.html"),
    ],
)
@pytest.mark.parametrize("which", ["county", "real"])
def test_what_is_not_there_is_said_with_our_own_page_and_never_kept(sites: Sites, which: str, path: str):
    answer = get(getattr(sites, which) + path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == TEXT.format("html")
    assert answer.headers["Cache-Control"] is None
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_folder_without_its_slash_is_led_there_whatever_the_host_is_called(sites: Sites):
    answer = get(f"{sites.county}reports")
    assert (answer.status, answer.headers["Location"]) == (301, "/reports/")
    assert get(f"{sites.real}reports").headers["Location"] == f"{SUB_PATH}reports/"
