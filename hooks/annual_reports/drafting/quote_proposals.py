"""Propose quotations for the shortcomings and the plans that a text names.

body ─ _parts: which sentences are about lacks or plans, by headings and by words ─► points of each part ─►
quotations that stand in the text word for word
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby, pairwise, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.domain import quantities
from annual_reports.domain.blocks import Heading, Paragraph, read_blocks
from annual_reports.domain.sections import begins_plans, is_about_plans
from annual_reports.domain.text import fold_width
from annual_reports.drafting.headings import begins_attachment, marker
from annual_reports.drafting.rules import pattern

QUOTE_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_name("quote_rules.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_EDGES = "。；;，,、：: 　\n\t"


class _Topic(Enum):
    LACKS = "不足"
    PLANS = "安排"
    BOTH = "不足和安排"
    CAUSES = "原因"


class _Unit(NamedTuple):
    """Piece of text about a topic."""

    part: int
    """Number of the part, of the heading or the paragraph that opens the topic."""
    topic: _Topic
    text: str
    depth: int = 0
    """Levels of a heading below the one that opens the part; 0 for text."""
    is_headed: bool = True
    """False if no heading opens the topic, but a sentence does."""
    is_title: bool = False
    """True for a heading that opens a topic; others are points."""


class QuoteProposals(NamedTuple):
    """Quotations that are proposed, each word for word in the text, and what a person must judge."""

    shortcomings: Sequence[str]
    plans: Sequence[str]
    questions: Sequence[str]
    """Chinese lines for `to_confirm`."""


def propose_quotes(body: str, year: int | None) -> QuoteProposals:
    """Return what a body in Markdown seems to name as shortcomings, and as plans for after `year`."""
    units = list(_units(body, year))
    lacks, lack_questions = _quotes(units, _Topic.LACKS)
    plans, plan_questions = _quotes(units, _Topic.PLANS)
    return QuoteProposals(lacks, plans, (*lack_questions, *plan_questions))


def _found(rule: str, text: str) -> re.Match[str] | None:
    return pattern(QUOTE_RULES[rule]).search(fold_width(text))


def _without_marker(text: str) -> str:
    return text[len(marker(text)) :]


# Which text is about what.


class _Open(NamedTuple):
    """Heading under which the text stands."""

    level: int
    part: int
    topic: _Topic | None


def _units(body: str, year: int | None) -> Iterator[_Unit]:
    """Yield the headings and paragraphs about lacks and plans in order."""
    outline: list[_Open] = []
    carried: _Topic | None = None
    for number, block in enumerate(read_blocks(body), 1):
        if isinstance(block, Heading):
            if begins_attachment(body[slice(*block.span)]):
                return
            while outline and outline[-1].level >= block.level:
                outline.pop()
            yield from _heading_units(outline, number, block, body, year)
            carried = None
        elif isinstance(block, Paragraph):
            text = body[slice(*block.span)]
            if begins_attachment(text):
                return
            part, topic = outline[-1][1:] if outline else (number, None)
            headed = topic is not None
            if not headed and pattern(QUOTE_RULES["item"]).match(fold_width(text)):
                topic = carried
            for carried, piece in _pieces(text, topic, year, is_headed=headed):
                if carried:
                    yield _Unit(part if headed else -1, carried, piece, is_headed=headed)


def _heading_units(
    outline: list[_Open], number: int, block: Heading, body: str, year: int | None
) -> Iterator[_Unit]:
    """Yield a heading that opens a topic, or that is a point of an open one; and put it on the outline."""
    text = body[slice(*block.span)]
    part, topic = outline[-1][1:] if outline else (number, None)
    own = _topic_of_heading(text, year, is_inner=topic is not None)
    if own:
        outline.append(_Open(block.level, number, own))
        yield _Unit(number, own, text, is_title=True)
        return
    outline.append(_Open(block.level, part, topic))
    if topic:
        yield _Unit(part, topic, text, sum(heading.part == part for heading in outline) - 1)


def _topic_of_heading(text: str, year: int | None, *, is_inner: bool) -> _Topic | None:
    """Return the topic that a heading opens; inside of a part only a plain one does, others are points."""
    title = _without_marker(text).strip(_EDGES)
    if _found("cause_headings", title):
        return _Topic.CAUSES
    if is_inner and len(title) > QUOTE_RULES["longest_inner_plans"]:
        return None
    rule = "inner_lacks" if is_inner else "lack_headings"
    is_lacks = _found(rule, title) and not _found("no_lack_headings", title)
    if is_about_plans(fold_width(title), year) or _found("measure_headings", title):
        return _Topic.BOTH if is_lacks else _Topic.PLANS
    return _Topic.LACKS if is_lacks else None


def _pieces(
    text: str, topic: _Topic | None, year: int | None, *, is_headed: bool
) -> Iterator[tuple[_Topic | None, str]]:
    """Divide a paragraph where a sentence goes over to another topic; causes stay causes."""
    if topic is _Topic.CAUSES:
        return
    topic = _Topic.LACKS if topic is _Topic.BOTH and not _found("measures", _first_words(text)) else topic
    topic = _Topic.PLANS if topic is _Topic.BOTH else topic
    topics = []
    for sentence in _SENTENCE.findall(text):
        begins = begins_plans(fold_width(sentence.strip()), 0, year) and (
            is_headed or _found("will", sentence)
        )
        if begins or _found("measure_openings", sentence):
            topic = _Topic.PLANS
        elif topic is not _Topic.LACKS and _found("lack_openings", sentence):
            topic = _Topic.LACKS
        topics.append((topic, sentence))
    for of_topic, sentences in groupby(topics, key=lambda pair: pair[0]):
        yield of_topic, "".join(sentence for _, sentence in sentences)


def _first_words(text: str) -> str:
    match = pattern(QUOTE_RULES["item"]).match(fold_width(text))
    return text[match.end() if match else 0 :]


# What of it is quoted.


def _quotes(units: Iterable[_Unit], topic: _Topic) -> tuple[list[str], list[str]]:
    """Return quotations and questions; text without a heading of its own counts only if no part has one."""
    of_topic = [unit for unit in units if unit.topic in (topic, _Topic.BOTH)]
    headed = [unit for unit in of_topic if unit.is_headed]
    quotes: list[str] = []
    questions: list[str] = []
    for _, group in groupby(headed or of_topic, key=lambda unit: unit.part):
        members = list(group)
        found = list(_points(members, topic))
        if not found:
            texts = (unit.text for unit in members if not (unit.depth or unit.is_title))
            found = [quote for text in texts for quote in _sentences(text, topic)]
            questions += [f"{topic.value}没有分条，按整句列了 {len(found)} 条，请核对"] * bool(found)
        quotes += found
    title = next((unit.text for unit in headed if unit.is_title and unit.topic is topic), "")
    if not quotes:
        section = f"“{title.strip(_EDGES)}”一节" if title else ""
        questions.append(f"{section}没有认出{topic.value}，请照原文摘录；原文没有写的不填")
    usable = [quote for quote in dict.fromkeys(quotes) if len(quote) >= QUOTE_RULES["shortest"]]
    return usable[: QUOTE_RULES["longest_list"]], questions


def _points(members: Sequence[_Unit], topic: _Topic) -> Iterator[str]:
    """Yield the points of a part: its highest headings, or else the items in its text."""
    depths = [unit.depth for unit in members if unit.depth]
    if not depths:
        yield from _items("\n".join(unit.text for unit in members if not unit.is_title), topic)
        return
    top = min(depths)
    starts = [index for index, unit in enumerate(members) if unit.depth == top]
    for start, stop in pairwise([*starts, len(members)]):
        heading, below = members[start], members[start + 1 : stop]
        if _belongs(heading, topic):
            amounts = [q for unit in below if not unit.depth for q in _with_amounts(unit.text)]
            is_bare = topic is _Topic.PLANS and not quantities.find(heading.text)
            yield from amounts if is_bare and amounts else [_without_marker(heading.text).strip(_EDGES)]


def _belongs(unit: _Unit, topic: _Topic) -> bool:
    """Return True if a heading is about a topic, where lacks and plans stand in one part."""
    if unit.topic is not _Topic.BOTH:
        return True
    is_plan = not _found("lacking", unit.text) and _found("measures", _without_marker(unit.text)) is not None
    return is_plan is (topic is _Topic.PLANS)


def _items(text: str, topic: _Topic) -> Iterator[str]:
    """Yield the points that are numbered in a text, or listed before 等问题."""
    marks = list(pattern(QUOTE_RULES["item"]).finditer(fold_width(text)))
    for mark, behind in zip_longest(marks, marks[1:]):
        content = text[mark.end() : behind.start() if behind else len(text)]
        amounts = [] if topic is _Topic.LACKS else list(_with_amounts(content))
        first = next(iter(_SENTENCE.findall(content)), "")
        yield from amounts or [first.strip(_EDGES)]
    listed = _found("lacks_listed", text) or _found("lacks_behind_colon", text)
    if not marks and topic is _Topic.LACKS and listed:
        yield from (part.strip(_EDGES) for part in re.split("、", text[slice(*listed.span(1))]))


def _with_amounts(text: str) -> Iterator[str]:
    """Yield the sentences of a text that hold amounts."""
    yield from (s.strip(_EDGES) for s in _SENTENCE.findall(text) if quantities.find(s))


def _sentences(text: str, topic: _Topic) -> Iterator[str]:
    """Yield the sentences of a text without points that say what is lacking, or what will be done."""
    for sentence in _SENTENCE.findall(text):
        rule = "lacks_intro" if topic is _Topic.LACKS else "from_now_on"
        opening = _found(rule, sentence.strip(_EDGES))
        rest = sentence.strip(_EDGES)[opening.end() if opening else 0 :].strip(_EDGES)
        is_lack = _found("lacking", rest) and not _found("lacks_mended", rest)
        is_plan = not fold_width(sentence.rstrip()).endswith(":") and (opening or _found("will", rest))
        if is_lack if topic is _Topic.LACKS else is_plan or _found("measures", rest):
            yield rest
