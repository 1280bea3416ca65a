"""Pages that Markdown could not read in time are refused before it reads them."""

from __future__ import annotations

from time import process_time

import pytest

from annual_reports.sources.written_pages import read_written_page

SIGNS = [
    *("[", "![", "[甲](", "![甲](", "[[甲]", "[甲](<", "> [", "*[", "[甲]: [", "[甲][", '[甲](b "'),
    *("<a", "<a ", "</a", "<!-- ", "<?", "<http://a", "甲<b\n\n"),
]


def read(text: str) -> tuple[list[tuple[str, int]], float]:
    read_written_page(b"# \n", "p.md", "docs/p.md")  # what is imported late is not measured
    begin = process_time()
    _, findings = read_written_page(f"# 页\n\n{text}\n".encode(), "p.md", "docs/p.md")
    return [(each.code, each.line) for each in findings], process_time() - begin


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_without_their_other_half_are_told_at_once(sign: str):
    found, seconds = read(sign * 16_000)
    assert found[0][0] == "page-too-much"
    assert seconds < 2


@pytest.mark.parametrize("text", ["[" * 8000 + "]" * 8000, "甲\n\n" * 9 + "[" * 16_000, "甲[](" * 8000])
def test_deep_pairs_are_told_at_their_paragraph(text: str):
    assert read(text)[0] == [("page-too-much", text.count("\n") + 3)]


@pytest.mark.parametrize(
    ("text", "line"), [("\\" * 200_000, 3), ("# 甲\n" * 5000, 2002), ("甲\n=\n\n" * 5000, 6001)]
)
def test_other_excess_is_told_at_its_place(text: str, line: int):
    assert read(text)[0] == [("page-too-much", line)]


@pytest.mark.parametrize(
    "text",
    [
        "[甲](index.md)、" * 3000,
        "| [甲](a.md) | [乙] |\n|---|---|\n" + "| 甲 | [ |\n" * 300,
        "甲 [乙\n\n" * 2000,
        "# 甲\n\n乙\n\n" * 900,
        "3 < 5，a<b，" * 300,
        "文" * 100_000,
        "```\n" + "[1, [2, [3]]],\n" * 2000 + "```",
        "(((" * 3000,
    ],
)
def test_a_long_page_with_usual_signs_is_read(text: str):
    found, seconds = read(text)
    assert "page-too-much" not in {code for code, _ in found}
    assert seconds < 6
