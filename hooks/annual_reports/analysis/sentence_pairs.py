"""Pair the sentences of two texts: equal ones, then similar ones."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from rapidfuzz import fuzz, process

_LEAST_SIMILARITY = 60
"""Least similarity, in percent, of two wordings of one sentence."""
_MOST_PAIRS = 250_000
"""Most pairs of sentences whose similarity is computed; real reports have fewer, noise must not take long."""
LONGEST = 3_000
"""Most characters of a sentence that is compared by similarity; longer ones are paired only if equal."""


def pair_equal(
    earlier: Sequence[str], later: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    """Pair equal sentences in order: the first with the first, the second with the second.

    `left` and `right` are the indexes of the sentences without partner; returns later -> earlier index.
    """
    indexes: defaultdict[str, deque[int]] = defaultdict(deque)
    for a in left:
        indexes[earlier[a]].append(a)
    return {b: indexes[later[b]].popleft() for b in right if indexes.get(later[b])}


def pair_similar(
    earlier: Sequence[str], later: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    """Pair similar sentences, the most similar first; arguments and result as in `pair_equal`.

    A row of a table is paired with rows only.
    """
    by_table = (
        _pair_similar_lines(
            earlier,
            later,
            [a for a in left if _is_comparable(earlier[a], in_table=in_table)],
            [b for b in right if _is_comparable(later[b], in_table=in_table)],
        )
        for in_table in (False, True)
    )
    return {b: a for pairs in by_table for b, a in pairs.items()}


def _is_comparable(key: str, *, in_table: bool) -> bool:
    return len(key) <= LONGEST and ("|" in key) is in_table


def _pair_similar_lines(
    earlier: Sequence[str], later: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    if len(left) * len(right) > _MOST_PAIRS:
        return {}
    others = [later[b] for b in right]
    scored = [
        (-score, abs(a - right[index]), a, right[index])
        for a in left
        for _, score, index in process.extract(
            earlier[a], others, scorer=fuzz.ratio, score_cutoff=_LEAST_SIMILARITY, limit=None
        )
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, a, b in sorted(scored):
        if a not in taken and b not in pairs:
            pairs[b] = a
            taken.add(a)
    return pairs
