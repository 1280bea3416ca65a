"""Pages in place of files that could not be read, so that a preview goes on; nothing of it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annual_reports.collection import Collection
from annual_reports.document import Document
from annual_reports.findings import Finding, errors


def documents(collection: Collection, findings: Iterable[Finding]) -> Iterator[Document]:
    """One page for each Markdown file with errors of which nothing was read."""
    sound = {report.path for report in collection.reports} | {page.path for page in collection.written}
    named = {
        finding.path.removeprefix("docs/") for finding in errors(findings) if finding.path.startswith("docs/")
    }
    for path in sorted(named - sound):
        if path.endswith(".md"):
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
