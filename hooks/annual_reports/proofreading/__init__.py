"""校对: what a report's text shows by itself, without the header or other reports.

The patterns and words are data, in `rules.yml`; the desk page in the browser reads the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.proofreading import arithmetic, contents, privacy, wording
from annual_reports.proofreading.rules import Manuscript, Remark

CHECKS: tuple[Callable[[Manuscript], Iterator[Remark]], ...] = (
    privacy.personal_data,
    wording.doubled_words,
    wording.damaged_ranges,
    wording.cut_sentences,
    wording.unbalanced_pairs,
    wording.broken_sequences,
    contents.missing_items,
    contents.earlier_years,
    arithmetic.sums,
    arithmetic.rates,
)


def proofread(manuscript: Manuscript) -> Iterator[Remark]:
    """Everything that is to be said of a report's body."""
    for check in CHECKS:
        yield from check(manuscript)
