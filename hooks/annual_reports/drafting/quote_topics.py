"""Find the parts of a text that are about lacks or about plans, by headings and by the words of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.domain.blocks import Heading, Paragraph, TableLines, read_blocks
from annual_reports.domain.sections import begins_plans, is_about_plans
from annual_reports.domain.tables import split_row
from annual_reports.domain.text import fold_width
from annual_reports.drafting.headings import begins_attachment, is_own_line, marker
from annual_reports.drafting.rules import pattern, search

QUOTE_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_name("quote_rules.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
EDGES = "。；;，,、：:* 　\n\t"
"""Signs around a quotation that do not belong to it."""
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")


class Topic(Enum):
    """Subject of a part of a text."""

    LACKS = "不足"
    PLANS = "安排"
    BOTH = "不足和安排"
    CAUSES = "原因"


class Unit(NamedTuple):
    """Piece of text about a topic."""

    part: int
    """Number of the part, of the heading or the paragraph that opens the topic."""
    topic: Topic
    text: str
    depth: int = 0
    """Levels of a heading below the one that opens the part; 0 for text."""
    is_headed: bool = True
    """False if no heading opens the topic, but a sentence does."""
    is_title: bool = False
    """True for a heading that opens a topic; others are points."""


class _Open(NamedTuple):
    """Heading under which the text stands."""

    level: int
    part: int
    topic: Topic | None


def found(rule: str, text: str) -> re.Match[str] | None:
    """Search a text for one of the rules in quote_rules.yml."""
    return pattern(QUOTE_RULES[rule]).search(fold_width(text))


def item_at_start(text: str) -> re.Match[str] | None:
    """Match the number with which a text begins: 一是, （1）, 其一."""
    return pattern(QUOTE_RULES["item"]).match(fold_width(text))


def sentences(text: str) -> list[str]:
    """Divide a text behind 。；！？ and at line ends; the signs stay with their sentences."""
    return _SENTENCE.findall(text)


def units_about(body: str, year: int | None) -> Iterator[Unit]:
    """Yield the headings, paragraphs and cells of a body that are about lacks or plans, in order.

    Args:
        body: the text in Markdown; what stands behind a line 附件 is left out.
        year: the report's year, by which a later one is a plan's.

    """
    outline: list[_Open] = []
    carried: Topic | None = None
    for number, block in enumerate(read_blocks(body), 1):
        if isinstance(block, TableLines):
            yield from _table_units(outline, number, block, body, year)
            continue
        text = body[slice(*block.span)]
        if begins_attachment(text):
            return
        if isinstance(block, Heading):
            yield from _heading_units(outline, number, block, body, year)
            carried = carried if outline[-1].part != number and outline[-1].topic is Topic.BOTH else None
        elif isinstance(block, Paragraph) and not (is_own_line(text) or search("attachments", text)):
            part, of_part = outline[-1][1:] if outline else (number, None)
            headed = of_part is not None
            pieces = list(_pieces(text, _topic_of_text(text, of_part, carried), year, is_headed=headed))
            yield from (
                Unit(part if headed else -1, of, piece, is_headed=headed) for of, piece in pieces if of
            )
            carried = _carried(carried, pieces, text, of_part)


def _topic_of_text(text: str, of_part: Topic | None, carried: Topic | None) -> Topic | None:
    """Return what the first words of a paragraph are about, by its part and by what goes on from above."""
    number = item_at_start(text)
    words = text[number.end() if number else 0 :]
    if of_part is Topic.BOTH:
        goes_on = carried is Topic.PLANS and not found("lacking", next(iter(sentences(words)), ""))
        return Topic.PLANS if goes_on or found("measures", words) else Topic.LACKS
    return carried if carried and number else of_part


def _carried(
    before: Topic | None, pieces: list[tuple[Topic | None, str]], text: str, of_part: Topic | None
) -> Topic | None:
    """Return the topic that goes on in the items below a paragraph: 下一步，我镇将：, then 一是…, 二是….

    Below a heading only a colon says that the items belong to the sentence above and not to the heading.
    """
    last = pieces[-1][0] if pieces else None
    if of_part in (None, Topic.BOTH) or fold_width(text).endswith(":"):
        return last
    return before if before and item_at_start(text) else None


def _heading_units(
    outline: list[_Open], number: int, block: Heading, body: str, year: int | None
) -> Iterator[Unit]:
    """Yield a heading that opens a topic, or that is a point of an open one; and put it on the outline."""
    while outline and outline[-1].level >= block.level:
        outline.pop()
    text = body[slice(*block.span)]
    part, topic = outline[-1][1:] if outline else (number, None)
    own = _topic_of_heading(text, year, is_inner=topic is not None)
    if own:
        outline.append(_Open(block.level, number, own))
        yield Unit(number, own, text, is_title=True)
        return
    outline.append(_Open(block.level, part, topic))
    if topic:
        yield Unit(part, topic, text, sum(heading.part == part for heading in outline) - 1)


def _table_units(
    outline: list[_Open], number: int, block: TableLines, body: str, year: int | None
) -> Iterator[Unit]:
    """Yield the cells below 存在问题 and 整改措施, each a point of the part in which the table stands.

    A table of figures, with a column for the next year's target, is none of lacks.
    """
    part = outline[-1].part if outline else number
    head, *rows = (split_row(body, row) for row in block.rows)
    topics = [_topic_of_heading(cell.text, year, is_inner=False) for cell in head]
    for row in rows if Topic.LACKS in topics else ():
        for topic, cell in zip(topics, row, strict=False):
            if topic and cell.text:
                yield Unit(part, topic, cell.text, depth=1)


def _topic_of_heading(text: str, year: int | None, *, is_inner: bool) -> Topic | None:
    """Return the topic that a heading opens; inside of a part only a plain one does, others are points."""
    title = text[len(marker(text)) :].strip(EDGES)
    if found("cause_headings", title):
        return Topic.CAUSES
    if is_inner and len(title) > QUOTE_RULES["longest_inner_plans"]:
        return None
    rule = "inner_lacks" if is_inner else "lack_headings"
    is_lacks = found(rule, title) and not found("no_lack_headings", title)
    if is_about_plans(fold_width(title), year) or found("measure_headings", title):
        return Topic.BOTH if is_lacks else Topic.PLANS
    return Topic.LACKS if is_lacks else None


def _pieces(
    text: str, topic: Topic | None, year: int | None, *, is_headed: bool
) -> Iterator[tuple[Topic | None, str]]:
    """Divide a paragraph where a sentence goes over to another topic; causes stay causes."""
    if topic is Topic.CAUSES:
        return
    topics = []
    for sentence in sentences(text):
        begins = begins_plans(fold_width(sentence.strip()), 0, year) and (
            is_headed or found("will", sentence)
        )
        if begins or found("measure_openings", sentence):
            topic = Topic.PLANS
        elif found("cause_openings", sentence):
            topic = Topic.CAUSES
        elif topic is not Topic.LACKS and found("lack_openings", sentence):
            topic = Topic.LACKS
        topics.append((topic, sentence))
    for of_topic, group in groupby(topics, key=lambda pair: pair[0]):
        yield of_topic, "".join(sentence for _, sentence in group)
