"""Resolve Word's styles: levels of headings, looks of runs, lists of paragraphs (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET

from annual_reports.documents.word_package import w

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])")
_NO_HEADINGS = frozenset(("title", "subtitle", "标题", "副标题"))
"""Styles of the title page; Word's Chinese template gives them outline levels, yet they head no part."""
_LONGEST_CHAIN = 50
"""Styles that a style may be based on; Word itself allows ten. It also ends a circle."""
_WHOLE = re.compile(r"[0-9]{1,9}")
_STYLED = {"paragraph": ("pPr", "pStyle"), "character": ("rPr", "rStyle"), "table": ("tblPr", "tblStyle")}
_NUMBER_CHANGES = ("ins", "numberingChange")


class Looks(NamedTuple):
    """Looks of a run that decide how its text is read; `raised` is `superscript`, `subscript` or empty.

    `shifted` text is raised or lowered by a distance (17.3.2.24).
    """

    hidden: bool
    struck: bool
    raised: str
    capitals: bool
    shifted: str = ""


class Layers(NamedTuple):
    """Properties of a run, and of its paragraph, where they are written: nearest first."""

    run: tuple[ET.Element | None, ...]
    paragraph: tuple[ET.Element | None, ...]

    def font(self, name: str) -> str:
        """Return the font of one kind of characters (17.3.2.26); empty if the theme names it, or nothing."""
        found = (layer.find(w("rFonts")) for layer in self.run if layer is not None)
        for fonts in (element.attrib for element in found if element is not None):
            if w(name) in fonts or w(f"{name}Theme") in fonts:
                return "" if w(f"{name}Theme") in fonts else fonts[w(name)]
        return ""


class ListUse(NamedTuple):
    """List of a paragraph; its level from 0, or the styles that the list may link to one of its levels."""

    list_id: str
    level: int | None
    styles: tuple[str, ...]
    """Ids, nearest first; empty if the paragraph names its level itself."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles of a document."""

    defaults: tuple[ET.Element, ...]
    """Run properties of the whole document; none or one."""
    by_id: Mapping[str, ET.Element]
    default_ids: Mapping[str, str]
    """Kind of style (`paragraph`, `character`) -> id of the style where none is named."""

    @classmethod
    def read(cls, root: ET.Element | None) -> Styles:
        """Read `styles.xml`; None if the document has none."""
        root = ET.Element("") if root is None else root
        styles = {style.get(w("styleId"), ""): style for style in root.iterfind(w("style"))}
        named = {s.get(w("type"), ""): i for i, s in styles.items() if _says_yes(s.get(w("default")))}
        return cls(tuple(root.iterfind(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")), styles, named)

    def level(self, paragraph: ET.Element) -> int | None:
        """Return a heading's level, 1 to 9; None for text, and for the document's title."""
        outline = _outline(paragraph)
        for id_ in () if outline is not None else self._chain("paragraph", paragraph):
            name = value(self.by_id[id_], "name").strip().lower()
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
            outline = 0 if name in _NO_HEADINGS else _outline(self.by_id[id_])
            if outline is not None:
                break
        return outline or None

    def names(self, paragraph: ET.Element) -> list[str]:
        """Return the names of a paragraph's style and of those it is based on, nearest first."""
        return [value(self.by_id[id_], "name").strip().lower() for id_ in self._chain("paragraph", paragraph)]

    def looks(self, paragraph: ET.Element, run: ET.Element) -> Looks:
        """Return the looks of a run, or of a paragraph's mark if `run` is the paragraph's `w:pPr`."""
        own = run.findall(w("rPr"))
        kinds = (
            [self.by_id[id_].find(w("rPr")) for id_ in self._chain("character", run)],
            [self.by_id[id_].find(w("rPr")) for id_ in self._chain("paragraph", paragraph)],
        )

        def is_toggled(name: str) -> bool:
            """Combine as 17.7.3 says: the run's own value holds, each kind of style turns the other's."""
            if (written := _nearest(name, own)) is not None:
                return _says_yes(written)
            return is_on(name, *self.defaults) or is_on(name, *kinds[0]) != is_on(name, *kinds[1])

        layers = self.layers(paragraph, run).run
        raised = _nearest("vertAlign", layers) or ""
        return Looks(
            hidden=is_toggled("vanish"),
            struck=is_toggled("strike") or is_on("dstrike", *layers),
            raised=raised if raised in ("superscript", "subscript") else "",
            capitals=is_toggled("caps") or is_toggled("smallCaps"),
            shifted=_shift(_nearest("position", layers) or "0"),
        )

    def layers(self, paragraph: ET.Element, run: ET.Element) -> Layers:
        """Return the properties that hold for a run, those of the whole document last."""
        of_run = [self.by_id[id_] for id_ in self._chain("character", run)]
        of_paragraph = [self.by_id[id_] for id_ in self._chain("paragraph", paragraph)]
        inks = (element.find(w("rPr")) for element in (run, *of_run, *of_paragraph))
        blocks = (element.find(w("pPr")) for element in (paragraph, *of_paragraph))
        return Layers((*inks, *self.defaults), tuple(blocks))

    def has_shading(self, table: ET.Element) -> bool:
        """Return True if the style of a table shades some of its cells."""
        return any(self.by_id[id_].find(f".//{w('shd')}") is not None for id_ in self._chain("table", table))

    def list_use(self, paragraph: ET.Element) -> ListUse | None:
        """Return the list of a paragraph by itself or by its styles; None if it has none (17.3.1.19)."""
        chain = self._chain("paragraph", paragraph)
        written = [list_reference(paragraph), *(list_reference(self.by_id[id_]) for id_ in chain)]
        list_id = next((id_ for id_, _ in written if id_), "0")  # 0 takes a style's number away
        level = next((level for _, level in written if level is not None), None)
        chain = () if written[0][1] is not None else chain
        return None if list_id == "0" else ListUse(list_id, level, chain)

    def is_list_changed(self, paragraph: ET.Element) -> bool:
        """Return True if a tracked change gave, took or changed a paragraph's number (17.13.5)."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return False
        before = properties.find(w("pPrChange"))
        if before is not None and self.list_use(before) != self.list_use(paragraph):
            return True
        return any(properties.find(f"{w('numPr')}/{w(name)}") is not None for name in _NUMBER_CHANGES)

    def _chain(self, kind: str, element: ET.Element) -> tuple[str, ...]:
        """Return the ids of an element's style and of those it is based on, nearest first."""
        properties, name = _STYLED[kind]
        named = element.find(f"{w(properties)}/{w(name)}")
        id_ = "" if named is None else named.get(w("val"), "")
        id_ = id_ if id_ in self.by_id else self.default_ids.get(kind, "")
        found: list[str] = []
        while id_ in self.by_id and id_ not in found and len(found) < _LONGEST_CHAIN:
            found.append(id_)
            id_ = value(self.by_id[id_], "basedOn")
        return tuple(found)


def _shift(distance: str) -> str:
    """Return the name of the raised or lowered form that a distance in half points gives to text."""
    return "" if distance == "0" else "subscript" if distance.startswith("-") else "superscript"


def value(parent: ET.Element, name: str) -> str:
    """Return the `w:val` of a child element; empty if it is not there."""
    child = parent.find(w(name))
    return "" if child is None else child.get(w("val"), "")


def whole_number(written: str | None) -> int | None:
    """Return a number of up to nine digits; None for anything else."""
    return int(written) if written and _WHOLE.fullmatch(written) else None


def is_on(name: str, *layers: ET.Element | None) -> bool:
    """Return True if the first of some layers of properties that has a switch does not switch it off."""
    return _says_yes(_nearest(name, layers))


def _says_yes(switch: str | None) -> bool:
    return switch is not None and switch.lower() not in ("0", "false", "off")


def _nearest(name: str, layers: Iterable[ET.Element | None]) -> str | None:
    """Return a property's value from the first layer that has it; `1` for a switch without one (17.17.4)."""
    element = first(w(name), layers)
    return None if element is None else element.get(w("val"), "1")


def first(path: str, layers: Iterable[ET.Element | None]) -> ET.Element | None:
    """Return a property from the first layer that has it."""
    found = (layer.find(path) for layer in layers if layer is not None)
    return next((element for element in found if element is not None), None)


def _outline(element: ET.Element) -> int | None:
    """Return the outline level at a paragraph or style: 1 to 9, 0 for text; None if none is written."""
    properties = element.find(w("pPr"))
    depth = None if properties is None else whole_number(value(properties, "outlineLvl"))
    return None if depth is None else (depth + 1) % 10


def list_reference(element: ET.Element) -> tuple[str, int | None]:
    """Return list and level (from 0) that a paragraph or style names itself."""
    properties = element.find(f"{w('pPr')}/{w('numPr')}")
    if properties is None:
        return "", None
    return value(properties, "numId"), whole_number(value(properties, "ilvl"))
