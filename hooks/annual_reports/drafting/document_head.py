"""Take the head off a document: letterhead, number, title, and what stands below the title.

The order is that of GB/T 9704-2012, 7.2 and 7.3; web pages have the number below the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import squeeze
from annual_reports.drafting.headings import marker
from annual_reports.drafting.offices import split_offices, without_spaces
from annual_reports.drafting.rules import RULES, search
from annual_reports.drafting.signature import parse_signature_line

_MOST_LINES_ABOVE = 4
_FARTHEST_TITLE = 12
"""Lines between a notice's title and that of the report which it forwards."""
_FILE = "文件"


class Notice(NamedTuple):
    """Notice that forwards the report and stands in front of it."""

    document_number: str | None
    issued: date | None


@dataclass(slots=True)
class Draft:
    """Parts of a report that were recognised in a document."""

    letterhead: str | None = None
    document_number: str | None = None
    title: str | None = None
    issuers: list[str] = field(default_factory=list)
    issued: date | None = None
    notice: Notice | None = None
    signature: list[str] = field(default_factory=list)
    body: str = ""
    """Text in Markdown."""
    to_confirm: list[str] = field(default_factory=list)
    """Points that a person must compare with the document before the report is published, in Chinese."""
    notices: list[str] = field(default_factory=list)
    """Changes that a person need only know of, in Chinese."""

    dropped: list[str] = field(default_factory=list)
    """Lines that are no text of the report: page numbers, the imprint, who signed."""
    wide_digits: int = 0
    """Paragraphs with full-width digits, which are folded."""


def take_head(lines: list[Paragraph], draft: Draft) -> list[str]:
    """Take the head off the lines; return the lines below the title that are text, but no headings."""
    while len(lines) > 1 and search("above_head", squeeze(lines[0].text)):
        draft.dropped.append(lines.pop(0).text)
    _take_letterhead(lines, draft)
    _take_number(lines, draft)
    count = _count_title_lines(lines) and _drop_column(lines, draft)
    if not count:
        draft.to_confirm.append("没有认出标题，请在 title 里填写，并从正文里删去")
        return []
    count = _drop_notice_in_front(lines, count, draft)
    written = [line.text for line in lines[:count]]
    draft.title, issuers = title_and_issuers(" ".join(written))
    draft.issuers = issuers or split_offices(written[0])
    others = [text for text in written[:-1] if not split_offices(text)]
    is_whole = is_another_title(lines[count - 1])
    if others and (is_whole or not all(search("title_words", text) for text in others)):
        draft.to_confirm.append(f"标题有 {count} 行，请核对：{'｜'.join(written)}")
    del lines[:count]
    return _take_lines_below_title(lines, draft)


def _take_letterhead(lines: list[Paragraph], draft: Draft) -> None:
    """Take the lines above the number, or else those up to 文件, if they are names of offices."""
    texts = [squeeze(line.text) for line in lines[: _MOST_LINES_ABOVE + 1]]
    numbered = next((i for i, text in enumerate(texts) if search("document_number", text)), 0)
    ended = next((i + 1 for i, text in enumerate(texts[:-1]) if search("letterhead", text)), 0)
    possible = (n for n in (numbered, ended) if n and all(map(_is_letterhead, lines[:n])))
    if count := next(possible, 0):
        names = [_letterhead_names(line.text) for line in lines[:count]]
        file = _FILE * any(text.endswith(_FILE) for text in texts[:count])
        draft.letterhead = " ".join(filter(None, names)) + file
        del lines[:count]


def _is_letterhead(line: Paragraph) -> bool:
    text = "" if line.is_table else without_spaces(line.text)
    return text == _FILE or bool(search("letterhead", text) or split_offices(line.text))


def _letterhead_names(text: str) -> str:
    """Return the offices of a line, one space between them: 平 氏 镇 文 件 -> 平氏镇."""
    apart = text.strip().removesuffix(_FILE).split()
    are_names = apart == split_offices(" ".join(apart))
    return " ".join(apart) if are_names else without_spaces(text).removesuffix(_FILE)


def _take_number(lines: list[Paragraph], draft: Draft) -> None:
    text = without_spaces(lines[0].text) if lines else ""
    if number := search("document_number", text):
        draft.document_number = _written_number(number)
        if number[1].replace(" ", "") != draft.document_number:
            draft.notices.append(f"发文字号照规范写成 {draft.document_number}，原件是 {number[1]}")
        if rest := text[number.end(1) :].strip(")）"):
            draft.dropped.append(rest)
    elif search("number_like", text):
        draft.to_confirm.append(f"像是发文字号，写法不对，没有填：{text}")
    else:
        return
    del lines[0]


def _drop_column(lines: list[Paragraph], draft: Draft) -> int:
    """Drop a web page's name, or that of its column, in front of the title; return the title's lines.

    A column is 【法治政府】; a page's name is the office with which the title begins once more.
    """
    texts = [squeeze(line.text) for line in lines[:2]]
    if split_offices(texts[0]) and texts[-1] != texts[0] and texts[-1].startswith(texts[0]):
        draft.dropped.append(lines.pop(0).text)
    while lines and (column := search("column", lines[0].text)):
        rest = lines[0].text[column.end() :]
        lines[:1] = [lines[0]._replace(text=rest)] if rest else []
        draft.to_confirm.append(f"标题前面的栏目名没有放进标题：{column[0].strip()}")
    return _count_title_lines(lines)


def _written_number(number: re.Match[str]) -> str:
    return f"{number[2]}〔{number[3]}〕{int(number[4])}号"


def _drop_notice_in_front(lines: list[Paragraph], count: int, draft: Draft) -> int:
    """Drop a notice that forwards the report, if the report's own title follows; return the title's lines."""
    places = range(count, min(len(lines), _FARTHEST_TITLE))
    own = next((i for i in places if is_another_title(lines[i])), 0)
    if not own or not search("notice_title", squeeze(lines[count - 1].text)):
        return count
    notice = "　".join(line.text for line in lines[:own])
    draft.to_confirm.append(f"报告前面的通知没有放进正文：{notice}")
    draft.notice = _read_notice(lines[:own], draft.document_number)
    draft.document_number = None
    del lines[:own]
    return _count_title_lines(lines)


def _read_notice(lines: list[Paragraph], number_above: str | None) -> Notice:
    """Read a notice's number, above or below its title, and its last date."""
    numbers = (search("document_number", without_spaces(line.text)) for line in lines)
    written = [_written_number(number) for number in numbers if number]
    days = [found.day for found in map(parse_signature_line, lines) if found and found.day]
    first = number_above or (written[0] if written else None)
    return Notice(first, days[-1] if days else None)


def fill_from_notice(draft: Draft) -> None:
    """Give a report without number or date of its own those of the notice, which a person must confirm."""
    notice = draft.notice or Notice(None, None)
    filled = []
    if notice.document_number and not draft.document_number:
        draft.document_number = notice.document_number
        filled.append("发文字号")
    if notice.issued and not draft.issued:
        draft.issued = notice.issued
        filled.append("日期")
    if filled:
        draft.to_confirm.append(f"{'和'.join(filled)}取自前面的通知，请核对")
    if notice.document_number not in (None, draft.document_number):
        draft.to_confirm.append(f"前面的通知的发文字号没有填：{notice.document_number}")


def is_another_title(line: Paragraph) -> bool:
    """Return True for a line that is the title of a report by itself."""
    return not (line.is_table or marker(line.text)) and bool(search("another_title", squeeze(line.text)))


def _count_title_lines(lines: list[Paragraph]) -> int:
    """Count the lines of the title, up to the last that ends as a title does; 0 if there is none."""
    text = ""
    for count, line in enumerate(lines[: RULES["title_lines"]], 1):
        text += squeeze(line.text)
        if line.is_table or marker(line.text) or len(text) > RULES["longest_title"] or "。" in text:
            return 0
        if search("title_end", text) and (count > 1 or search("title_words", text)):
            further = (search("title_goes_on", squeeze(after.text)) for after in lines[count:])
            return count + sum(1 for _ in takewhile(bool, further))
    return 0


def title_and_issuers(text: str) -> tuple[str, list[str]]:
    """Return the title on one line, with spaces only between its issuers, and the issuers."""
    match = search("issuers_in_title", text)
    front = match[0].strip() if match else ""
    names = split_offices(front)
    if not match or names != front.split():
        return without_spaces(text), names
    return " ".join(names) + without_spaces(text[match.end() :]), names


def _take_lines_below_title(lines: list[Paragraph], draft: Draft) -> list[str]:
    """Take number, issuers and date below the title; the last two stay text, and are to be confirmed."""
    if not draft.document_number:
        _take_number(lines, draft)
    below: list[str] = []
    names: list[str] = []
    while lines and ((line := parse_signature_line(lines[0])) or search("subtitle", lines[0].text)):
        below.append(lines.pop(0).text)
        names += line.names if line else []
        draft.issued = (line and line.day) or draft.issued
    if draft.issued:
        draft.issuers = draft.issuers or names
        draft.to_confirm.append(f"把标题下的日期当作成文日期：{' '.join(below)}")
    return below
