"""Fonts that are wanted, their substitutes, and what staff are told of it."""

from __future__ import annotations

from annual_reports.pdf import fonts

ASKED = {
    "title": ("方正小标宋_GBK",),
    "body": ("仿宋_GB2312", "FangSong"),
    "heading_3": ("仿宋_GB2312", "FangSong"),
}


def test_behind_what_is_asked_for_stands_a_chinese_font():
    faces = fonts.faces(ASKED, missing=())
    assert faces["body"].families.startswith('"仿宋_GB2312", "FangSong", "Noto Serif CJK SC", ')
    assert faces["heading_1"].families.startswith('"Noto Sans CJK SC", ')
    assert set(faces) == set(fonts.LEVELS)


def test_a_stand_in_for_a_heavy_font_is_bold():
    assert fonts.faces(ASKED, missing=("title", "body"))["title"].weight == "bold"
    assert fonts.faces(ASKED, missing=("title", "body"))["body"].weight == "normal"
    assert fonts.faces(ASKED, missing=())["title"].weight == "normal"


def test_one_font_of_a_level_is_enough_and_its_case_does_not_matter():
    found = fonts.missing_levels(ASKED, ["fangsong", "DejaVu Sans"])
    assert not {"body", "heading_3"} & set(found)
    assert "title" in found


def test_where_fonts_cannot_be_asked_for_nothing_is_said_to_be_lacking():
    assert fonts.missing_levels(ASKED, None) == ()


def test_levels_that_lack_the_same_fonts_are_told_together():
    assert list(fonts.missing_font_messages(ASKED, ["title", "body", "heading_1", "heading_3"])) == [
        "这台机器没有标题要用的字体（方正小标宋_GBK），改用相近的字体",
        "这台机器没有正文、三级标题要用的字体（仿宋_GB2312、FangSong），改用相近的字体",
    ]
