"""校对: checks of a report's text that need only the text and its year.

May import `domain`. Patterns and words are data, in `rules.yml` and `privacy.yml`. The desk page in the
browser uses the same data with code of its own, so that a check changed here must be changed in
`theme/assets/desk/proofreading.js` too; all but the arithmetic, which stands here only. Checks yield
`TextFinding`s with spans; `sources` converts them to findings with positions in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.proofreading import arithmetic, contents, leftovers, privacy, tables, totals, wording
from annual_reports.proofreading.rules import ProofText, TextFinding

CHECKS: tuple[Callable[[ProofText], Iterator[TextFinding]], ...] = (
    privacy.personal_data,
    leftovers.leftovers,
    wording.doubled_words,
    wording.damaged_ranges,
    wording.cut_sentences,
    wording.unbalanced_pairs,
    wording.broken_sequences,
    contents.missing_items,
    contents.earlier_years,
    arithmetic.wrong_sums,
    totals.wrong_totals,
    arithmetic.wrong_rates,
    tables.wrong_totals,
)


def proofread(body: ProofText) -> Iterator[TextFinding]:
    """Run all checks on a report's body."""
    for check in CHECKS:
        yield from check(body)
