"""Pages in place of files with errors, so that a preview goes on. None of them is published."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.rendering.document import Document
from annual_reports.sources.file_names import is_valid_path


def documents(collection: Collection) -> Iterator[Document]:
    """Yield a page for each Markdown file that could not be read."""
    for path in collection.docs.unread:
        if path.endswith(".md") and is_valid_path(path):
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
