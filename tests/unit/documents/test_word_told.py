"""Lines told of a document: one for each kind, with all its places."""

from __future__ import annotations

import pytest

from annual_reports.documents.word_told import Event, Told


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("办理526件", 5, "“办理526”后面"),
        ("办理526件", 0, "“办理526件”前面"),
        ("", 0, "“前一段的末尾。”后面"),
        ("  \n", 1, "“前一段的末尾。”后面"),
        ("一二三四五六七八九十百千", 12, "“三四五六七八九十百千”后面"),
    ],
)
def test_places_are_words_nearby(text: str, position: int, expected: str):
    assert Told(before="前一段的末尾。").place(text, position) == expected


def test_a_place_without_words_is_the_beginning_or_the_part():
    assert (Told().place(), Told(part="页眉").place()) == ("文件开头", "页眉")


def test_one_line_lists_the_places_of_a_kind():
    told = Told()
    told.read("办理526件", [Event("图片没有读入 {} 张", 7, 7, ""), Event("上标 {} 处", 4, 5, None)])
    told.read("", [Event("图片没有读入 {} 张", 0, 0, "")])
    assert list(told.lines()) == [
        "图片没有读入 2 张：“办理526件”后面、“办理526件”后面",
        "上标 1 处：“办理52”后面的“6”",
    ]


def test_long_words_are_cut_and_say_so():
    told = Told()
    told.tell("删去 {} 处", words="字" * 301)
    assert next(told.lines()) == f"删去 1 处：“{'字' * 300}……（共 301 字）”"


def test_a_kind_without_any_place_says_so():
    told = Told()
    told.tell("脚注没有读入 {} 条")
    assert list(told.lines()) == ["脚注没有读入 1 条：没有标出位置"]


def test_text_that_is_read_is_told_by_its_beginning():
    told = Told(before="上文。")
    told.tell_read("合并 {} 个", "字" * 30)
    told.tell_read("合并 {} 个", "")
    assert list(told.lines()) == [f"合并 2 个：“{'字' * 20}”、“上文。”后面"]
