"""Decide whether a run of a Word document can be seen in print: its colour, the ground below it, its size.

Colours: `word_colors.yml`. The ground is the run's highlight or shading, else that of the paragraph, the
cell, the table; in a text box, or in a table whose style has shading, it is not known.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import yaml

from annual_reports.documents.word_elements import q
from annual_reports.documents.word_styles import Layers, Styles, first, whole_number

_COLORS: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_PERCENT = re.compile(r"pct(\d{1,2})")
_DIFFERENT = 24
"""Of 255; colours that are no further apart cannot be told from each other, as in a PDF."""
_LARGEST_UNSEEN = 3
"""Half points; text of this size is not for persons, as in a PDF."""
_LOWEST = 60
"""Twentieths of a point; a line or row of no more than this height shows no text."""

Color = tuple[int, ...]
Ground = Color | None
"""Colour below text; None if it is not known."""
Sight = Literal["seen", "unseen", "white"]
"""`white` is white text on a ground that is not known."""
WHITE: Color = (255, 255, 255)
_BLACK: Color = (0, 0, 0)


def find_grounds(root: ET.Element, styles: Styles) -> dict[ET.Element, Ground]:
    """Return the ground around each paragraph of a document."""
    found: dict[ET.Element, Ground] = {}

    def walk(parent: ET.Element, ground: Ground) -> None:
        for child in parent:
            if child.tag == q("w:p"):
                found[child] = ground
            walk(child, _within(child, ground, styles))

    walk(root, WHITE)
    return found


def _within(element: ET.Element, ground: Ground, styles: Styles) -> Ground:
    """Return the ground inside of an element on a ground."""
    if element.tag == q("w:txbxContent") or (element.tag == q("w:tbl") and styles.has_shading(element)):
        ground = None
    properties = {q("w:tbl"): "w:tblPr", q("w:tc"): "w:tcPr"}.get(element.tag)
    return _shaded(element.find(f"{q(properties)}/{q('w:shd')}"), ground) if properties else ground


def sight(layers: Layers, ground: Ground) -> Sight:
    """Return whether a run's text is seen on the ground around its paragraph."""
    line = first(f"{q('w:spacing')}[@{q('w:line')}]", layers.paragraph)
    if _is_small(layers) or _is_transparent(layers) or is_low(line, "line", "lineRule"):
        return "unseen"
    around = _shaded(first(q("w:shd"), layers.paragraph), ground)
    below = _highlighted(layers, _shaded(first(q("w:shd"), layers.run), around))
    written = _written(layers)
    if below is None:
        return "white" if written and not _is_apart(written, WHITE) else "seen"
    # Automatic text is white on dark shading; yet who blackens words means to hide them.
    is_automatic = written is None and below == around
    return "seen" if is_automatic or _is_apart(written or _BLACK, below) else "unseen"


def is_low(height: ET.Element | None, name: str, rule: str) -> bool:
    """Return True if the height of a line or row is exact and so low that it shows no text."""
    if height is None or height.get(q(f"w:{rule}")) != "exact":
        return False
    written = whole_number(height.get(q(f"w:{name}")))
    return written is not None and written <= _LOWEST


def _is_small(layers: Layers) -> bool:
    size = first(q("w:sz"), layers.run)
    written = None if size is None else whole_number(size.get(q("w:val")))
    return written is not None and written <= _LARGEST_UNSEEN


def _is_transparent(layers: Layers) -> bool:
    """Return True for text without filling and outline."""
    filling, outline = (first(q(f"w14:{name}"), layers.run) for name in ("textFill", "textOutline"))
    if filling is None or filling.find(q("w14:noFill")) is None:
        return False
    return outline is None or outline.find(q("w14:noFill")) is not None


def _shaded(shading: ET.Element | None, around: Ground) -> Ground:
    """Return the colour that shading (17.3.5) gives to the ground around it."""
    if shading is None:
        return around
    below = _color(shading, "fill", "themeFill") or around
    above = _color(shading, "color", "themeColor") or _BLACK
    pattern = shading.get(q("w:val"), "clear")
    if pattern in ("clear", "nil", "solid"):
        return above if pattern == "solid" else below
    percent = _PERCENT.match(pattern)
    if percent is None or below is None:
        return None
    part = int(percent[1]) / 100
    return tuple(round(part * one + (1 - part) * other) for one, other in zip(above, below, strict=True))


def _highlighted(layers: Layers, around: Ground) -> Ground:
    highlight = first(q("w:highlight"), layers.run)
    name = "" if highlight is None else highlight.get(q("w:val"), "")
    return _parsed(_COLORS["highlights"].get(name, "")) or around


def _written(layers: Layers) -> Color | None:
    """Return the colour that is written for text; None if it is automatic."""
    filling = first(f"{q('w14:textFill')}/{q('w14:solidFill')}/*", layers.run)
    if filling is not None and not len(filling):
        name = filling.get(q("w14:val"), "")
        return _parsed(_COLORS["themes"].get(name, name))
    element = first(q("w:color"), layers.run)
    return None if element is None else _color(element, "val", "themeColor")


def _color(element: ET.Element, name: str, theme: str) -> Color | None:
    """Return a colour; the theme's goes before the one beside it, unless it is shaded or tinted."""
    written = _parsed(element.get(q(f"w:{name}"), ""))
    named = _parsed(_COLORS["themes"].get(element.get(q(f"w:{theme}"), ""), ""))
    changes = (f"w:{theme.replace('Color', '')}{change}" for change in ("Shade", "Tint"))
    is_changed = any(element.get(q(change)) for change in changes)
    return (written or named) if is_changed else (named or written)


def _parsed(written: str) -> Color | None:
    return tuple(bytes.fromhex(written)) if _HEX.fullmatch(written) else None


def _is_apart(one: Color, other: Color) -> bool:
    return any(abs(here - there) > _DIFFERENT for here, there in zip(one, other, strict=True))
