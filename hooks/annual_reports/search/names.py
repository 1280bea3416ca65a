"""The names under which things may be looked for, beside those that pages print.

Pinyin is for those who type without an input method: pingshi, psz. A name whose reading only local people
know (单县 is Shanxian) is found by the id that they gave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from annual_reports.citations import short
from annual_reports.model import Catalog, Government
from annual_reports.search.words import words


def other_names(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """The names of each law and indicator that has several, the one it is registered under first."""
    laws = ((law.name, short(law.name), *law.aliases) for law in catalog.laws.values())
    indicators = ((indicator.name, *indicator.aliases) for indicator in catalog.indicators.values())
    for names in map(tuple, map(dict.fromkeys, chain(laws, indicators))):
        if len(names) > 1:
            yield names


@cache
def names_of(government: Government) -> tuple[str, ...]:
    """Its names, former ones too, its id and its pinyin, each cut as what is typed is and in one piece."""
    names = (government.name, *government.former_names)
    spelt = (letters for name in names for letters in pinyin(name))
    return tuple(dict.fromkeys("".join(words(name)) for name in (*names, government.id, *spelt)))


def pinyin(name: str) -> Iterator[str]:
    """A name's syllables in one word, and their first letters."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # takes 0.2 s, which only a build has to spend

    syllables = lazy_pinyin(name, errors="ignore")
    yield "".join(syllables)
    yield "".join(syllables).replace("v", "u")  # 吕 is typed lv or lu
    yield "".join(syllable[0] for syllable in syllables)
