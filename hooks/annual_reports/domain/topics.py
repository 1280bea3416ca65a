"""Find the topics that a text names: an amount of 立案 18 件 belongs to the one that was named last.

The words are data, in `topics.yml` beside this file. Words in 《…》 name no topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

_WORDS: Mapping[str, str] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
TOPICS = frozenset(_WORDS)
"""Names of the topics."""
_TOPIC_OF = {word: topic for topic, words in _WORDS.items() for word in words.split()}
_NAMED = re.compile("《[^》]*》|" + "|".join(sorted(_TOPIC_OF, key=len, reverse=True)))


_JOINTS = ("", "、", "和", "与", "及")
"""Words between topics that are named together: 复议、应诉."""


class NamedTopics(NamedTuple):
    """Topics that are named together at a place of a text."""

    end: int
    """Offset behind their words."""
    names: frozenset[str]


def named_topics(text: str) -> Iterator[NamedTopics]:
    """Yield the topics that a text with folded width names, in order."""
    last = NamedTopics(0, frozenset())
    for match in _NAMED.finditer(text):
        if topic := _TOPIC_OF.get(match[0]):
            together = last.names if text[last.end : match.start()] in _JOINTS else frozenset()
            last = NamedTopics(match.end(), together | {topic})
            yield last
