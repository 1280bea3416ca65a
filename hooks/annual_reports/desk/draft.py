"""A document's paragraphs -> the parts of a report: head, text with its headings, signature.

In steps: lines that are no text are dropped, the head is taken off the top and the signature off the
bottom, sentences that a page break cut are joined, headings are recognised. Whatever a person should
look at again is listed; nothing is put in that the document does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from annual_reports.desk.headings import is_heading, with_headings
from annual_reports.desk.paragraphs import Paragraph
from annual_reports.desk.rules import RULES, pattern, search
from annual_reports.header import TYPED_BRACKETS
from annual_reports.text import fold_digits, fold_width, squeeze

_HAN_DIGITS = {han: str(digit) for digit, han in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_RADICALS = str.maketrans(dict(RULES["radicals"].split()))
_SHOWN = 10
"""Characters on either side of a mend that are shown."""


@dataclass(slots=True)
class Draft:
    """What was recognised in a document."""

    letterhead: str | None = None
    document_number: str | None = None
    title: str | None = None
    issuers: list[str] = field(default_factory=list)
    issued: date | None = None
    signature: list[str] = field(default_factory=list)
    body: str = ""
    """The text as Markdown."""
    to_confirm: list[str] = field(default_factory=list)
    """What a person must compare with the document before the report may be published."""
    told: list[str] = field(default_factory=list)
    """What was done that needs no more than to be known."""


def draft(paragraphs: Iterable[Paragraph]) -> Draft:
    """Recognise the parts of a report in a document's paragraphs."""
    made = Draft()
    lines = _text_lines(paragraphs, made)
    _take_head(lines, made)
    _take_signature(lines, made)
    made.body = "\n\n".join(with_headings(list(_mended(lines, made)), made.to_confirm)) + "\n"
    return made


def _text_lines(paragraphs: Iterable[Paragraph], made: Draft) -> list[Paragraph]:
    """The paragraphs without what is no text; digits folded."""
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        text = fold_digits(_as_typed(paragraph.text)).strip()
        if paragraph.doubt:
            made.to_confirm.append(paragraph.doubt)
        if not text:
            continue
        if not paragraph.is_table and any(
            pattern(rule).search(fold_width(text)) for rule in RULES["dropped"]
        ):
            made.told.append(f"去掉了不是正文的一行：{text}")
            continue
        kept.append(paragraph._replace(text=text if paragraph.is_table else " ".join(text.split("\n"))))
    return kept


def _as_typed(text: str) -> str:
    """The text without unseen characters, and with ideographs where a PDF has their look-alike radicals."""
    seen = "".join(c for c in text if c.isprintable() or c.isspace())
    return _KANGXI.sub(lambda match: normalize("NFKC", match[0]), seen).translate(_RADICALS)


def _take_head(lines: list[Paragraph], made: Draft) -> None:
    """Letterhead, number, title and date under the title, in the order of GB/T 9704-2012, 7.2 and 7.3."""
    if len(lines) > 1 and search("letterhead", squeeze_spaces(lines[0].text)):
        made.letterhead = squeeze_spaces(lines.pop(0).text)
    if lines and (number := search("document_number", lines[0].text)):
        made.document_number = squeeze(number[1]).replace("第", "").translate(TYPED_BRACKETS)
        if rest := lines.pop(0).text[number.end(1) :].strip():
            made.told.append(f"去掉了不是正文的一行：{rest}")
    count = _lines_of_title(lines)
    if not count:
        made.to_confirm.append("没有认出标题，请在 title 里填写，并从正文里删去")
        return
    made.title, made.issuers = _title(" ".join(line.text for line in lines[:count]))
    del lines[:count]
    if lines and (day := _date(lines[0].text)):
        made.issued = day
        made.to_confirm.append(f"把标题下的日期当作成文日期：{lines[0].text}")


def _lines_of_title(lines: list[Paragraph]) -> int:
    """How many lines the title has: up to the first that ends as a title does."""
    text = ""
    for count, line in enumerate(lines[: RULES["title_lines"]], 1):
        text += squeeze(line.text)
        if line.is_table or len(text) > RULES["longest_title"] or "。" in text:
            return 0
        if search("title_end", text) and (RULES["about"] in text or count > 1 or "年" in text):
            return count
    return 0


def _title(written: str) -> tuple[str, list[str]]:
    """The title on one line, with spaces between its issuers only; and the issuers."""
    front, about, subject = written.partition(RULES["about"])
    names = front.split()
    if about and names and all(search("office", name) for name in names):
        return " ".join(names) + about + squeeze_spaces(subject), names
    return squeeze_spaces(written), []


def squeeze_spaces(text: str) -> str:
    """Drop white space; the width of characters stays."""
    return "".join(text.split())


def _take_signature(lines: list[Paragraph], made: Draft) -> None:
    """Date and issuers at the end."""
    if not lines or not (day := _date(lines[-1].text)):
        return
    made.issued = day
    made.signature = [lines.pop().text]
    while lines and _is_office(lines[-1]):
        made.signature.insert(0, lines.pop().text)
    signed = " ".join(made.signature[:-1]).split()
    made.told.append(f"落款移到 signature 和 issued：{' '.join(made.signature)}")
    made.issuers = made.issuers or signed


def _is_office(line: Paragraph) -> bool:
    short = not line.is_table and len(line.text) <= RULES["longest_office"]
    return short and all(search("office", name) for name in line.text.split())


def _date(text: str) -> date | None:
    """二〇二五年一月十日, 2025年1月10日 -> a day; None for what is no date, or a day that does not exist."""
    match = search("date", "".join(text.split()))
    try:
        return date(*(_number(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) == 4:  # noqa: PLR2004  # a year, digit by digit
        return int("".join(_HAN_DIGITS[c] for c in text))
    tens, ten, ones = text.rpartition("十")
    return (int(_HAN_DIGITS[tens]) if tens else 1) * 10 * bool(ten) + (int(_HAN_DIGITS[ones]) if ones else 0)


def _mended(lines: Iterable[Paragraph], made: Draft) -> Iterator[Paragraph]:
    """Join paragraphs that a page break made of one sentence; each is to be confirmed."""
    before: Paragraph | None = None
    for line in lines:
        if before and _is_cut(before) and _continues(line):
            shown = f"{before.text[-_SHOWN:]}｜{line.text[:_SHOWN]}"
            made.to_confirm.append(f"接上了断开的句子：{shown}")
            before = before._replace(text=before.text + line.text)
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _is_cut(line: Paragraph) -> bool:
    if line.is_table or line.level or is_heading(line) or search("ends", line.text):
        return False
    return len(line.text) > RULES["longest_plain_heading"] or bool(search("never_at_the_end", line.text))


def _continues(line: Paragraph) -> bool:
    marked = any(pattern(rule).search(fold_width(line.text)) for rule in RULES["markers"])
    return not (line.is_table or line.level or marked)


def as_of(text: str) -> list[Paragraph]:
    """The paragraphs of a text: each line is one."""
    return [Paragraph(line) for line in re.split(r"\r\n|\r|\n", text)]
