"""Count the elements that a drawing shows once its references are followed.

`<use>`, masks, patterns and other references show an element again; twelve levels of ten references each are
a million million elements, which no browser survives (“billion laughs”).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_FRAGMENT = re.compile(r"url\(\s*[\"']?#([^\"')\s]*)", re.IGNORECASE)
MOST_ELEMENTS = 100_000
"""Limit of the elements that a drawing shows; a detailed map has some ten thousand."""
_MOST_NESTED = 200
"""Limit of elements and references one within the other."""
_FILTER_WEIGHT = 100
"""Elements that one step of a filter counts for, since it goes over every pixel."""


@dataclass(slots=True)
class _Element:
    weight: int
    refers_to: tuple[str, ...]
    children: list[_Element] = field(default_factory=list)
    total: int | None = None
    """Elements shown by it; None as long as it is not counted."""


class References:
    """Elements of a drawing, told one after the other, with what each refers to."""

    def __init__(self) -> None:
        """Begin with no element."""
        self._root = _Element(0, ())
        self._open = [self._root]
        self._by_id: dict[str, _Element] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note the start of an element; the names of its attributes may have namespaces before a blank."""
        targets = [target for value in attributes.values() for target in _FRAGMENT.findall(value)]
        links = (value.strip() for key, value in attributes.items() if key.rpartition(" ")[2] == "href")
        targets += [link[1:] for link in links if link.startswith("#")]
        element = _Element(_FILTER_WEIGHT if name.startswith("fe") else 1, tuple(targets))
        self._open[-1].children.append(element)
        self._open.append(element)
        if "id" in attributes:
            self._by_id.setdefault(attributes["id"], element)

    def end(self) -> None:
        """Note the end of the element that was started last."""
        self._open.pop()

    def shows_too_much(self) -> bool:
        """Return True if the drawing shows more than `MOST_ELEMENTS`, or refers in a circle."""
        return self._count(self._root, 0) > MOST_ELEMENTS

    def _count(self, element: _Element, depth: int) -> int:
        if depth > _MOST_NESTED:
            return MOST_ELEMENTS + 1
        if element.total is None:
            referred = (self._by_id[id_] for id_ in element.refers_to if id_ in self._by_id)
            inside = (self._count(each, depth + 1) for each in (*element.children, *referred))
            element.total = min(element.weight + sum(inside), MOST_ELEMENTS + 1)
        return element.total
