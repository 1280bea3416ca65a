"""Shortcomings and plans that a text seems to name, as quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.desk.headings import marker
from annual_reports.desk.rules import RULES, pattern
from annual_reports.text import fold_width

_LONG_ENOUGH = 4


def shortcomings(body: str) -> list[str]:
    """存在 A、B、C 等问题: each of them; else the points of the section on shortcomings."""
    listed = pattern(RULES["shortcomings_listed"]).search(body)
    if listed:
        return [part for part in re.split("[、；;]", listed[1]) if len(part) >= _LONG_ENOUGH]
    found = list(_points(body, "about_shortcomings")) or [
        sentence
        for sentence in _sentences(body, "about_shortcomings")
        if pattern(RULES["lacking"]).search(sentence) and not pattern(RULES["from_now_on"]).search(sentence)
    ]
    return list(dict.fromkeys(found))[: RULES["longest_list"]]


def plans(body: str) -> list[str]:
    """The points of the section on the next year."""
    found = list(_points(body, "about_plans")) or list(_from_now_on(body))
    return list(dict.fromkeys(found))[: RULES["longest_list"]]


def _from_now_on(body: str) -> Iterator[str]:
    """The sentences of the section from 下一步 on."""
    begun = False
    for sentence in _sentences(body, "about_plans"):
        opening = pattern(RULES["from_now_on"]).search(fold_width(sentence))
        begun = begun or opening is not None
        if begun:
            yield sentence[opening.end() if opening else 0 :]


def _sentences(body: str, about: str) -> Iterator[str]:
    """The sentences of the section that a heading announces."""
    for block in _blocks_about(body, about):
        yield from (
            part.strip() for part in re.split("[。；;\n]", block) if len(part.strip()) >= _LONG_ENOUGH
        )


def _points(body: str, about: str) -> Iterator[str]:
    """What a section lists: its own headings, or 一是…二是…."""
    blocks = list(_blocks_about(body, about))
    headings = [block.lstrip("# ") for block in blocks if block.startswith("#")]
    yield from map(_without_number, headings)
    for block in () if headings else blocks:
        for match in pattern(RULES["item"]).finditer(fold_width(block)):
            yield block[match.start(1) : match.end(1)].rstrip("，,、：: ")


def _without_number(heading: str) -> str:
    kind = marker(heading)
    number = pattern(RULES["markers"][kind]).search(fold_width(heading)) if kind is not None else None
    return heading[number.end() if number else 0 :].strip("。：: ")


def _blocks_about(body: str, about: str) -> Iterator[str]:
    """Paragraphs of the last section that a heading, or a sentence ending in a colon, announces."""
    found: list[str] = []
    within = False
    for block in body.split("\n\n"):
        is_heading = block.startswith("#")
        announces = bool(pattern(RULES[about]).search(block)) and (
            is_heading or fold_width(block).endswith(":")
        )
        if announces:
            within, found = True, []
        elif is_heading and not (
            within and marker(block.lstrip("# ")) is not None and block.startswith("###")
        ):
            within = False
        if within and (not is_heading or block.startswith("###")):
            found.append(block)
    yield from found
