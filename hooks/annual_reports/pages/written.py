"""Pages that people wrote in Markdown; the core only lets search know what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from annual_reports.addresses import HOME
from annual_reports.collection import Collection
from annual_reports.document import Document, Section
from annual_reports.model import WrittenPage
from annual_reports.search.written import of_markdown

_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)


def documents(collection: Collection) -> Iterator[Document]:
    """Every written page but the home page, which has a module of its own."""
    for page in collection.written:
        if page.path != HOME:
            yield Document(
                path=page.path,
                title=title_of(page),
                description=title_of(page),
                template="written.html",
                context={},
                markdown=None,
                sections=partial(words_of, page),
                inputs=(page.text,),
            )


def title_of(page: WrittenPage) -> str:
    """The page's first heading."""
    match = _TITLE.search(page.text)
    return match[1] if match else page.path


def words_of(page: WrittenPage) -> Iterable[Section]:
    """What the page says, by its headings."""
    return of_markdown(page.text)
