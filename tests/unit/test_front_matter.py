"""A report's file: bytes in, header and body out, and never a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_reports import reports
from annual_reports.findings import errors
from annual_reports.front_matter import LARGEST_FILE, read
from annual_reports.model import Catalog


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_header_and_body_are_split_whatever_the_line_ends(end: str):
    text = "---\nyear: 2024\n---\n\n正文。\n".replace("\n", end)
    source, findings = read(text.encode(), "f.md")
    assert source
    assert not findings
    assert (source.header.values, source.body) == ({"year": 2024}, "\n正文。\n")
    assert source.place(source.body_start).line == 4


def test_a_byte_order_mark_is_no_content():
    source, _ = read("---\nyear: 2024\n---\n正文。\n".encode("utf-8-sig"), "f.md")
    assert source
    assert source.body == "正文。\n"


def test_a_rule_in_the_body_does_not_end_the_header_twice():
    source, _ = read("---\nyear: 2024\n---\n一\n\n---\n\n二\n".encode(), "f.md")
    assert source
    assert source.body == "一\n\n---\n\n二\n"


def test_another_encoding_is_told_with_its_place():
    (finding,) = read("---\ntitle: 报告\n---\n".encode("gb18030"), "f.md")[1]
    assert (finding.code, finding.line, finding.column) == ("not-utf8", 2, 8)


def test_a_nul_byte_is_told_with_its_place():
    (finding,) = read(b"---\nyear: 2024\n---\nab\x00c\n", "f.md")[1]
    assert (finding.code, finding.line, finding.column) == ("control-character", 4, 3)


def test_a_file_beyond_reason_is_not_read():
    (finding,) = read(b"x" * (LARGEST_FILE + 1), "f.md")[1]
    assert finding.code == "file-too-large"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["526 余件", "2024-02-30", "12场"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "title",
        "year",
        "government",
        "issuers",
        "figures",
        "shortcomings",
        "commitments",
        "answers",
        "corrections",
    ]
    + ["issued", "published", "document_number", "quote", "value", "x"]
)


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes):
    source, findings = read(data, "f.md")
    assert source or findings


@given(header=st.text(max_size=200), body=st.text(max_size=100))
def test_no_header_raises(header: str, body: str, demo_catalog: Catalog):
    data = f"---\n{header}\n---\n{body}".encode("utf-8", "replace")
    report, findings = reports.read(data, "reports/demo/2024.md", "f.md", demo_catalog)
    assert report or errors(findings)


@settings(max_examples=200)
@given(header=st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_values_raise(header: dict[str, object], demo_catalog: Catalog):
    import json  # noqa: PLC0415  # JSON is YAML: the quickest way to write any values down

    text = (
        "{"
        + ", ".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in header.items())
        + "}"
    )
    data = f"---\n{text}\n---\n办件526余件。".encode("utf-8", "replace")
    report, findings = reports.read(data, "reports/demo/2024.md", "f.md", demo_catalog)
    assert report or errors(findings)
    assert all(finding.line >= 1 and finding.column >= 1 for finding in findings)


def test_a_body_of_nothing_but_markup_is_refused_at_once(demo_catalog: Catalog):
    data = ("---\nyear: 2024\n---\n" + "``\n<b>\n" * 100_000).encode()
    _, findings = reports.read(data, "reports/demo/2024.md", "f.md", demo_catalog)
    assert 100 <= len(errors(findings)) < 120
