"""Propose quotations for the shortcomings and the plans that a text seems to name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.domain.text import fold_width
from annual_reports.drafting.headings import marker_kind
from annual_reports.drafting.rules import RULES, pattern

_SHORTEST = 4
"""Characters of a quotation."""


def propose_shortcomings(body: str) -> list[str]:
    """Return A, B and C of 存在 A、B、C 等问题; else the points of the section on shortcomings."""
    listed = pattern(RULES["shortcomings_listed"]).search(body)
    if listed:
        return [part for part in re.split("[、；;]", listed[1]) if len(part) >= _SHORTEST]
    points = list(_points(body, "about_shortcomings")) or [
        sentence
        for sentence in _sentences(body, "about_shortcomings")
        if pattern(RULES["lacking"]).search(sentence) and not pattern(RULES["from_now_on"]).search(sentence)
    ]
    return list(dict.fromkeys(points))[: RULES["longest_list"]]


def propose_plans(body: str) -> list[str]:
    """Return the points of the section on the next year."""
    points = list(_points(body, "about_plans")) or list(_sentences_from_now_on(body))
    return list(dict.fromkeys(points))[: RULES["longest_list"]]


def _sentences_from_now_on(body: str) -> Iterator[str]:
    """Yield the sentences of the section on plans from 下一步 on."""
    begun = False
    for sentence in _sentences(body, "about_plans"):
        opening = pattern(RULES["from_now_on"]).search(fold_width(sentence))
        begun = begun or opening is not None
        if begun:
            yield sentence[opening.end() if opening else 0 :]


def _sentences(body: str, about: str) -> Iterator[str]:
    """Yield the sentences of the section whose heading matches a rule."""
    for block in _section_blocks(body, about):
        yield from (part.strip() for part in re.split("[。；;\n]", block) if len(part.strip()) >= _SHORTEST)


def _points(body: str, about: str) -> Iterator[str]:
    """Yield the points of a section: its headings, or its items 一是…二是…."""
    blocks = list(_section_blocks(body, about))
    headings = [block.lstrip("# ") for block in blocks if block.startswith("#")]
    yield from map(_without_number, headings)
    for block in () if headings else blocks:
        for match in pattern(RULES["item"]).finditer(fold_width(block)):
            yield block[match.start(1) : match.end(1)].rstrip("，,、：: ")


def _without_number(heading: str) -> str:
    kind = marker_kind(heading)
    number = pattern(RULES["markers"][kind]).search(fold_width(heading)) if kind is not None else None
    return heading[number.end() if number else 0 :].strip("。：: ")


def _section_blocks(body: str, about: str) -> Iterator[str]:
    """Yield the paragraphs of the last section that a heading, or a sentence with a colon, announces."""
    blocks: list[str] = []
    within = False
    for block in body.split("\n\n"):
        is_heading = block.startswith("#")
        announces = bool(pattern(RULES[about]).search(block)) and (
            is_heading or fold_width(block).endswith(":")
        )
        if announces:
            within, blocks = True, []
        elif is_heading and not (
            within and marker_kind(block.lstrip("# ")) is not None and block.startswith("###")
        ):
            within = False
        if within and (not is_heading or block.startswith("###")):
            blocks.append(block)
    yield from blocks
