"""A report's file: bytes in, header and body out, and never a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.sources.front_matter import LARGEST_FILE, read_source


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_header_and_body_are_split_whatever_the_line_ends(end: str):
    text = "---\nyear: 2024\n---\n\n正文。\n".replace("\n", end)
    source, findings = read_source(text.encode(), "f.md")
    assert source
    assert not findings
    assert (source.header.values, source.body) == ({"year": 2024}, "\n正文。\n")
    assert source.place(source.body_start).line == 4


def test_a_byte_order_mark_is_no_content():
    source, _ = read_source("---\nyear: 2024\n---\n正文。\n".encode("utf-8-sig"), "f.md")
    assert source
    assert source.body == "正文。\n"


def test_a_rule_in_the_body_does_not_end_the_header_twice():
    source, _ = read_source("---\nyear: 2024\n---\n一\n\n---\n\n二\n".encode(), "f.md")
    assert source
    assert source.body == "一\n\n---\n\n二\n"


def test_another_encoding_is_told_with_its_place():
    (finding,) = read_source("---\ntitle: 报告\n---\n".encode("gb18030"), "f.md")[1]
    assert (finding.code, finding.line, finding.column) == ("not-utf8", 2, 8)


def test_a_nul_byte_is_told_with_its_place():
    (finding,) = read_source(b"---\nyear: 2024\n---\nab\x00c\n", "f.md")[1]
    assert (finding.code, finding.line, finding.column) == ("control-character", 4, 3)


def test_a_file_beyond_reason_is_not_read():
    (finding,) = read_source(b"x" * (LARGEST_FILE + 1), "f.md")[1]
    assert finding.code == "file-too-large"


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes):
    source, findings = read_source(data, "f.md")
    assert source or findings
