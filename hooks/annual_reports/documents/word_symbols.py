"""Write raised characters, those of picture fonts, and equations as plain text; see `word_symbols.yml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from annual_reports.documents.word_elements import q

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_FONTS: dict[str, dict[int, str]] = {
    font: {first + n: sign for first, signs in runs.items() for n, sign in enumerate(signs)}
    for font, runs in _RULES["fonts"].items()
}
_PRIVATE = range(0xF000, 0xF100)
"""Codes under which Word writes the characters of picture fonts."""
_SURROGATES = range(0xD800, 0xE000)
_M = q("m:")
_PART = re.compile(r"\{(\w+)([+^_]?)\}")
_DEFAULT_SIGNS = {"begChr": "(", "endChr": ")", "chr": "∫"}
_SKIPPED = frozenset(map(q, ("w:del", "w:moveFrom", "w:rPr")))


def raised(text: str, where: str) -> str:
    """Return text as `superscript` or `subscript`: ² where such characters exist, otherwise ^(…) or _(…)."""
    rule = _RULES["raised"][where]
    if set(text) <= set(rule["from"]):
        return text.translate(str.maketrans(rule["from"], rule["to"]))
    return str(rule["else"]).format(text)


def is_picture_font(font: str) -> bool:
    """Return True if Latin letters in a font are printed as other signs."""
    return font.lower() in _FONTS or font.lower().startswith(("wingdings", "webdings"))


def is_small(code: int) -> bool:
    """Return True for the codes that a picture font has."""
    return code in _PRIVATE or code < len(_PRIVATE)


def symbol(font: str, code: int) -> str | None:
    """Return the character that a font prints for a code; None if it is not known."""
    small = code - _PRIVATE.start if code in _PRIVATE else code
    if is_picture_font(font) and is_small(code):
        return _FONTS.get(font.lower(), {}).get(small)
    return None if not code or code in _PRIVATE or code in _SURROGATES else chr(code)


def linear_equation(element: ET.Element) -> str:
    """Return the text of an equation or of a part of it in one line."""
    if element.tag in (q("m:t"), q("w:t")):
        return "".join(element.itertext())
    pattern = _RULES["equations"].get(element.tag.removeprefix(_M), "")
    text = _PART.sub(lambda match: _part(element, match[1], match[2]), pattern)
    named = {*_SKIPPED, *(_M + match[1] for match in _PART.finditer(pattern))}
    return text + "".join(linear_equation(child) for child in element if child.tag not in named)


def _part(element: ET.Element, name: str, way: str) -> str:
    if name in _DEFAULT_SIGNS:
        sign = element.find(f"./*/{_M}{name}")
        return _DEFAULT_SIGNS[name] if sign is None else sign.get(f"{_M}val", "")
    text = ", ".join(map(linear_equation, element.iterfind(_M + name)))
    if text and way in ("^", "_"):
        return raised(text, "superscript" if way == "^" else "subscript")
    return f"({text})" if way == "+" and not re.fullmatch(r"[\w.%]*", text) else text
