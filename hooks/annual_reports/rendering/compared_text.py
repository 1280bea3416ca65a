"""Render the lines of a text comparison as HTML, with changed words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from annual_reports.analysis.text_comparison import LineKind, TextLine

_PLACEHOLDERS = _OPEN, _CLOSE, _STRAYED = "\x11\x12\x13"
"""Placeholders for the tags: control characters, which no report may contain."""


def mark_changes(lines: Iterable[TextLine], tag: str, strayed: str) -> Markup:
    """Render one side of a row as HTML: changed words in `tag`, the remark `strayed` behind strayed lines.

    This is no template, because a paragraph has many pieces; and the whole paragraph is escaped at once, with
    placeholders for the tags.
    """
    html = str(escape("".join(_with_placeholders(lines))))
    tags = (f"<{tag}>", f"</{tag}>", f'<small class="ar-remark">（{strayed}）</small>')
    for placeholder, replacement in zip(_PLACEHOLDERS, tags, strict=True):
        html = html.replace(placeholder, replacement)
    return Markup(html)  # noqa: S704  # escaped above; the tags are the templates' own


def _with_placeholders(lines: Iterable[TextLine]) -> Iterator[str]:
    for kind, _, _, pieces, strayed in lines:
        alone = kind is LineKind.ALONE
        for text, changed in pieces:
            yield f"{_OPEN}{text}{_CLOSE}" if changed or alone else text
        if strayed:
            yield _STRAYED
