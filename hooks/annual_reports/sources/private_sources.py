"""Find personal data in what people write beside reports: pages, names of files, `data/`, the settings.

What these sources become is looked at again in the finished site, before it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import Finding, Place
from annual_reports.sources.docs_folder import DocsFolder
from annual_reports.sources.file_names import read_file
from annual_reports.sources.html_words import words_of_markup
from annual_reports.sources.private_words import PublicWords, find_private_words, locate, to_finding
from annual_reports.sources.written_pages import markdown_to_html

SETTINGS = "mkdocs.yml"
CONFIRMED = "acknowledged.yml"
"""Holds quotations of what is public; nothing of it is published."""
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")


def private_words_of_sources(root: Path, docs: DocsFolder, catalog: Catalog) -> Iterator[Finding]:
    """Yield a finding for the personal data of each source; reports are checked while they are read."""
    public = PublicWords.of(catalog)
    for path, words, source in _sources(root, docs):
        for word in find_private_words(words):
            if word not in public:
                yield to_finding(word, locate(word.words, source, path) or Place(path))


def _sources(root: Path, docs: DocsFolder) -> Iterator[tuple[str, str, str]]:
    """Yield path, published words and source text of everything that is not a report."""
    for page in docs.written:
        yield f"docs/{page.path}", words_of_markup(markdown_to_html(page.text)), page.text
    for path in (*(page.path for page in docs.written), *docs.beside, *sorted(docs.scans)):
        yield f"docs/{path}", path.replace("/", "\n"), ""
    for file in (*sorted((root / "data").glob("*.yml")), root / SETTINGS):
        if file.name != CONFIRMED:
            text = _without_comments(file)
            yield file.relative_to(root).as_posix(), text, text


def _without_comments(file: Path) -> str:
    """Return the text of a settings file, with blanks for comments; empty if it cannot be read."""
    content = read_file(file, Place(file.name))
    text = "" if isinstance(content, Finding) else content.decode("utf-8-sig", "replace")
    return _COMMENT.sub(lambda match: " " * len(match[0]), text)
