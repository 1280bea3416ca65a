"""Recognise the parts of a report in a document's paragraphs: head, text with its headings, signature.

Lines that are no text are dropped, the head is taken off the top and the signature off the bottom, sentences
that a page break cut are joined, headings are recognised. Every doubt is listed for a person to check;
nothing is added that the document does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import fold_digits
from annual_reports.drafting.characters import join_told, normalize_characters
from annual_reports.drafting.document_head import Draft, fill_from_notice, is_another_title, take_head
from annual_reports.drafting.headings import (
    begins_attachment,
    is_attachment,
    is_heading,
    is_own_line,
    markdown_blocks,
    marker,
)
from annual_reports.drafting.line_wraps import join_wrapped_lines, shown_break
from annual_reports.drafting.rules import RULES, search
from annual_reports.drafting.signature import Signature, find_signature
from annual_reports.drafting.web_lines import is_dropped, open_tables, take_web_lines

_SHOWN = 10
"""Characters by which a paragraph is shown."""
_MOST_APART = 5
"""Joined sentences that are told one by one; more are told together."""


def recognise_parts(paragraphs: Iterable[Paragraph]) -> Draft:
    """Recognise the parts of a report in a document's paragraphs."""
    draft = Draft()
    lines = _text_lines(join_wrapped_lines(paragraphs, draft.to_confirm), draft)
    lines, of_web_page = take_web_lines(lines)
    if of_web_page:
        shown = "、".join(f"“{text}”" for text in of_web_page)
        draft.to_confirm.append(f"网页上的字没有放进正文 {len(of_web_page)} 行：{shown}")
    below_title = take_head(lines, draft)
    titles = [f"“{line.text}”" for line in lines if is_another_title(line)]
    ends = (n for n, line in enumerate(lines) if is_another_title(line) or begins_attachment(line.text))
    if signature := find_signature(lines[: next(ends, len(lines))]) or find_signature(lines):
        lines = _take_signature(lines, signature, draft)
    fill_from_notice(draft)
    if titles:
        draft.to_confirm.append(f"正文里还有像标题的行，文件里可能不止一份报告：{'、'.join(titles)}")
    blocks = markdown_blocks(_joined(lines, draft), draft.to_confirm)
    draft.body = "\n\n".join([*below_title, *blocks]) + "\n"
    draft.to_confirm += _closing_questions(draft)
    return draft


def _closing_questions(draft: Draft) -> Iterator[str]:
    """Yield what a person must know of the whole document: lines that were dropped, a missing date."""
    if draft.dropped:
        shown = "、".join(f"“{line}”" for line in draft.dropped)
        yield f"去掉了不是正文的 {len(draft.dropped)} 行：{shown}"
    if draft.wide_digits:
        yield f"全角的数字写成了半角 {draft.wide_digits} 段"
    if draft.issued is None:
        yield "没有认出成文日期，请对照原件填写；原件没有写的，不填"


def _text_lines(paragraphs: Iterable[Paragraph], draft: Draft) -> list[Paragraph]:
    """Return the paragraphs with folded digits, without those that are no text: page numbers, the imprint."""
    kept: list[Paragraph] = []
    changes: list[str] = []
    copies_go_on = False
    for paragraph in open_tables(paragraphs):
        text, told = normalize_characters(paragraph.text)
        changes += told
        draft.wide_digits += fold_digits(text) != text
        text = fold_digits(text).strip()
        draft.to_confirm += paragraph.told
        line = paragraph._replace(text=text if paragraph.is_table else " ".join(text.split("\n")))
        copies_go_on = copies_go_on and _may_continue(line) and not is_attachment(line)
        if not line.is_table and text and (copies_go_on or is_dropped(text)):
            draft.dropped.append(text)
            copies_go_on = (copies_go_on or bool(search("imprint", text))) and not text.endswith("。")
        elif text:
            kept.append(line)
    draft.to_confirm += join_told(changes)
    return kept


def _take_signature(lines: list[Paragraph], found: Signature, draft: Draft) -> list[Paragraph]:
    """Take the signature off the lines; what stands behind it then follows the text."""
    draft.signature = [line.text for line in lines[found.start : found.end]]
    names = [name for line in found.lines for name in line.names]
    days = [line.day for line in found.lines if line.day]
    shown = " ".join(draft.signature)
    draft.notices.append(f"落款移到 signature 和 issued：{shown}")
    if not days:
        draft.to_confirm.append(f"落款没有完整、真实的日期，请补 issued：{shown}")
    if draft.issuers and names and len(draft.issuers) != len(names):
        draft.to_confirm.append(f"标题和落款的发文机关不一样多，请核对 issuers：{shown}")
    if behind := lines[found.end :]:
        first = "表格" if behind[0].is_table else f"“{behind[0].text[:_SHOWN]}”"
        draft.to_confirm.append(f"落款后面还有 {len(behind)} 段，从{first}起，放在落款前面了")
    draft.issuers = draft.issuers or names
    draft.issued = days[-1] if days else draft.issued
    return lines[: found.start] + behind


def _joined(lines: Iterable[Paragraph], draft: Draft) -> list[Paragraph]:
    """Join paragraphs that are one sentence cut by a page break, each to be confirmed by a person."""
    joined: list[Paragraph] = []
    places: list[str] = []
    for line in lines:
        if joined and _is_cut_off(joined[-1]) and _continues(joined[-1], line):
            places.append(shown_break(joined[-1].text, line.text))
            joined[-1] = joined[-1]._replace(text=joined[-1].text + line.text)
        else:
            joined.append(line)
    if len(places) > _MOST_APART:
        shown = "、".join(f"“{place}”" for place in places)
        draft.to_confirm.append(f"接上了断开的句子 {len(places)} 处：{shown}")
    else:
        draft.to_confirm += (f"接上了断开的句子：{place}" for place in places)
    return joined


def _continues(before: Paragraph, line: Paragraph) -> bool:
    return _may_continue(line) and (_is_number(before) or not search("known_heading", line.text))


def _is_cut_off(line: Paragraph) -> bool:
    """Return True for a line that ends in the middle of a sentence, or is only a heading's number."""
    is_whole = is_attachment(line) or is_another_title(line) or is_own_line(line.text)
    if line.is_table or line.level or is_whole or search("known_heading", line.text):
        return False
    if _is_number(line):
        return True
    if is_heading(line) or search("ends", line.text):
        return False
    return len(line.text) > RULES["longest_plain_heading"] or bool(search("never_at_the_end", line.text))


def _may_continue(line: Paragraph) -> bool:
    return not (line.is_table or line.level or marker(line.text) or is_own_line(line.text))


def _is_number(line: Paragraph) -> bool:
    """Return True for a line that is only a heading's number."""
    return len(marker(line.text)) == len(line.text)
