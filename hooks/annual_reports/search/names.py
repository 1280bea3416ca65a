"""Collect names by which pages are found although they may not print them: synonyms, former names, pinyin.

Pinyin helps people who type without an input method: pingshi, psz. A place name with an irregular reading
(单县 is Shanxian) is found by the government's id.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from annual_reports.analysis.citations import short_name
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.search.words import split_words


def synonyms(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """Yield the names of each law and indicator that has several, the registered name first."""
    laws = ((law.name, short_name(law.name), *law.aliases) for law in catalog.laws.values())
    indicators = ((indicator.name, *indicator.aliases) for indicator in catalog.indicators.values())
    for names in map(tuple, map(dict.fromkeys, chain(laws, indicators))):
        if len(names) > 1:
            yield names


@cache
def government_names(government: Government) -> tuple[str, ...]:
    """Return a government's names, former names, id and pinyin, each folded like a query, without spaces."""
    names = (government.name, *government.former_names)
    spellings = (spelling for name in names for spelling in pinyin_spellings(name))
    return tuple(dict.fromkeys("".join(split_words(name)) for name in (*names, government.id, *spellings)))


def pinyin_spellings(name: str) -> Iterator[str]:
    """Yield a name's pinyin without spaces, the same with u for ü, and the initials of its syllables."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # loads slowly, and only a build needs it

    syllables = lazy_pinyin(name, errors="ignore")
    yield "".join(syllables)
    yield "".join(syllables).replace("v", "u")  # 吕 is typed lv or lu
    yield "".join(syllable[0] for syllable in syllables)
