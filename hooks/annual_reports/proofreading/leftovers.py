"""Find what was left in a text by mistake: marks of a merge, Word's broken references, places to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_PATTERNS = {code: re.compile(pattern) for code, pattern in RULES["leftovers"].items()}
_MARKUP = "chat-left"
"""Code of what is markup in a written page."""


def leftovers(body: ProofText) -> Iterator[TextFinding]:
    """Find all leftovers, those too that may be meant (XX案)."""
    for code, pattern in _PATTERNS.items():
        for match in pattern.finditer(body.folded):
            yield TextFinding(code, match.span(), {"found": body.text[slice(*match.span())]})


def leftovers_beside_reports(text: str) -> Iterator[TextFinding]:
    """Find the leftovers in a written page or in data, where asterisks and rules are markup."""
    yield from (found for found in leftovers(ProofText(text, None)) if found.code != _MARKUP)
