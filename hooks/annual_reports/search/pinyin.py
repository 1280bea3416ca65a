"""Pinyin of place names, for those who type without an input method: pingshi, pingshizhen, ping shi zhen.

A name whose reading only local people know (单县 is Shanxian) is found by the id that they gave it.
"""

from __future__ import annotations

import re
from functools import cache

_ENDING = re.compile("(?<=.)(?:省|市|县|区|旗|镇|乡|街道|街道办事处)$")


@cache
def spelling(name: str) -> str:
    """How a name may be typed: its syllables, all in one word, and without 镇 or 县."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # takes 0.2 s, which only a build has to spend

    syllables = lazy_pinyin(name, errors="ignore")
    short = lazy_pinyin(_ENDING.sub("", name), errors="ignore")
    return " ".join([*syllables, "".join(syllables), "".join(short)])
