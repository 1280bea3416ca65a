"""Give each character of a document the code by which it is written and searched.

Radicals become ideographs (⼾ 户), compatibility and private codes of an ideograph its own, combining marks
are composed. What cannot be shown becomes 〓 and what cannot be seen goes; both are told, and what is
replaced too. The tables are data, in `characters.yml` beside this file.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from annual_reports.sanitize.characters import first_suspicious_character

CHARACTERS: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def _codes(ranges: str) -> Iterator[int]:
    """Yield the codes of a list of ranges: 00AD 200B-200D."""
    for range_ in ranges.split():
        first, _, last = range_.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


_BREAKS = dict.fromkeys((0x0B, 0x0C, *range(0x1C, 0x1F), 0x85, 0x2028, 0x2029), " ")
"""Line breaks that editors do not show as such -> space."""
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS = _KANGXI | {ord(pair[0]): pair[1] for pair in CHARACTERS["radicals"].split()}
_PRIVATE = {
    int(start, 16) + index: sign.translate(_RADICALS)
    for start, signs in CHARACTERS["private"].items()
    for index, sign in enumerate(signs)
}
_SILENT: dict[int, str | None] = dict.fromkeys(_codes(CHARACTERS["silent"]))
_KNOWN = _SILENT | _BREAKS | _RADICALS | _PRIVATE
_REPLACED: dict[str, Mapping[int, str | None]] = {
    "部首改成了常用字 {} 处": _RADICALS,
    "专用区的字换成了正式的码 {} 处": _PRIVATE,
    "去掉了看不见的字符 {} 处": _SILENT,
    "换行、分页的控制字符改成了空格 {} 处": _BREAKS,
}
"""Phrases about a whole document, without places: a PDF may hold thousands of radicals."""
_COMPATIBLE = "兼容字换成了常用的码 {} 处"
_UNKNOWN = "〓"
"""Stands for a character that a printer's shop does not have."""
_NO_SIGNS = ("\ufffc", "\ufffd")
"""Signs that only say that something stood there."""
_NEWER_IDEOGRAPHS = range(0x20000, 0x40000)
"""Planes of ideographs; some are newer than Python's tables."""
_AROUND = 6
"""Characters that are shown on either side of one that is told."""

_Fate = Literal["", "invisible", "unknown"]
_TOLD: dict[_Fate, str] = {
    "unknown": "有显示不出来的字，写成了“〓”，请照原件改正",
    "invisible": "去掉了看不见的控制字符，请对照原件",
}


def normalize_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text in usual characters, and a Chinese line for each kind of change that must be told."""
    known = unicodedata.normalize("NFC", text.translate(_KNOWN))
    fates = {sign: fate for sign in set(known) if (fate := _fate(sign))}
    if not fates:
        return known, ()
    signs: list[str] = []
    places: dict[_Fate, list[tuple[int, str]]] = {}
    for sign in known:
        fate = fates.get(sign, "")
        if fate:
            places.setdefault(fate, []).append((len(signs), sign))
        signs.append({"": sign, "unknown": _UNKNOWN, "invisible": ""}[fate])
    cleaned = unicodedata.normalize("NFC", "".join(signs))
    return cleaned, tuple(f"{_TOLD[fate]}：{_shown(cleaned, found)}" for fate, found in places.items())


def replaced_characters(texts: Iterable[str]) -> Iterator[str]:
    """Yield a Chinese line for each kind of character that texts hold and `normalize_characters` replaces."""
    counts: Counter[int] = Counter(ord(sign) for text in texts for sign in text)
    for kind, table in (_REPLACED | {_COMPATIBLE: _compatible(counts)}).items():
        found = {code: sign for code, sign in table.items() if code in counts}
        pairs = (_pair(code, sign) for code, sign in found.items())
        if found:
            yield f"{kind.format(sum(map(counts.__getitem__, found)))}：{'、'.join(pairs)}"


def _compatible(codes: Iterable[int]) -> Mapping[int, str]:
    """Return those of some characters that have another code in composed text: Ω (U+2126), 欄 (U+F91D)."""
    composed = ((code, unicodedata.normalize("NFC", chr(code))) for code in codes if code not in _KNOWN)
    return {code: sign for code, sign in composed if sign != chr(code)}


def join_told(lines: Iterable[str]) -> Iterator[str]:
    """Yield one line for each kind of change, with the places of all its lines."""
    places: dict[str, list[str]] = {}
    for line in lines:
        kind, _, place = line.partition("：")
        places.setdefault(kind, []).append(place)
    return (f"{kind}：{'、'.join(found)}" for kind, found in places.items())


def _pair(code: int, sign: str | None) -> str:
    """Return what became of a character: ⺠→民; its code where nobody sees it or a difference."""
    written = chr(code) if code in _RADICALS else f"U+{code:04X}"
    return f"{written}→{sign}" if sign and sign.strip() else written


def _shown(text: str, places: Iterable[tuple[int, str]]) -> str:
    """Return the words around each place, with the code that stood there: “王〓家”（U+E123）."""
    return "、".join(
        f"“{' '.join(text[max(0, offset - _AROUND) : offset + _AROUND + 1].split())}”（U+{ord(sign):04X}）"
        for offset, sign in places
    )


@lru_cache(maxsize=1 << 16)
def _fate(sign: str) -> _Fate:
    """Return what becomes of a character; empty for one that stays."""
    category = unicodedata.category(sign)
    is_newer = category == "Cn" and ord(sign) in _NEWER_IDEOGRAPHS
    if sign in _NO_SIGNS or (category in ("Co", "Cn", "Cs") and not is_newer):
        return "unknown"
    suspicious = first_suspicious_character(sign)
    return "invisible" if suspicious and suspicious[1] == "control-character" else ""
