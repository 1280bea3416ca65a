"""Find personal data, which must not be published.

Rules: 《个人信息保护法》第二十八条、《政府信息公开条例》第十五条. Patterns and words are data, in
`privacy.yml`, which says what its keys mean. Which findings are certain, and which a person may confirm, is
said by their codes in `domain/findings.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from annual_reports.domain.evidence import find_all
from annual_reports.domain.findings import RULES as FINDINGS
from annual_reports.domain.findings import Severity
from annual_reports.domain.model import Span
from annual_reports.proofreading.privacy_text import PrivacyText
from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_DATA: Mapping[str, Any] = RULES["personal_data"]
_TRACES: Mapping[str, str] = _DATA["traces"]
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LONG = 10
"""Characters from which a finding shows three at each end, else one; it must not repeat the personal data."""
_AROUND = 150
"""Characters on both sides of a trace in which a rule looks; no match is longer."""
_AROUND_NAMES = 60
"""The same for traces of people: a name stands beside them."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: all of them take longer than to start the program."""
    return re.compile(pattern)


_Trace = str | tuple[str, ...]
"""Name of a pattern in `_TRACES`, or words."""


def personal_data(text: ProofText, *, only_errors: bool = False) -> Iterator[TextFinding]:
    """Find numbers, addresses and names that are, or may be, personal data; each place is told once.

    With `only_errors`, what is a mere warning is not looked for: half of the time goes into names.
    """
    searched = PrivacyText(text.folded)
    signs = frozenset(searched.folded)
    rules = _RULES_OF_ERRORS if only_errors else _RULES
    windows = {
        trace: _windows(trace, searched.folded, signs)
        for trace in dict.fromkeys(rule.trace for rule in rules)
    }
    taken = _Taken()
    for rule in rules:
        for inner in rule.spans(searched, windows[rule.trace]):
            if taken.add(inner) and rule.code:
                span = searched.span(inner)
                facts = {"found": _masked(text.text[slice(*span)]), "kind": rule.kind}
                yield TextFinding(rule.code, span, facts)


def is_identity_number(digits: str) -> bool:
    """Return True if the check character of 18 digits is right: GB 11643-1999 (ISO 7064, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return "10X98765432"[total % 11] == digits[17].upper()


def is_card_number(digits: str) -> bool:
    """Return True if the check digit of a bank card's number is right: ISO/IEC 7812-1, annex B."""
    doubled = (2 * int(d) if index % 2 else int(d) for index, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0  # noqa: PLR2004  # the sum of two digits


_CHECKS: Mapping[str, Callable[[str], bool]] = {"identity": is_identity_number, "card": is_card_number}
_SEPARATORS = re.compile("[^0-9Xx]")


class _Taken:
    """Spans that were found already; no later rule may find a part of one."""

    def __init__(self) -> None:
        self._offsets = set[int]()

    def add(self, span: Span) -> bool:
        """Add a span; return False if a part of it is taken."""
        offsets = range(*span)
        is_free = self._offsets.isdisjoint(offsets)
        if is_free:
            self._offsets.update(offsets)
        return is_free


@dataclass(frozen=True, slots=True)
class _Rule:
    """One entry of `rules` in `privacy.yml`."""

    code: str
    """Code of the finding; empty for what is public, which later rules leave alone."""
    kind: str
    trace: _Trace
    pattern: str
    after: str | None
    not_after: str | None
    is_valid: Callable[[str], bool] | None

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> _Rule:
        """Return the rule of an entry."""
        trace = entry["trace"]
        return cls(
            code=entry.get("code", ""),
            kind=entry.get("kind", ""),
            trace=trace if isinstance(trace, str) else tuple(trace),
            pattern=entry["pattern"],
            after=entry.get("after"),
            not_after=entry.get("not_after"),
            is_valid=_CHECKS.get(entry.get("check", "")),
        )

    def spans(self, text: PrivacyText, windows: Sequence[Span]) -> Iterator[Span]:
        """Yield the spans that the rule finds; behind one that it does not mean, look one character on."""
        for start, end in windows:
            pattern = _compiled(self.pattern)
            match = pattern.search(text.numbers, start, end)
            while match:
                is_meant = self._is_meant(match, text)
                if is_meant:
                    yield match.end() - len(match[0].lstrip()), match.end()
                match = pattern.search(text.numbers, match.end() if is_meant else match.start() + 1, end)

    def _is_meant(self, match: re.Match[str], text: PrivacyText) -> bool:
        if self.is_valid and not self.is_valid(_SEPARATORS.sub("", match[0])):
            return False
        if not self.after and not self.not_after:
            return True
        before = text.before(match.start())
        if self.after and not _compiled(self.after).search(before):
            return False
        return not (self.not_after and _compiled(self.not_after).search(before))


_RULES = tuple(map(_Rule.of, _DATA["rules"]))
_TRACES_OF_NAMES = {rule.trace for rule in _RULES if rule.code == "person-with-condition"}
_RULES_OF_ERRORS = tuple(
    rule for rule in _RULES if not rule.code or FINDINGS[rule.code]["severity"] == Severity.ERROR
)


def _windows(trace: _Trace, folded: str, signs: Collection[str]) -> Sequence[Span]:
    """Return the stretches of a text around all traces of one kind; a rule finds nothing elsewhere."""
    windows = list[Span]()
    around = _AROUND_NAMES if trace in _TRACES_OF_NAMES else _AROUND
    for first, last in _occurrences(trace, folded, signs):
        start, end = max(0, first - around), min(len(folded), last + around)
        is_near = bool(windows) and start <= windows[-1][1]
        windows.append((windows.pop()[0] if is_near else start, end))
    return windows


def _occurrences(trace: _Trace, folded: str, signs: Collection[str]) -> Sequence[Span]:
    """Return the spans of all traces of one kind, in order; most words lack even their first sign."""
    if isinstance(trace, str):
        return [match.span() for match in _compiled(_TRACES[trace]).finditer(folded)]
    words = [word for word in trace if word[0] in signs and word in folded]
    return sorted(span for word in words for span in find_all(word, folded))


def _masked(text: str) -> str:
    """Mask the middle of a text: 138*****678."""
    shown = 3 if len(text) >= _LONG else 1
    return text[:shown] + "*" * (len(text) - 2 * shown) + text[-shown:]
