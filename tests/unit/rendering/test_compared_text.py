"""A side of a comparison as HTML: marks around what changed, and everything else escaped."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from annual_reports.analysis.text_comparison import TextComparison, compare_texts
from annual_reports.domain.evidence import split_sentences
from annual_reports.rendering.compared_text import mark_changes


def text(body: str) -> Any:
    return SimpleNamespace(body=body, sentences=tuple(split_sentences(body)))


def compared(earlier: str, later: str) -> TextComparison:
    return compare_texts(text(earlier), text(later))


def test_a_side_marks_what_changed_and_escapes_what_the_reports_say():
    """An HTML parser must find the marks alone, and the text as it was."""
    (row,) = compared("学法<b>12</b>次&甲。", "学法<b>15</b>次&甲。“普法”<i>新增。").rows
    assert mark_changes(row.earlier, "del", "") == "学法&lt;b&gt;<del>12</del>&lt;/b&gt;次&amp;甲。"
    assert mark_changes(row.later, "ins", "") == (
        "学法&lt;b&gt;<ins>15</ins>&lt;/b&gt;次&amp;甲。<ins>“普法”&lt;i&gt;新增。</ins>"
    )


def test_a_sentence_that_strayed_says_whither():
    found = compared("全镇学法八次。干部考试合格。", "全镇学法八次。\n\n干部考试合格。")
    assert mark_changes(found.rows[0].earlier, "del", "移到别段") == (
        '全镇学法八次。干部考试合格。<small class="ar-remark">（移到别段）</small>'
    )
    assert mark_changes(found.rows[1].later, "ins", "移自别段").startswith("干部考试合格。<small")
