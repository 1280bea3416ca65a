"""Propose quotations for the shortcomings and the plans that a text names.

body ─ quote_topics: which pieces are about lacks or plans ─► points of each part ─► quotations that stand in
the text word for word, and only once
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from annual_reports.domain import quantities
from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.text import fold_width, squeeze
from annual_reports.drafting.headings import marker
from annual_reports.drafting.quote_topics import (
    EDGES,
    QUOTE_RULES,
    Topic,
    Unit,
    found,
    item_at_start,
    sentences,
    units_about,
)
from annual_reports.drafting.rules import pattern

_LACK_LISTS = ("lacks_listed", "lacks_behind_mainly")


class QuoteProposals(NamedTuple):
    """Quotations that are proposed, each word for word in the text, and what a person must judge."""

    shortcomings: Sequence[str]
    plans: Sequence[str]
    questions: Sequence[str]
    """Chinese lines for `to_confirm`."""


def propose_quotes(body: str, year: int | None) -> QuoteProposals:
    """Return what a body in Markdown seems to name as shortcomings, and as plans for after `year`."""
    units = list(units_about(body, year))
    lacks, lack_questions = _quotes(units, Topic.LACKS, Body(body))
    plans, plan_questions = _quotes(units, Topic.PLANS, Body(body))
    return QuoteProposals(lacks, plans, (*lack_questions, *plan_questions))


def _quotes(units: Sequence[Unit], topic: Topic, body: Body) -> tuple[list[str], list[str]]:
    """Return quotations and questions; text without a heading of its own counts only if no part has one."""
    of_topic = [unit for unit in units if unit.topic in (topic, Topic.BOTH)]
    headed = [unit for unit in of_topic if unit.is_headed]
    quotes: list[str] = []
    questions: list[str] = []
    for _, group in groupby(headed or of_topic, key=lambda unit: unit.part):
        members = list(group)
        points = list(_points(members, topic))
        if not points:
            points = list(_whole_sentences(members, topic))
            questions += [f"{topic.value}没有分条，按整句列了 {len(points)} 条，请核对"] * bool(points)
        quotes += points
    if not quotes and topic is Topic.LACKS:
        quotes = [lack for unit in units for lack in _listed_lacks(unit.text, "lacks_answered")]
    if not quotes:
        return [], [_nothing_found(headed, topic)]
    usable = [quote for quote in dict.fromkeys(quotes) if len(quote) >= QUOTE_RULES["shortest"]]
    unique = {quote: _once_in_text(quote, of_topic, body) for quote in usable[: QUOTE_RULES["longest_list"]]}
    questions += [
        f"“{quote}”在正文里不止一处，没有摘，请摘长一些" for quote, once in unique.items() if not once
    ]
    return list(filter(None, unique.values())), questions


def _nothing_found(headed: Iterable[Unit], topic: Topic) -> str:
    title = next((unit.text for unit in headed if unit.is_title and unit.topic is topic), "")
    section = f"“{title.strip(EDGES)}”一节" if title else ""
    return f"{section}没有认出{topic.value}，请照原文摘录；原文没有写的不填"


def _once_in_text(quote: str, units: Iterable[Unit], body: Body) -> str:
    """Return a quotation, or the sentence around it, that stands in the body once; empty if neither does."""
    around = (s.strip(EDGES) for unit in units for s in sentences(unit.text) if quote in s)
    return next((text for text in (quote, *around) if len(spans_of_quote(body, text)) == 1), "")


def _points(members: Sequence[Unit], topic: Topic) -> Iterator[str]:
    """Yield the points of a part: its highest headings, or else the items in its text."""
    depths = [unit.depth for unit in members if unit.depth]
    if not depths:
        yield from _items("\n".join(unit.text for unit in members if not unit.is_title), topic)
        return
    top = min(depths)
    starts = [index for index, unit in enumerate(members) if unit.depth == top]
    for start, stop in pairwise([*starts, len(members)]):
        heading, below = members[start], members[start + 1 : stop]
        if found("frame_headings", _title(heading)):
            yield from list(_points(below, topic)) or _whole_sentences(below, topic)
        elif _belongs(heading, topic) and not found("preamble_headings", _title(heading)):
            amounts = [q for unit in below if not unit.depth for q in _with_amounts(unit.text)]
            is_bare = topic is Topic.PLANS and not quantities.find(heading.text)
            yield from amounts if is_bare and amounts else [_title(heading)]


def _title(heading: Unit) -> str:
    return heading.text[len(marker(heading.text)) :].strip(EDGES)


def _belongs(unit: Unit, topic: Topic) -> bool:
    """Return True if a heading is about a topic, where lacks and plans stand in one part."""
    if unit.topic is not Topic.BOTH:
        return True
    is_plan = not found("lacking", unit.text) and found("measures", _title(unit)) is not None
    return is_plan is (topic is Topic.PLANS)


def _items(text: str, topic: Topic) -> Iterator[str]:
    """Yield the points that are numbered in a text, or listed in a sentence."""
    marks = list(pattern(QUOTE_RULES["item"]).finditer(fold_width(text)))
    if all(found("joining_words", mark[0]) for mark in marks):
        marks = []
    for mark, behind in zip_longest(marks, marks[1:]):
        content = text[mark.end() : behind.start() if behind else len(text)]
        amounts = [] if topic is Topic.LACKS else list(_with_amounts(content))
        first = next(iter(sentences(content)), "")
        yield from amounts or [first.strip(EDGES)]
    if not marks and topic is Topic.LACKS:
        yield from _listed_lacks(text)


def _listed_lacks(text: str, *rules: str) -> Iterator[str]:
    """Yield what a sentence lists: 存在宣传不深、人手不足等问题; 主要是：宣传不深；人手不足."""
    if listed := next(filter(None, (found(rule, text) for rule in rules or _LACK_LISTS)), None):
        names = text[slice(*listed.span(1))]
        lists = (_apart(separator, names) for separator in ("[；;]", "、", "[，,]"))
        yield from next(filter(None, lists), [])


def _apart(separator: str, names: str) -> list[str]:
    """Return the members of a list; empty if one is too short to be a lack, or a clause names none."""
    members = [part.strip(EDGES) for part in re.split(separator, names)]
    is_list = len(members) > 1 and min(map(len, members)) > QUOTE_RULES["shortest"]
    are_clauses = "," in separator and not all(found("lacking", member) for member in members)
    return members if is_list and not are_clauses else []


def _with_amounts(text: str) -> Iterator[str]:
    """Yield the sentences of a text that hold amounts, without their numbers."""
    for sentence in sentences(text):
        if quantities.find(sentence):
            number = item_at_start(sentence)
            yield sentence[number.end() if number else 0 :].strip(EDGES)


def _whole_sentences(members: Iterable[Unit], topic: Topic) -> Iterator[str]:
    """Yield the sentences of a part without points that say what is lacking, or what will be done."""
    for unit in members:
        if not (unit.depth or unit.is_title):
            say = _lack_in if topic is Topic.LACKS else _plan_in
            for sentence in re.findall(r"[^。\n]+。?", unit.text):
                yield from filter(None, say(sentence, unit))


def _lack_in(sentence: str, unit: Unit) -> Iterator[str]:
    """Yield the clauses that say what is lacking; below a heading on lacks each clause but a lead does."""
    listed = list(_listed_lacks(sentence))
    for clause in () if listed else sentences(sentence):
        plain = _without("lacks_intro", clause)
        says_so = found("lacking", plain) or (unit.is_headed and unit.topic is Topic.LACKS)
        if says_so and not (found("no_lacks", plain) or found("lacks_lead", squeeze(plain))):
            yield plain.removesuffix("等")
    yield from listed


def _plan_in(sentence: str, unit: Unit) -> Iterator[str]:
    """Yield the clauses that say what will be done: all below a heading or behind 做好以下工作：."""
    is_list = found("plans_behind_colon", sentence)
    for clause in sentences(_without("plans_behind_colon", sentence)):
        plain = _without("from_now_on", clause)
        says_so = plain != clause.strip(EDGES) or found("will", plain) or found("measures", plain)
        is_headed = unit.is_headed and unit.topic is Topic.PLANS
        if is_list or ((says_so or is_headed) and not found("leads", squeeze(plain))):
            yield plain


def _without(rule: str, text: str) -> str:
    """Return a text without the opening words that a rule names, and without the signs at its ends."""
    plain = text.strip(EDGES)
    opening = found(rule, plain)
    return plain[opening.end() if opening else 0 :].strip(EDGES)
