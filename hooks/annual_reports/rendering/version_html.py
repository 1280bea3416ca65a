"""Write the text of a published version as HTML; its sentences have the anchors of the report's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from markupsafe import Markup

from annual_reports.ledger.version_text import VersionText
from annual_reports.rendering.annotate import sentence_tag


def version_html(text: VersionText) -> Markup:
    """Return one paragraph for each line."""
    lines = [*map(_escape, text.above), *_body_lines(text), *map(_escape, text.below)]
    return Markup("\n".join(f"<p>{line}</p>" for line in lines))  # noqa: S704  # `_escape` escapes the text


def _body_lines(text: VersionText) -> Iterable[str]:
    return "".join(_pieces(text)).split("\n") if text.lines else ()


def _pieces(text: VersionText) -> Iterator[str]:
    """Yield the body with its sentences marked, line for line."""
    end = 0
    for sentence in text.sentences:
        start = sentence.span[0]
        yield _escape(text.body[end:start])
        end = sentence.span[1]
        yield f"{sentence_tag(sentence)}{_escape(text.body[start:end])}</span>"
    yield _escape(text.body[end:])


def _escape(text: str) -> str:
    """Escape the text of a version, in which the border of a cell is a tab."""
    return escape(text.replace("|", "\t"), quote=False)
