"""HTML in which all parsers agree, and addresses."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from annual_reports.sanitize.html import is_safe_to_follow, is_safe_to_load, tokens, with_alignment_classes

PIECES = (
    *(
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?",
        "<!",
        "=",
        '"',
        "'",
        "`",
        " ",
        "\n",
        "\t",
    ),
    *(
        "a",
        "b",
        "img",
        "svg",
        "style",
        "script",
        "title",
        "onerror",
        "href",
        "src",
        "x",
        "javascript:",
        "&lt;",
        "甲",
        "/",
    ),
)


def test_cells_get_classes_for_their_sides_and_the_text_stays():
    table = '| 甲 | 乙 | 丙 | 丁 |\n|:--|:-:|--:|---|\n| style="text-align: left;" | 2 | 3 | 4 |'
    html = with_alignment_classes(markdown(table, extensions=["tables"]))
    assert '<th class="ar-left">甲</th>' in html
    assert '<td class="ar-center">2</td>' in html
    assert '<td class="ar-right">3</td>' in html
    assert "<td>4</td>" in html
    assert '>style="text-align: left;"<' in html


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_is_judged_sound_has_no_element_or_attribute_that_another_parser_sees(html: str):
    found = list(tokens(html))
    if any(token.name == "" for token in found):
        return  # refused as a whole
    raw = {"script", "style", "title"}
    if any(token.name in raw for token in found):
        return  # what stands in these is looked at by the gate
    judged = {(token.name, key) for token in found for key, _ in token.attributes}
    names = {token.name for token in found}
    root = lxml.html.fragment_fromstring(html, create_parent="main")
    for element in root.iterdescendants():
        if isinstance(element.tag, str) and element.tag not in ("p", "html", "body"):  # which lxml adds
            assert element.tag in names
            assert {(element.tag, key) for key in element.attrib} <= judged


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x()",
        "JAVASCRIPT:x()",
        " javascript:x()",
        "java\tscript:x()",
        "java script:x()",
        "\x01javascript:x()",
        "vbscript:x",
        "data:text/html,x",
        "//evil.example/",
        "\\\\evil.example/",
        "/\\evil.example/",
        "https://www.gov.cn@evil.example/",
        "https://",
        "mailto:a@b.cn?bcc=c@d.cn",
        "mailto:a@b.cn,c@d.cn",
    ],
)
def test_addresses_that_run_or_deceive_are_not_safe(address: str):
    assert not is_safe_to_follow(address)
    assert not is_safe_to_load(address)


def test_a_page_loads_from_the_site_only():
    assert is_safe_to_load("../assets/seal.png")
    assert not is_safe_to_load("https://example.com/seal.png")
