"""Find for each report the other report of its year that shares most sentences.

This is information for the office that runs the site, not a verdict: all reports repeat the phrases of higher
levels of government.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annual_reports.domain.model import Report
from annual_reports.domain.tables import leave_out_rows
from annual_reports.domain.text import mask_numbers, squeeze

_SHORTEST = 10
"""Least characters of a sentence that is compared; shorter ones are set phrases or headings."""
_MOST_HOLDERS = 30
"""Most reports that may share a sentence; a more common sentence is no sign of similarity."""


@dataclass(frozen=True, slots=True)
class SimilarReport:
    """Report with the most similar other report."""

    report: Report
    other: Report
    shared: int
    """Number of sentences that both have, names of governments and numbers ignored."""
    total: int
    """Number of sentences of the report that were compared."""

    @property
    def share(self) -> str:
        """Shared sentences in percent of the compared ones."""
        return f"{self.shared * 100 // self.total}%"


def find_similar_reports(
    reports: Sequence[Report], keys_of: Callable[[Report], Sequence[str]]
) -> Mapping[str, SimilarReport]:
    """Map each report's path to the most similar other report; reports that share no sentence are left out.

    `keys_of` returns a report's `sentence_keys`.
    """
    sentences = [keys_of(report) for report in reports]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, keys in enumerate(sentences):
        for key in keys:
            holders[key].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        if len(indexes) <= _MOST_HOLDERS:
            shared.update(combinations(indexes, 2))
    best: dict[str, SimilarReport] = {}
    for (a, b), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        for one, other in ((a, b), (b, a)):
            similar = SimilarReport(reports[one], reports[other], count, len(sentences[one]))
            best.setdefault(reports[one].path, similar)
    return best


def sentence_keys(report: Report) -> list[str]:
    """Return a report's longer sentences, each once, without numbers and the government's own names.

    Cells of tables are no sentences.
    """
    names = (report.government.name, *report.government.former_names)
    sentences = leave_out_rows(report.body, report.sentences)
    keys = (_sentence_key(sentence.text, names) for sentence in sentences)
    return list(dict.fromkeys(key for key in keys if len(key) >= _SHORTEST))


def _sentence_key(sentence: str, names: Sequence[str]) -> str:
    key = squeeze(sentence)
    for name in names:
        key = key.replace(name, "〇〇")
    return mask_numbers(key)
