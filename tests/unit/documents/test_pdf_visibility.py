"""Characters that a person sees, by the pixels of a page; golden cases of pages hold the kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.pdf_glyphs import Glyph, TextObject
from annual_reports.documents.pdf_values import Box
from annual_reports.documents.pdf_visibility import Drawing, frame_of, is_seen, shown

CROP = Box(10, 20, 110, 220)
INSIDE = Box(2, 2, 8, 8)
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def drawing(color: tuple[int, ...]) -> Drawing:
    return Drawing(bytes(color) * 100, 30, (10, 10), 1.0)


def glyph(color: tuple[int, ...] = BLACK, *, is_embedded: bool = True, box: Box = INSIDE) -> Glyph:
    of = TextObject(None, color, is_embedded, 1.0, is_layered=False, turns=0)  # type: ignore[arg-type]  # no library is asked
    return Glyph("甲", (2, 2), box, box, 6.0, of)


def is_visible(one: Glyph, with_text: tuple[int, ...], without: tuple[int, ...]) -> bool:
    return is_seen(one, drawing(with_text), drawing(without), frame_of(Box(0, 0, 10, 10), 0))


@pytest.mark.parametrize(("with_text", "expected"), [(BLACK, True), ((240, 240, 240), False), (WHITE, False)])
def test_a_glyph_is_seen_if_it_changes_the_page_clearly(with_text: tuple[int, ...], expected: bool):  # noqa: FBT001
    assert is_visible(glyph(), with_text, WHITE) is expected


def test_a_glyph_beside_the_page_or_too_small_is_not_seen():
    assert not is_visible(glyph(box=Box(20, 2, 26, 8)), BLACK, WHITE)
    assert not is_visible(glyph()._replace(size=1.0), BLACK, WHITE)


def test_a_glyph_without_an_outline_is_looked_for_in_its_place():
    assert is_visible(glyph()._replace(ink=Box(0, 0, 0, 0)), BLACK, WHITE)


@pytest.mark.parametrize(
    ("color", "is_embedded", "ground", "expected"),
    [
        (BLACK, False, WHITE, True),
        (WHITE, False, WHITE, False),
        ((), False, WHITE, False),
        (BLACK, True, WHITE, False),
    ],
)
def test_a_font_that_is_not_here_would_show_its_colour(color, is_embedded: bool, ground, expected: bool):  # noqa: FBT001
    assert is_visible(glyph(color, is_embedded=is_embedded), ground, ground) is expected


def test_a_glyph_of_a_layer_is_not_taken_for_one_whose_font_is_not_here():
    one = glyph(is_embedded=False)
    assert not is_visible(one._replace(of=one.of._replace(is_layered=True)), WHITE, WHITE)


@given(st.integers(0, 3), st.floats(10, 110), st.floats(20, 220))
def test_a_turned_page_keeps_its_places_inside(turns: int, x: float, y: float):
    frame = frame_of(CROP, turns)
    width, height = shown(frame, CROP)[2:]
    assert {width, height} == {100, 200}
    left, bottom, right, top = shown(frame, Box(x, y, x, y))
    assert -0.01 <= left == right <= width + 0.01
    assert -0.01 <= bottom == top <= height + 0.01


def test_three_more_quarters_bring_a_box_back():
    once = shown(frame_of(CROP, 1), Box(20, 30, 40, 90))
    assert shown(frame_of(Box(0, 0, 200, 100), 3), once) == (10, 10, 30, 70)
