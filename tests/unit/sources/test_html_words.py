"""Words of markup: what browsers show as one word is one word, and nothing that is said is left out."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.sources.html_words import decode_escapes, words_of_markup

WORDS = st.text(
    st.characters(min_codepoint=33, exclude_characters="<>\\%&\"'", exclude_categories=["Cs"]), min_size=1
)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>甲<b>乙</b>丙</p><p>丁</p>", ["甲乙丙", "丁"]),
        ("<tr>\n<td>1</td>\n<td>2</td>\n</tr><tr><th>3</th></tr>", ["1 | 2", "3"]),
        ("<p>5<sup>2</sup></p>", ["52", "5 2"]),
        ('<img alt="甲" class="乙">', ["甲"]),
        ("<img alt='甲'>", ["甲"]),
        ("<!--甲-->", ["甲"]),
        ("<DIV>甲<BR>乙</DIV>", ["甲", "乙"]),
        ("a &lt; b &amp; c", ["a < b & c"]),
    ],
)
def test_lines_of_words(markup: str, lines: list[str]):
    found = words_of_markup(markup).split("\n")
    assert [line.strip() for line in found if line.strip() and "!--" not in line] == lines


@given(WORDS, WORDS)
def test_text_and_values_of_attributes_are_kept(text: str, value: str):
    words = words_of_markup(f'<p title="{escape(value)}"><b>{escape(text)}</b></p>')
    assert text in words
    assert value in words


@given(WORDS)
def test_what_json_escapes_is_decoded(text: str):
    assert decode_escapes(json.dumps("".join(c for c in text if ord(c) < 0x10000))).strip('"') == "".join(
        c for c in text if ord(c) < 0x10000
    )


@given(st.text())
def test_any_text_has_words(text: str):
    words_of_markup(text)
