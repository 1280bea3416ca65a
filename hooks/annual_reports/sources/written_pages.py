"""Read pages written by hand; allow text, links, pictures and harmless HTML.

The check is done on the HTML that the Markdown is converted to, against an allowlist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from markdown.treeprocessors import Treeprocessor

from annual_reports.domain.findings import Finding, Place, errors, finding
from annual_reports.domain.model import WrittenPage
from annual_reports.proofreading.leftovers import leftovers_beside_reports
from annual_reports.sanitize.allowlist import allowed_attributes, listed_words
from annual_reports.sanitize.characters import place_after, suspicious_characters
from annual_reports.sanitize.html import Token, is_safe_to_follow, is_safe_to_load, tokens
from annual_reports.sources.front_matter import decode_text
from annual_reports.sources.page_bounds import find_excess
from annual_reports.sources.positions import Positions

EXTENSIONS = ("fenced_code", "tables", "toc")
"""Markdown extensions of `mkdocs.yml` and those that MkDocs always adds; a test compares the two."""
MADE_BY_MARKDOWN = "data-made"
LEFT_REFERENCES = "data-left"
_REFERENCE = re.compile(r"\[[^\[\]\n\x02\x03]+\]\[[^\[\]\n\x02\x03]+\]")
_BEFORE_UNESCAPING = 5
"""Priority between Markdown's own treatment of a paragraph, 20, and of escaped signs, 0."""
_HEADER = re.compile(r"---|[ ]{0,3}[A-Za-z0-9_-]+:")
"""Beginning of a page that MkDocs takes for front matter, with which a page could choose another template."""
_ELEMENTS = listed_words("page_elements")
_EMPTY = listed_words("empty_elements")
_ATTRIBUTES = {key: re.compile(pattern) for key, pattern in allowed_attributes().items()}
_ADDRESSES = {("a", "href"): is_safe_to_follow, ("img", "src"): is_safe_to_load}
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
"""Code, which may show anything."""
_MAX_DEPTH = 60
_MAX_FINDINGS = 20
"""Maximum number of findings for one page."""


def read_written_page(data: bytes, source: str, shown_as: str) -> tuple[WrittenPage | None, list[Finding]]:
    """Read a page from its file's bytes.

    Args:
        data: the bytes of the file.
        source: its source path below `docs/`.
        shown_as: its path in the findings.

    Returns:
        The page, or None if it has an error; and all findings, at most 20.

    """
    text = decode_text(data, shown_as)
    if isinstance(text, list):
        return None, text
    findings = list(islice(_check(text, shown_as), _MAX_FINDINGS))
    return None if errors(findings) else WrittenPage(source, text), findings


@lru_cache(maxsize=128)
def markdown_to_html(markdown: str, *, marked: bool = False) -> str:
    """Convert a page's Markdown to HTML as MkDocs does.

    If `marked`, links and pictures that are not HTML in the Markdown have the attribute `MADE_BY_MARKDOWN`.
    Elements in or behind which a reference was left over, [a][b], name it in `LEFT_REFERENCES`, one a line.
    """
    from markdown import Markdown  # noqa: PLC0415  # slow to import, and not needed for checking reports
    from markdown.extensions.toc import slugify_unicode  # noqa: PLC0415

    settings = {"toc": {"slugify": slugify_unicode}}
    converter = Markdown(extensions=EXTENSIONS, extension_configs=settings)
    if marked:
        converter.treeprocessors.register(cast("Treeprocessor", _Marker()), "mark", _BEFORE_UNESCAPING)
    return converter.convert(markdown)


class _Marker:
    """Marks links and pictures in a tree in which escaped signs and HTML of the page are not yet put back."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("a", "img"):
                element.set(MADE_BY_MARKDOWN, "")
            text = "" if element.tag in ("code", "pre") else element.text or ""
            if left := _REFERENCE.findall(f"{text}\n{element.tail or ''}"):
                element.set(LEFT_REFERENCES, "\n".join(left))


def _check(text: str, path: str) -> Iterator[Finding]:
    if _HEADER.match(text):
        yield finding("header-in-page", Place(path), found=text.partition("\n")[0])
        return
    if excess := find_excess(text, path):
        yield excess
        return
    try:
        html = markdown_to_html(text)
    except RecursionError:
        yield finding("page-too-deep", Place(path))
        return
    positions = Positions(text, path)
    yield from _check_markup(html, positions)
    for left in leftovers_beside_reports(_CODE.sub(_blanked, text)):
        yield finding(left.code, place_after(text[: left.span[0]], path), **left.facts)
    for _, code, code_point in suspicious_characters(unescape(html)):
        yield finding(code, positions.of_character(code_point), found=code_point)


def _blanked(match: re.Match[str]) -> str:
    return re.sub("[^\n]", " ", match[0])


def _check_markup(html: str, positions: Positions) -> Iterator[Finding]:
    """Find tags that are not allowed or not closed, and unsafe addresses; each element is reported once."""
    still_open: list[tuple[Token, bool]] = []
    for token in (token for token in tokens(html) if token.name is not None):
        if token.is_end:
            yield from _close(token, still_open, positions)
            continue
        problem = _problem(token)
        if problem:
            code, found = problem
            yield finding(code, positions.of(found), found=found)
        if (opened := _opened(token)) and opened.name not in _EMPTY:
            still_open.append((opened, problem is not None))
        if len(still_open) > _MAX_DEPTH:
            yield finding("page-too-deep", positions.of(token.text))
            return
    yield from _left_open(still_open, positions)


def _opened(token: Token) -> Token | None:
    """Return the token with the name at its beginning, even if it is malformed; None without a name."""
    match = _NAME.match(token.text)
    return token._replace(name=match[1].lower()) if match else None


def _close(token: Token, still_open: list[tuple[Token, bool]], positions: Positions) -> Iterator[Finding]:
    """Remove the element that an end tag closes; yield findings for elements inside that are left open."""
    names = [opened.name for opened, _ in still_open]
    if token.attributes or token.name not in names:
        yield finding("html-in-page", positions.of(token.text), found=token.text)
        return
    while still_open[-1][0].name != token.name:
        yield from _left_open([still_open.pop()], positions)
    still_open.pop()


def _left_open(still_open: list[tuple[Token, bool]], positions: Positions) -> Iterator[Finding]:
    for token, is_reported in still_open:
        if not is_reported:
            yield finding("html-in-page", positions.of(token.text), found=token.text)


def _problem(token: Token) -> tuple[str, str] | None:
    """Return the finding's code and the text to show if a tag or its address is not allowed."""
    address = _bad_address(token)
    if address is not None:
        return "unsafe-link", address
    if _is_allowed(token):
        return None
    return ("comment-with-markup" if token.text.startswith("<!--") else "html-in-page"), token.text


def _bad_address(token: Token) -> str | None:
    for key, value in token.attributes:
        is_safe = _ADDRESSES.get((token.name or "", key))
        if is_safe and not is_safe(value):
            return value
    return None


def _is_allowed(token: Token) -> bool:
    name = token.name or ""
    keys = [(name, key) for key, _ in token.attributes]
    if not (name in _ELEMENTS or keys == [("div", "class")]) or len(set(keys)) < len(keys):
        return False
    return all(
        key in _ADDRESSES or (key in _ATTRIBUTES and _ATTRIBUTES[key].fullmatch(value))
        for key, (_, value) in zip(keys, token.attributes, strict=True)
    )
