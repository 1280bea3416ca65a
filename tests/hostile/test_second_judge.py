"""Lexbor, which parses HTML as browsers do, sees no element or attribute that our tokenizer does not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from annual_reports.sanitize.html import tokens
from annual_reports.sources.written_pages import markdown_to_html, read_written_page
from hostile.cases import HARMLESS, REFUSED

PIECES = st.sampled_from(
    (
        *("<b>", "</b>", "<i", "<a", ' href="', '">', ">", "<", "<!--", "-->", "--!>", "<![CDATA[", "]]>"),
        *("<img src=x", " onerror=x()", "<svg>", "<math>", "<style>", "<title>", "</title>", "<p>", "</p>"),
        *("`", "```", "[a](b)", "[a]: <b>", "![c](d)", "&", "&lt;", "&#60;", "javascript:", "\\", "/", "="),
        *("'", '"', "\n", "\n\n", "|", "*a*", "<table>", "<td>", " "),
    )
)
ADDED = frozenset(("html", "head", "body", "tbody", "colgroup", "tr"))
"""Elements that a parser adds where a document lacks them."""


def seen_by_lexbor(html: str) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    root = LexborHTMLParser(f"<!doctype html><body>{html}").root
    found = root.traverse() if root else ()
    nodes = [
        (str(node.tag), tuple(sorted((k, v or "") for k, v in node.attributes.items()))) for node in found
    ]
    return {node for node in nodes if node[0][:1].isalpha() and not (node[0] in ADDED and not node[1])}


def seen_by_us(html: str) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    return {(t.name, tuple(sorted(t.attributes))) for t in tokens(html) if t.name and not t.is_end}


def unseen(markdown: str) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return what Lexbor sees of a page that is let pass, and we do not."""
    page, _ = read_written_page(markdown.encode("utf-8", "replace"), "p.md", "docs/p.md")
    if page is None:
        return set()
    html = markdown_to_html(page.text)
    return seen_by_lexbor(html) - seen_by_us(html)


def test_of_the_corpus():
    texts = [case.text for case in (*HARMLESS, *REFUSED) if case.where in ("page", "whole-page", "body")]
    assert [text for text in texts if len(text) < 20_000 and unseen(text)] == []


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=300, deadline=None)
def test_of_pieces_put_together(text: str):
    assert unseen(text) == set()


def test_the_judge_would_notice():
    assert seen_by_lexbor('<b title="x>y" onclick=z>') - seen_by_us('<b title="x>y" onclick=z>')
