"""Nothing of a page is lost: each character is in a paragraph or in a line that is told."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.pdf_layout import lay_out
from annual_reports.documents.pdf_values import Box, PdfPage
from support.pdf_characters import characters, grid

_TEXT = st.text(st.sampled_from("甲镇法治政府。，：“”（）年12360 ab-Z①一、"), min_size=1, max_size=40)
_PLACES = st.tuples(st.integers(30, 560), st.integers(20, 820), st.sampled_from([8.0, 10.5, 16.0, 22.0]))
_GRIDS = st.builds(
    lambda left, bottom, columns, rows: tuple(
        grid([left + 60 * c for c in range(columns + 1)], [bottom + 24 * r for r in range(rows + 1)])
    ),
    *(st.integers(30, 300), st.integers(40, 600), st.integers(1, 4), st.integers(1, 5)),
)
_RULES = st.lists(
    st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), *[st.integers(0, 500)] * 4), max_size=4
)
_MARKS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-0123456789+-")
_LINES = st.lists(st.tuples(_PLACES, _TEXT), max_size=30)


@st.composite
def _pages(draw: st.DrawFn) -> list[PdfPage]:
    repeated = draw(st.lists(st.tuples(_PLACES, _TEXT), max_size=3))
    return [
        PdfPage(
            number,
            595,
            842,
            tuple(_without_overlap([*repeated, *draw(_LINES)])),
            (*chain.from_iterable(draw(st.lists(_GRIDS, max_size=2))), *draw(_RULES)),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]


def _without_overlap(lines):
    """Yield the characters of lines; of equal ones on one another, which are read once, one."""
    taken = set()
    for (left, base, size), text in lines:
        for character in characters(left, base, size, text):
            place = {
                (character.text, round(character.box.left / 22) + i, round(base / 22) + j)
                for i in (-1, 0, 1)
                for j in (-1, 0, 1)
            }
            if not place & taken:
                taken.add((character.text, round(character.box.left / 22), round(base / 22)))
                yield character


@given(_pages())
def test_each_character_is_in_a_paragraph_or_told(pages: list[PdfPage]):
    document = lay_out(pages)
    there = _counted(chain.from_iterable(page.characters for page in pages), lambda character: character.text)
    found = _counted(
        document.paragraphs, lambda paragraph: paragraph.text.replace("|", "").replace("---", "")
    )
    told = set("".join(document.told).translate(_MARKS))
    missing = {sign for sign in there if there[sign] > found[sign]}
    assert missing <= told
    assert not found - there


def _counted(values, text):
    return Counter("".join("".join(map(text, values)).translate(_MARKS).split()))
