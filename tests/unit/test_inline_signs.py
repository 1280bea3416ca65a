"""What is not looked for is not there: the same HTML as without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Extension, markdown

from annual_reports.inline_signs import InlineSigns

EXTENSIONS: list[str | Extension] = ["toc", "tables", "fenced_code"]
SIGNS = [
    "`",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "!",
    "<",
    ">",
    "&",
    ";",
    "*",
    "_",
    "  \n",
    "\n",
    "|",
    "-",
    "#",
    ":",
    "a",
    "法",
    " ",
]


@given(
    st.lists(st.sampled_from([*SIGNS, "\x1a\x10", "[a]: /b", "<b>", "&amp;", "http://a", "```\n"])).map(
        "".join
    )
)
def test_any_text_becomes_what_it_becomes_without(text: str):
    assert markdown(text, extensions=[*EXTENSIONS, InlineSigns()]) == markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "text",
    [
        *("`a`", "a\\*b", "[a](b)", "![a](b)", "[a][b]\n\n[b]: c", "![a][b]\n\n[b]: c", "[b]\n\n[b]: c"),
        *("<http://a>", "<a@b.cn>", "<b>a</b>", "a  \nb", "&lt;", "*a*", "**a**", "_a_", "__a__"),
    ],
)
def test_each_sign_is_still_read(text: str):
    assert markdown(text, extensions=[InlineSigns()]) == markdown(text)
