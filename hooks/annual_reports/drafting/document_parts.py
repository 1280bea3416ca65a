"""Recognise the parts of a report in a document's paragraphs: head, text with its headings, signature.

Lines that are no text are dropped, the head is taken off the top and the signature off the bottom, sentences
that a page break cut are joined, headings are recognised. Every doubt is listed for a person to check;
nothing is added that the document does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import fold_digits, fold_width, match_date, squeeze
from annual_reports.drafting.characters import join_told, normalize_characters
from annual_reports.drafting.headings import is_heading, markdown_blocks
from annual_reports.drafting.rules import RULES, pattern, search
from annual_reports.sources.report_schema import TYPED_BRACKETS

_HAN_DIGITS = {han: str(digit) for digit, han in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_BLOCK = re.compile(r"^\|.*\|\n\|[-:| ]+\|(?:\n\|.*\|)*$|^.*$", re.MULTILINE)
_SHOWN = 10
"""Characters that are shown on either side of a joined sentence."""


@dataclass(slots=True)
class Draft:
    """Parts of a report that were recognised in a document."""

    letterhead: str | None = None
    document_number: str | None = None
    title: str | None = None
    issuers: list[str] = field(default_factory=list)
    issued: date | None = None
    signature: list[str] = field(default_factory=list)
    body: str = ""
    """Text in Markdown."""
    to_confirm: list[str] = field(default_factory=list)
    """Points that a person must compare with the document before the report is published, in Chinese."""
    notices: list[str] = field(default_factory=list)
    """Changes that a person need only know of, in Chinese."""


def recognise_parts(paragraphs: Iterable[Paragraph]) -> Draft:
    """Recognise the parts of a report in a document's paragraphs."""
    draft = Draft()
    lines = _text_lines(paragraphs, draft)
    _take_head(lines, draft)
    _take_signature(lines, draft)
    blocks = markdown_blocks(list(_joined(lines, draft)), draft.to_confirm)
    draft.body = "\n\n".join(blocks) + "\n"
    return draft


def _text_lines(paragraphs: Iterable[Paragraph], draft: Draft) -> list[Paragraph]:
    """Return the paragraphs with folded digits, without those that are no text: page numbers, the imprint."""
    kept: list[Paragraph] = []
    changes: list[str] = []
    for paragraph in paragraphs:
        text, told = normalize_characters(paragraph.text)
        changes += told
        text = fold_digits(text).strip()
        draft.to_confirm += paragraph.told
        if not text:
            continue
        if not paragraph.is_table and any(
            pattern(rule).search(fold_width(text)) for rule in RULES["dropped"]
        ):
            draft.notices.append(f"去掉了不是正文的一行：{text}")
            continue
        kept.append(paragraph._replace(text=text if paragraph.is_table else " ".join(text.split("\n"))))
    draft.to_confirm += join_told(changes)
    return kept


def _take_head(lines: list[Paragraph], draft: Draft) -> None:
    """Take letterhead, number, title and the date under it, in the order of GB/T 9704-2012, 7.2 and 7.3."""
    if len(lines) > 1 and search("letterhead", _without_spaces(lines[0].text)):
        draft.letterhead = _without_spaces(lines.pop(0).text)
    if lines and (number := search("document_number", lines[0].text)):
        draft.document_number = squeeze(number[1]).replace("第", "").translate(TYPED_BRACKETS)
        if rest := lines.pop(0).text[number.end(1) :].strip():
            draft.notices.append(f"去掉了不是正文的一行：{rest}")
    count = _count_title_lines(lines)
    if not count:
        draft.to_confirm.append("没有认出标题，请在 title 里填写，并从正文里删去")
        return
    draft.title, draft.issuers = _title_and_issuers(" ".join(line.text for line in lines[:count]))
    del lines[:count]
    if lines and (day := _parse_date(lines[0].text)):
        draft.issued = day
        draft.to_confirm.append(f"把标题下的日期当作成文日期：{lines[0].text}")


def _count_title_lines(lines: list[Paragraph]) -> int:
    """Count the lines of the title, up to the first that ends as a title does; 0 if there is none."""
    text = ""
    for count, line in enumerate(lines[: RULES["title_lines"]], 1):
        text += squeeze(line.text)
        if line.is_table or len(text) > RULES["longest_title"] or "。" in text:
            return 0
        if search("title_end", text) and (RULES["about"] in text or count > 1 or "年" in text):
            return count
    return 0


def _title_and_issuers(text: str) -> tuple[str, list[str]]:
    """Return the title on one line, with spaces only between its issuers, and the issuers."""
    front, about, subject = text.partition(RULES["about"])
    names = front.split()
    if about and names and all(search("office", name) for name in names):
        return " ".join(names) + about + _without_spaces(subject), names
    return _without_spaces(text), []


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _take_signature(lines: list[Paragraph], draft: Draft) -> None:
    """Take the date and the issuers off the end."""
    if not lines or not (day := _parse_date(lines[-1].text)):
        return
    draft.issued = day
    draft.signature = [lines.pop().text]
    while lines and _is_office(lines[-1]):
        draft.signature.insert(0, lines.pop().text)
    issuers = " ".join(draft.signature[:-1]).split()
    draft.notices.append(f"落款移到 signature 和 issued：{' '.join(draft.signature)}")
    draft.issuers = draft.issuers or issuers


def _is_office(line: Paragraph) -> bool:
    short = not line.is_table and len(line.text) <= RULES["longest_office"]
    return short and all(search("office", name) for name in line.text.split())


def _parse_date(text: str) -> date | None:
    """Parse 二〇二五年一月十日 or 2025年1月10日; None for other texts and for days that do not exist."""
    match = match_date(_without_spaces(text))
    try:
        return date(*(_parse_number(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _parse_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) == 4:  # noqa: PLR2004  # a year, digit by digit
        return int("".join(_HAN_DIGITS[c] for c in text))
    tens, ten, ones = text.rpartition("十")
    return (int(_HAN_DIGITS[tens]) if tens else 1) * 10 * bool(ten) + (int(_HAN_DIGITS[ones]) if ones else 0)


def _joined(lines: Iterable[Paragraph], draft: Draft) -> Iterator[Paragraph]:
    """Join paragraphs that are one sentence cut by a page break, each to be confirmed by a person."""
    before: Paragraph | None = None
    for line in lines:
        if before and _is_cut_off(before) and _may_continue(line):
            shown = f"{before.text[-_SHOWN:]}｜{line.text[:_SHOWN]}"
            draft.to_confirm.append(f"接上了断开的句子：{shown}")
            before = before._replace(text=before.text + line.text)
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _is_cut_off(line: Paragraph) -> bool:
    if line.is_table or line.level or is_heading(line) or search("ends", line.text):
        return False
    return len(line.text) > RULES["longest_plain_heading"] or bool(search("never_at_the_end", line.text))


def _may_continue(line: Paragraph) -> bool:
    numbered = any(pattern(rule).search(fold_width(line.text)) for rule in RULES["markers"])
    return not (line.is_table or line.level or numbered)


def split_paragraphs(text: str) -> list[Paragraph]:
    """Return the lines of a text as paragraphs, a table in Markdown as one."""
    blocks = _BLOCK.findall(re.sub(r"\r\n?", "\n", text))
    return [Paragraph(block, is_table="\n" in block) for block in blocks]
