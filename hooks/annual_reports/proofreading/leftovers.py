"""Find what was left in a text by mistake: marks of a merge, Word's broken references, places to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_PATTERNS = {code: re.compile(pattern) for code, pattern in RULES["leftovers"].items()}
_DOUBTFUL = "placeholder-doubtful"


def leftovers(body: ProofText) -> Iterator[TextFinding]:
    """Find all leftovers, those too that may be meant (XX案)."""
    for code, pattern in _PATTERNS.items():
        for match in pattern.finditer(body.folded):
            yield TextFinding(code, match.span(), {"found": body.text[slice(*match.span())]})


def certain_leftovers(text: str) -> Iterator[TextFinding]:
    """Find the leftovers that no text has on purpose; in pages and data none can be acknowledged."""
    yield from (found for found in leftovers(ProofText(text, None)) if found.code != _DOUBTFUL)
