from __future__ import annotations

from pypdfium2 import PdfDocument

from annual_reports.documents.pdf_glyphs import NO_CHARACTER, Glyph, read_glyphs
from support.pdf_files import pdf_file


def glyphs(operators: str) -> list[Glyph]:
    document = PdfDocument(pdf_file(f"=== page ===\n{operators}\n"))
    return list(read_glyphs(document[0].get_textpage()))


def test_a_ligature_is_one_glyph_of_several_characters():
    assert [glyph.text for glyph in glyphs("BT /F 9 Tf 9 9 Td «oﬃce» Tj ET")] == ["o", "ffi", "c", "e"]


def test_a_ligature_whose_letters_the_file_spells_out_reaches_to_the_next_letter():
    ligature = "BT /Span << /ActualText <FEFF00660066> >> BDC /F 9 Tf 9 9 Td «ﬀ» Tj EMC ET"
    first, second = glyphs(f"{ligature} BT /F 9 Tf 18 9 Td «i» Tj ET")
    assert (first.text, first.extent.right) == ("ff", second.origin[0])


def test_a_character_beyond_the_basic_plane_is_one():
    assert [glyph.text for glyph in glyphs("BT /F 9 Tf 9 9 Td «𠮷村» Tj ET")] == ["𠮷", "村"]


def test_doubled_letters_stay_two():
    assert [glyph.text for glyph in glyphs("BT /F 9 Tf 9 9 Td «甲甲» Tj ET")] == ["甲", "甲"]


def test_spaces_and_line_ends_that_the_file_does_not_hold_are_left_out():
    found = glyphs("BT /F 9 Tf 9 99 Td «ab» Tj 60 0 Td «c» Tj -60 -20 Td «d e» Tj ET")
    assert "".join(glyph.text for glyph in found) == "abcd e"


def test_a_hyphen_at_the_end_of_a_line_is_kept():
    found = glyphs("BT /F 9 Tf 9 99 Td «word-» Tj 0 -12 Td «end» Tj ET")
    assert "".join(glyph.text for glyph in found) == "word-end"


def test_a_glyph_that_has_no_code_has_a_sign_of_its_own():
    (found,) = glyphs("BT /N 9 Tf 9 9 Td «甲» Tj ET")
    assert (found.text, found.origin, found.extent.right) == (NO_CHARACTER, (9, 9), 18)


def test_a_piece_of_text_has_one_colour_scale_and_turn():
    first, second, third = glyphs(
        "BT 1 0 0 rg /F 3 Tf 0 2 -2 0 9 9 Tm «甲» Tj 3 Tr -1 0 0 1 50 9 Tm «乙» Tj"
        " 0.9 0.5 -0.5 0.9 99 9 Tm «丙» Tj ET"
    )
    assert (first.of.color, first.size, first.of.turns) == ((0, 0, 255), 6, 1)
    assert (second.of.color, second.of.turns, third.of.turns) == ((), None, None)
