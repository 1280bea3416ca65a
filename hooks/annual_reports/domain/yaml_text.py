"""Write values as YAML on one line: plain where that is safe, in braces too, else in quotation marks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from unicodedata import category

YamlValue = str | int | date | None | Mapping[str, "YamlValue"] | Sequence["YamlValue"]

_PLAIN = re.compile(r"[\w（）《》“”〔〕，。、；！？·—％%/ .()-]+")
"""Signs that divide or open nothing, neither in a line of its own nor in braces."""
_NOT_PLAIN = re.compile(
    r"[-?.%\s]|.*\s$|~$|(?:null|true|false|yes|no|on|off)$|[-+.\d_:]+$|.*\s-\s", re.IGNORECASE
)


def yaml_scalar(text: str | None) -> str:
    """Return a text as a YAML scalar; characters that do not print are written as escapes."""
    if text is None:
        return "null"
    is_plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.match(text)
    return text if is_plain else _quoted(text)


def yaml_value(value: YamlValue) -> str:
    """Return a value in YAML's flow style: {value: 526 余件, quote: "甲, 乙"}."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(yaml_line(key, each) for key, each in value.items())}}}"
    if value is None or isinstance(value, str):
        return yaml_scalar(value)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(yaml_value, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def yaml_line(key: str, value: YamlValue) -> str:
    """Return a key and its value as one line of a header."""
    shown = key if key.isdecimal() and key.isascii() else yaml_scalar(key)  # years are keys as they are
    return f"{shown}: {yaml_value(value)}"


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() or category(sign) == "Zs" else _escape(sign) for sign in quoted)


def _escape(sign: str) -> str:
    return f"\\U{ord(sign):08X}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04X}"  # noqa: PLR2004  # the plane
