"""Generate any number of made-up reports for measurements: 演示数据.

A report has 4,000 characters in sections. A Markov chain of the demonstration reports' characters generates
its text, with every sixteenth character drawn at random, so there are more different pairs than in prose.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from annual_reports.domain.catalog import Government
from annual_reports.rendering.document import PageKind, SearchPiece, SearchSection
from annual_reports.search.record import Record

YEARS = range(2015, 2025)
CHARACTERS = 4000
_RANDOM_SHARE = 1 / 16


@dataclass(frozen=True)
class MarkovChain:
    """Characters that follow each character in real texts."""

    after: dict[str, list[str]]
    characters: Sequence[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> MarkovChain:
        """Learn the chain from texts."""
        text = re.sub(r"[#\s]+", "", "".join(texts))
        after: dict[str, list[str]] = defaultdict(list)
        for first, second in pairwise(text):
            after[first].append(second)
        return cls(dict(after), sorted({c for c in text if "\u4e00" <= c <= "\u9fff"}))

    def sentence(self, chance: random.Random, length: int) -> str:
        """Generate a sentence of about `length` characters."""
        made = [chance.choice(self.characters)]
        for _ in range(length):
            known = None if chance.random() < _RANDOM_SHARE else self.after.get(made[-1])
            made.append(chance.choice(known or self.characters))
        return "".join(made).strip("。，、；") + "。"


def synthetic_records(chain: MarkovChain, count: int) -> Iterator[Record]:
    """Yield records of `count` reports, each followed by its comparison with the year before."""
    for number in range(count):
        town, year = divmod(number, len(YEARS))
        name, year = f"演示{town}镇", YEARS[year]
        about = (year, government(f"town-{town}", name))
        sections = partial(_sections, chain, number)
        title = f"{name}人民政府关于{year}年法治政府建设情况的报告"
        yield Record(f"reports/town-{town}/{year}/", title, PageKind.REPORT, *about, sections)
        title = f"{name}：{year}年与{year - 1}年对比"
        yield Record(f"compare/town-{town}/{year}/", title, PageKind.COMPARISON, *about, _nothing)


def government(id_: str, name: str, *former_names: str) -> Government:
    """Return a government with this name."""
    return Government(id_, name, "乡镇", None, (), former_names)


def _nothing() -> Iterable[SearchSection]:
    return ()


def _sections(chain: MarkovChain, seed: int) -> Iterator[SearchSection]:
    chance = random.Random(seed)
    number = size = 0
    while size < CHARACTERS:
        lines = []
        for _ in range(chance.randint(2, 4)):
            texts = [chain.sentence(chance, chance.randint(20, 60)) for _ in range(chance.randint(2, 5))]
            lines.append([SearchPiece(f"s-{number + n:012x}", text) for n, text in enumerate(texts)])
            number += len(texts)
            size += sum(map(len, texts))
        yield SearchSection(chain.sentence(chance, 10), lines)
