from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from annual_reports.documents.pdf_drawings import Drawings, area, find_drawings, meet
from annual_reports.documents.pdf_values import Box
from support.pdf_files import pdf_file

PAGE = Box(0, 0, 595, 842)
EDGES = {(60, 400, 300, 400), (300, 400, 300, 480), (60, 480, 300, 480), (60, 400, 60, 480)}
IMAGE = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 0 100] /Resources 900 0 R"


def drawings(operators: str) -> Drawings:
    parts = (
        f"=== stream 10 {IMAGE} ===\na\n=== stream 11 {FORM} ===\n2 0 0 2 0 0 cm 30 150 120 40 re S /X10 Do\n"
    )
    document = PdfDocument(pdf_file(f"=== page ===\n{operators}\n{parts}"))
    return find_drawings(document[0], PAGE)


@pytest.mark.parametrize(
    ("operators", "rules"),
    [
        ("60 400 240 80 re S", EDGES),
        ("60 400 m 300 400 l 300 480 l 60 480 l h S", EDGES),
        ("60 400 240 80 re 60.5 400.5 239 79 re f*", EDGES),
        ("60 400 240 1 re f", {(60, 400, 300, 401)}),
        ("q 240 0 0 1 60 400 cm /X10 Do Q", {(60, 400, 300, 401)}),
        ("60 400 m 300 400 l S", {(60, 400, 300, 400)}),
        ("/X11 Do", {(60, 400, 300, 400)}),
        ("60 400 240 80 re f", set()),
        ("60 400 240 80 re n", set()),
        ("700 400 m 900 400 l S", set()),
    ],
)
def test_thin_shapes_and_edges_of_boxes_are_rules(operators: str, rules: set[tuple[int, ...]]):
    found = drawings(operators)
    assert rules <= set(found.rules)
    assert rules or not found.rules
    assert found.others == 0


@pytest.mark.parametrize(
    "operators",
    ["60 400 m 300 480 l S", "60 400 m 60 480 300 480 300 400 c S", "60 400 m 90 480 l 99 400 l f"],
)
def test_other_drawings_are_counted(operators: str):
    assert drawings(operators)[:3] == ((), (), 1)


def test_more_rules_than_tables_have_are_a_drawing():
    assert drawings("".join(f"60 {y / 9} m 300 {y / 9} l S\n" for y in range(2001)))[:3] == ((), (), 1)


def test_a_picture_is_placed_by_the_matrices_of_all_forms_around_it():
    assert drawings("q 100 0 0 50 60 400 cm /X10 Do Q").pictures == ((60, 400, 160, 450),)


def test_boxes_that_touch_meet():
    assert meet(Box(0, 0, 2, 2), Box(2, 2, 3, 3))
    assert not meet(Box(0, 0, 2, 2), Box(2.1, 0, 3, 3))
    assert area(Box(1, 1, 3, 4)) == 6
