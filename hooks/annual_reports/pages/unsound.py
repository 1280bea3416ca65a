"""Pages in place of files that could not be read, so that a preview goes on; nothing of it is published."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.collection import Collection
from annual_reports.document import Document
from annual_reports.source_files import is_sound


def documents(collection: Collection) -> Iterator[Document]:
    """One page for each Markdown file of which nothing was read."""
    for path in collection.unread:
        if path.endswith(".md") and is_sound(path):
            yield Document(
                path=path,
                title="有错误，暂不显示",
                description="有错误，暂不显示",
                template="written.html",
                context={},
                markdown="# 有错误，暂不显示\n\n改好检查意见里的错误，保存，这一页会自动更新。\n",
                searchable=False,
                indexed=False,
                replaces_source=True,
            )
