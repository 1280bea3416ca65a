"""Access to the lists in `word_elements.yml`: what is done with each element of a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

LISTS: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
SAYS: Mapping[str, str] = LISTS["phrases"]


def q(name: str) -> str:
    """Return a name such as `mc:Choice` as ElementTree writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{LISTS['namespaces'][prefix]}}}{local}"


def _treatments() -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, names in LISTS["kinds"].items():
        for name in names:
            for one in name if isinstance(name, list) else [name]:
                yield q(one), (kind, names[one] if isinstance(names, dict) else "")


_TREATMENTS = dict(_treatments())
_CONTROLS = {q(name): phrase for name, phrase in LISTS["controls"].items()}
_WALKED = frozenset(LISTS["namespaces"][prefix] for prefix in LISTS["walked_namespaces"])


def treatment(tag: str) -> tuple[str, str]:
    """Return the kind of an element, and a sign's text or the phrase that tells it; see `word_elements.yml`.

    What no list names is read and told.
    """
    if found := _TREATMENTS.get(tag):
        return found
    namespace, _, local = tag.rpartition("}")
    if namespace[1:] in _WALKED:
        return "walked", ""
    return "read_and_told", SAYS["unknown"].format(name=local)


def phrases(element: ET.Element) -> list[str]:
    """Return what is told of an element whose text is read."""
    _, says = treatment(element.tag)
    controls = [_CONTROLS[e.tag] for e in element.iterfind(f"{q('w:sdtPr')}/*") if e.tag in _CONTROLS]
    return [says, *controls] if says else controls


def inside(element: ET.Element) -> ET.Element:
    """Return the element whose children are read: of forms of the same content only one (part 3, 7.5).

    It is the first that is offered, or what is there for old programs if only that has text.
    """
    forms = [form for form in element if form.tag in (q("mc:Choice"), q("mc:Fallback"))]
    if len(forms) != len(element):
        return element
    return next((form for form in forms if plain_text(form).strip()), [*forms, element][0])


def nearest(parent: ET.Element, *names: str) -> Iterator[ET.Element]:
    """Yield the elements of some names that stand in no other of them."""
    tags = frozenset(map(q, names))
    for child in parent:
        if child.tag in tags:
            yield child
        else:
            yield from nearest(child, *names)


def plain_text(element: ET.Element) -> str:
    """Return all text below an element, deleted text and text of drawings too."""
    tags = (q("w:t"), q("w:delText"), q("a:t"), q("m:t"), q("c:v"))
    return "".join(e.text or "" for e in element.iter() if e.tag in tags)
