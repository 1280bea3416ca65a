"""Name sentences after their words, so that a name never depends on what stands before or behind.

A name is 48 bits of the SHA-256 of the sentence's canonical form: `s-3f9a1c20b7d4`. A name that stands in the
text already gets an ordinal: `s-3f9a1c20b7d4-2`. So the same words have names in their order; and two
sentences whose digests begin alike, which 5,000 reports of 300 sentences have with a chance of one in a
million, have different names too.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from annual_reports.domain.canonical_text import canonicalize, without_line_marks

_DIGITS = 12
"""Hexadecimal digits of a name; see the module's docstring."""


def name_sentences(texts: Iterable[str]) -> Iterator[str]:
    """Yield the names of the sentences of one text, in order."""
    counts: Counter[str] = Counter()
    for text in texts:
        name = _name(text)
        counts[name] += 1
        yield name if counts[name] == 1 else f"{name}-{counts[name]}"


def name_of_words(name: str) -> str:
    """Return a sentence's name without its ordinal."""
    return "-".join(name.split("-")[:2])


@lru_cache(maxsize=4096)
def _name(text: str) -> str:
    """Return the name of a sentence's words, which most other years' reports have too: it is kept once."""
    digest = sha256(canonicalize(without_line_marks(text)).encode()).hexdigest()
    return sys.intern(f"s-{digest[:_DIGITS]}")
