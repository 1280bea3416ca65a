"""Judge the properties of files: who made a document, where a picture was taken, with which device.

Which properties count, and which makers are no persons, are data in `file_properties.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import yaml

_RULES: dict[str, str] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_PEOPLE = frozenset(_RULES["people"].split())
_TRACES = frozenset(_RULES["traces"].split())
_NAMES = "|".join(sorted(map(re.escape, _PEOPLE | _TRACES)))
_ORGANISATION = re.compile(_RULES["organisation"])
_SOFTWARE = re.compile(_RULES["software"])
_ELEMENT = re.compile(rf"<(?:[\w-]+:)?({_NAMES})(?:\s[^<>]*)?>(.*?)</(?:[\w-]+:)?\1>", re.DOTALL)
_ATTRIBUTE = re.compile(rf"\s(?:[\w-]+:)?({_NAMES})=(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(r"<[^<>]*>")
_SEVERAL = re.compile(r"[;；,，、\n]")


class Property(NamedTuple):
    """Property of a file that tells of a person."""

    name: str
    value: str

    @property
    def is_trace(self) -> bool:
        """True for a place or a device, False for the name of a person."""
        return self.name in _TRACES


def properties_of_xml(text: str) -> Iterator[Property]:
    """Yield the properties of an XML text that count: XMP, or a part of an office document."""
    for name, content in _ELEMENT.findall(text):
        yield Property(name, unescape(_TAG.sub("\n", content)).strip())
    for name, value, other in _ATTRIBUTE.findall(text):
        yield Property(name, unescape(value or other).strip())


def telling(properties: Iterator[Property]) -> Iterator[Property]:
    """Yield the properties that tell of a person: traces, and each name of a maker that is a person."""
    for name, value in properties:
        if name in _TRACES and value:
            yield Property(name, value)
        elif name in _PEOPLE:
            yield from (
                Property(name, one) for one in map(str.strip, _SEVERAL.split(value)) if _is_person(one)
            )


def _is_person(name: str) -> bool:
    return bool(name) and not _ORGANISATION.search(name) and not _SOFTWARE.fullmatch(name)
