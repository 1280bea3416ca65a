"""Reports of one year against each other: which other report shares most sentences.

Information for the office that runs the site, never a verdict: what a higher level phrased, all repeat.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annual_reports.model import Report
from annual_reports.text import skeleton, squeeze

_SHORTEST = 10
"""Characters of a sentence that can be told from a set phrase or a heading."""
_COMMON = 30
"""Reports that share a sentence from which on it is everybody's and no sign of likeness."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A report and the one that is closest to it."""

    report: Report
    other: Report
    shared: int
    """Sentences that both have, names of places and numbers aside."""
    total: int
    """Sentences of the report that were looked at."""

    @property
    def share(self) -> str:
        """The shared part of the report, in percent."""
        return f"{self.shared * 100 // self.total}%"


def closest(reports: Sequence[Report], keys_of: Callable[[Report], Sequence[str]]) -> Mapping[str, Likeness]:
    """For each report's path, the closest other report; nothing for one that shares no sentence.

    `keys_of` gives a report's `sentence_keys`.
    """
    sentences = [keys_of(report) for report in reports]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, keys in enumerate(sentences):
        for key in keys:
            holders[key].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for those in holders.values():
        if len(those) <= _COMMON:
            shared.update(combinations(those, 2))
    best: dict[str, Likeness] = {}
    for (a, b), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        for one, other in ((a, b), (b, a)):
            likeness = Likeness(reports[one], reports[other], count, len(sentences[one]))
            best.setdefault(reports[one].path, likeness)
    return best


def sentence_keys(report: Report) -> list[str]:
    """A report's longer sentences, without its own names and without numbers, each once and in order."""
    names = (report.government.name, *report.government.former_names)
    keys = (_key(sentence.text, names) for sentence in report.sentences)
    return list(dict.fromkeys(key for key in keys if len(key) >= _SHORTEST))


def _key(sentence: str, names: Sequence[str]) -> str:
    key = squeeze(sentence)
    for name in names:
        key = key.replace(name, "〇〇")
    return skeleton(key)
