"""Markdown that looks only for the signs that a text has.

Of each line, its reader asks fourteen times what stands in it: code, links, images, emphasis. A report has
none of them, and what its text has no sign of need not be looked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_LAST = 0
"""Behind what takes HTML and code out of the text."""
_SIGNS = {
    "`": ("backtick",),
    "\\": ("escape",),
    "[": ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    "<": ("autolink", "automail", "html"),
    "  \n": ("linebreak",),
    "&": ("entity",),
}
_EMPHASIS = "*_"


class InlineSigns(Extension):
    """For readers that read one text each, as the generator makes them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        """Look into the text before its lines are read."""
        md.preprocessors.register(_Look(md), "inline_signs", _LAST)


class _Look(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        for name in _absent("\n".join(lines)):
            self.md.inlinePatterns.deregister(name)
        return lines


def _absent(text: str) -> Iterable[str]:
    """The names of the patterns that find nothing in a text."""
    for sign, names in _SIGNS.items():
        if sign not in text:
            yield from names
    if not any(sign in text for sign in _EMPHASIS):
        yield "em_strong"
