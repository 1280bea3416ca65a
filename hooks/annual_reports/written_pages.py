"""A written page's file -> WrittenPage: text, links and pictures, and of HTML what can do no harm.

Not the Markdown is judged but the HTML that it becomes, against a list of what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import islice

from annual_reports.characters import odd, place_after
from annual_reports.findings import Finding, Place, finding
from annual_reports.front_matter import decode
from annual_reports.harmless import attributes, words
from annual_reports.markup import Token, is_safe_to_follow, is_safe_to_load, tokens
from annual_reports.model import WrittenPage

EXTENSIONS = ("fenced_code", "tables", "toc")
"""Those of `mkdocs.yml` with those that MkDocs always adds; a test holds them alike."""
_HEADER = re.compile(r"---|[ ]{0,3}[A-Za-z0-9_-]+:")
"""What MkDocs takes for a header, from which a page would choose its template. Ours need none."""
_ELEMENTS = words("page_elements")
_EMPTY = words("empty_elements")
_ATTRIBUTES = {key: re.compile(pattern) for key, pattern in attributes().items()}
_ADDRESSES = {("a", "href"): is_safe_to_follow, ("img", "src"): is_safe_to_load}
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_DEEPEST = 60
_MOST = 20
"""Places of one page that are told."""


def read(data: bytes, source: str, shown_as: str) -> tuple[WrittenPage | None, list[Finding]]:
    """Read a page from its file's bytes.

    Args:
        data: the file.
        source: its source path below `docs/`.
        shown_as: its path in the findings.

    Returns:
        The page, or None if anything is wrong with it; and all findings.

    """
    text = decode(data, shown_as)
    if isinstance(text, list):
        return None, text
    found = list(islice(_findings(text, shown_as), _MOST))
    return (None, found) if found else (WrittenPage(source, text), [])


@lru_cache(maxsize=128)
def html_of(markdown: str) -> str:
    """The HTML of a page's Markdown, as the generator makes it."""
    from markdown import Markdown  # noqa: PLC0415  # checking reports needs none of it
    from markdown.extensions.toc import slugify_unicode  # noqa: PLC0415

    settings = {"toc": {"slugify": slugify_unicode}}
    return Markdown(extensions=EXTENSIONS, extension_configs=settings).convert(markdown)


def _findings(text: str, path: str) -> Iterator[Finding]:
    if _HEADER.match(text):
        yield finding("header-in-page", Place(path), found=text.partition("\n")[0])
        return
    try:
        html = html_of(text)
    except RecursionError:
        yield finding("page-too-deep", Place(path))
        return
    where = _Places(text, path)
    yield from _markup(html, where)
    for _, code, number in odd(unescape(html)):
        yield finding(code, where.of_character(number), found=number)


def _markup(html: str, where: _Places) -> Iterator[Finding]:
    """Tags that are not allowed or not closed, and addresses that are not safe; each pair is told once."""
    still_open: list[tuple[Token, bool]] = []
    for token in (token for token in tokens(html) if token.name is not None):
        if token.is_end:
            yield from _closed(token, still_open, where)
            continue
        problem = _problem(token)
        if problem:
            code, found = problem
            yield finding(code, where.of(found), found=found)
        if (opened := _opened(token)) and opened.name not in _EMPTY:
            still_open.append((opened, problem is not None))
        if len(still_open) > _DEEPEST:
            yield finding("page-too-deep", where.of(token.text))
            return
    yield from _left_open(still_open, where)


def _opened(token: Token) -> Token | None:
    """The tag with its name, which one that is written badly has too; none if it has no name."""
    match = _NAME.match(token.text)
    return token._replace(name=match[1].lower()) if match else None


def _closed(token: Token, still_open: list[tuple[Token, bool]], where: _Places) -> Iterator[Finding]:
    """What an end closes: the tag opened last, or one further out with all in between left open."""
    names = [opened.name for opened, _ in still_open]
    if token.attributes or token.name not in names:
        yield finding("html-in-page", where.of(token.text), found=token.text)
        return
    while still_open[-1][0].name != token.name:
        yield from _left_open([still_open.pop()], where)
    still_open.pop()


def _left_open(still_open: list[tuple[Token, bool]], where: _Places) -> Iterator[Finding]:
    for token, is_told in still_open:
        if not is_told:
            yield finding("html-in-page", where.of(token.text), found=token.text)


def _problem(token: Token) -> tuple[str, str] | None:
    """Code and words of what is wrong with a tag."""
    address = _bad_address(token)
    if address is not None:
        return "unsafe-link", address
    return None if _is_allowed(token) else ("html-in-page", token.text)


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


class _Places:
    """Where in the Markdown stands what its HTML shows; the same thing a second time stands further down."""

    def __init__(self, text: str, path: str) -> None:
        self._text, self._path = text, path
        self._behind: dict[str, int] = {}

    def of(self, made: str) -> Place:
        """The place of a tag or an address: as it is, or the longest beginning of it that is written so."""
        for length in (len(made), 40, 20, 10, 5):
            alone = "" if made.startswith("<") else "(?<![a-zA-Z0-9:/])"
            piece = re.compile(alone + re.escape(made[:length]))
            if match := piece.search(self._text, self._behind.get(piece.pattern, 0)):
                self._behind[piece.pattern] = match.end()
                return place_after(self._text[: match.start()], self._path)
        return Place(self._path)

    def of_character(self, number: str) -> Place:
        """The place of an entity that stands for a character."""
        wanted = chr(int(number.removeprefix("U+"), 16))
        for match in re.finditer(r"&#?\w+;?", self._text):
            if wanted in unescape(match[0]):
                return place_after(self._text[: match.start()], self._path)
        return Place(self._path)
