"""Raised characters, characters of picture fonts, and equations become plain text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.word_symbols import is_picture_font, linear_equation, raised, symbol
from support.word_xml import NAMESPACES


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("2", "superscript", "²"),
        ("-10", "superscript", "⁻¹⁰"),
        ("2", "subscript", "₂"),
        ("[1]", "superscript", "^([1])"),
        ("n", "subscript", "_(n)"),
    ],
)
def test_raised_text_keeps_apart_from_the_line(text: str, where: str, expected: str):
    assert raised(text, where) == expected


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Wingdings", 0xF0FE, "☑"),
        ("wingdings", 0x6C, "●"),
        ("Wingdings 2", 0xF052, "☑"),
        ("Symbol", 0xF061, "α"),
        ("Symbol", 0x7A, "ζ"),
        ("Symbol", 0x5A, "Ζ"),
        ("Symbol", 0xB3, "≥"),
        ("Symbol", 0xB9, "≠"),
        ("Symbol", 0xC5, "⊕"),
        ("Symbol", 0xD6, "√"),
        ("Wingdings 3", 0xF07D, None),
        ("宋体", 0x2103, "℃"),
        ("宋体", 0xF07D, None),
        ("Wingdings", 0x4EF6, "件"),
    ],
)
def test_symbols_of_fonts(font: str, code: int, expected: str | None):
    assert symbol(font, code) == expected


def test_fonts_of_pictures_are_known_by_their_names():
    assert is_picture_font("Webdings")
    assert not is_picture_font("仿宋_GB2312")


@given(st.text(max_size=20), st.integers(0, 0xFFFF))
def test_any_symbol_is_a_character_or_none(font: str, code: int):
    found = symbol(font, code)
    assert found is None or found.encode()


def run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (run("98.5%"), "98.5%"),
        (f"<m:f><m:num>{run('a')}</m:num><m:den>{run('b')}</m:den></m:f>", "a/b"),
        (f"<m:f><m:num>{run('a+1')}</m:num><m:den>{run('b')}</m:den></m:f>", "(a+1)/b"),
        (f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>", "x²"),
        (f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('年')}</m:sup></m:sSup>", "x^(年)"),
        (f"<m:d><m:e>{run('a')}</m:e><m:e>{run('b')}</m:e></m:d>", "(a, b)"),
        (f"<m:acc><m:accPr/><m:e>{run('a')}</m:e></m:acc>", "a"),
        (f"<w:del>{run('a')}</w:del>{run('b')}", "b"),
        ("<m:f/>", "/"),
    ],
)
def test_equations_stand_in_one_line(markup: str, expected: str):
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    assert linear_equation(ET.fromstring(f"<m:oMath {declared}>{markup}</m:oMath>")) == expected
