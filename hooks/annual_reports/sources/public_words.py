"""Read `data/acknowledged.yml`: telephones, addresses and names outside reports that are public."""

from __future__ import annotations

from pydantic import Field

from annual_reports.sources.validation import Entry, Text, validate
from annual_reports.sources.yaml_reader import Marked


class PublicWordsEntry(Entry):
    """报告以外的一处像个人信息、其实可以公开的内容，由人确认。"""

    file: Text = Field(description="在哪个文件里，例如 docs/about/index.md")
    quote: Text = Field(description="照抄那几个字；也可以照检查意见写，中间用 *")
    reason: Text = Field(description="为什么可以公开，例如 单位对外公布的电话")


def read_public_words(marked: Marked) -> tuple[str, ...]:
    """Return the quotations of the entries without errors, in their order; findings are added to `marked`."""
    values = marked.values if isinstance(marked.values, list) else []
    entries = [validate(PublicWordsEntry, marked, value, (number,)) for number, value in enumerate(values)]
    return tuple(entry.quote for entry in entries if entry)
