"""Cut out of a report the words near a figure's amount that may say what part it is and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from annual_reports.domain.contexts import AmountInContext, Setting, amounts_in_context
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Figure, Report, Role, Sentence, Span
from annual_reports.domain.tables import CellAmount
from annual_reports.domain.text import fold_width, squeeze

_CLAUSE_END = re.compile(r"[,;。!?\n]|$")
_CLOSED_BRACKET = re.compile(r"\s*\([^()\n]*\)")
_RESPECTIVELY = "分别"
_LONGEST_HEADING = 40
_LINES_ABOVE = 2
"""Lines above a table that may be its title."""
_HEADING = re.compile(r"[^。;!?|]*。?")


class NearbyWords:
    """Cuts out the words near the amounts of one report's figures."""

    def __init__(self, report: Report, setting: Setting) -> None:
        """Hold a report and the facts that are needed to read its amounts."""
        self._body = Body(report.body)
        self._setting = setting

    def near(self, figure: Figure) -> str:
        """Return the squeezed words near a figure's amount: a cell's labels, or of a text what leads to it.

        Words before an amount of the same unit belong to that one and are left out.
        """
        cell = self._body.cells.get(figure.evidence.span)
        if cell:
            return squeeze(f"{self._above_table(cell)} {cell.row} {cell.column}")
        return squeeze(self._body.folded[self._start(figure) : self._end(figure)])

    def last_territory(self, figure: Figure) -> str | None:
        """Return the other government that is named last before an amount; None if none or one's own is."""
        cell = self._body.cells.get(figure.evidence.span)
        end = figure.evidence.span[1]
        before = self._body.folded[self._paragraph_start(figure.evidence.sentence) : end]
        text = f"{self._above_table(cell)} {cell.row} {cell.column}" if cell else before
        found = [match[0] for match in self._territories.finditer(squeeze(text))]
        return self._setting.others.get(found[-1]) if found else None

    @cached_property
    def _territories(self) -> re.Pattern[str]:
        words = sorted((*self._setting.own, *self._setting.others), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)))

    @cached_property
    def _amounts(self) -> Sequence[AmountInContext]:
        return amounts_in_context(self._body, self._setting)

    def _start(self, figure: Figure) -> int:
        """Return where the words begin that may say what part an amount is."""
        amount, sentence = figure.evidence.span, figure.evidence.sentence
        paragraph = self._paragraph_start(sentence)
        alike = [
            a for a in self._amounts if paragraph <= a.quantity.span[0] < a.quantity.span[1] <= amount[0]
        ]
        alike = [a for a in alike if a.quantity.unit == figure.quantity.unit]
        before = [a.quantity.span[1] for a in alike if a.quantity.span[1] <= sentence.span[0]]
        parts = [a.quantity.span[1] for a in alike if a.role is Role.PART]
        text = self._body.folded[sentence.span[0] : amount[0]]
        if self._is_part(amount) and parts and parts[-1] > sentence.span[0] and _RESPECTIVELY not in text:
            return parts[-1]
        return self._sentence_after(before[-1]) if before else paragraph

    def _is_part(self, span: Span) -> bool:
        own = (a for a in self._amounts if a.quantity.span[0] < span[1] and span[0] < a.quantity.span[1])
        return any(amount.role is Role.PART for amount in own)

    def _sentence_after(self, offset: int) -> int:
        """Return the start of the sentence behind the one in which an offset lies."""
        return next(s.span[0] for s in self._body.sentences if s.span[0] >= offset)

    def _end(self, figure: Figure) -> int:
        """Return the end of the clause of a part, with what is in brackets; of others, of the sentence."""
        start, end = figure.evidence.span
        if not self._is_part((start, end)):
            return max(end, figure.evidence.sentence.span[1])
        bracket = _CLOSED_BRACKET.match(self._body.folded, end)
        match = _CLAUSE_END.search(self._body.folded, bracket.end() if bracket else end)
        return match.start() if match else end

    def _paragraph_start(self, sentence: Sentence) -> int:
        """Return the start of a sentence's paragraph, or of the heading above it."""
        folded = self._body.folded
        start = folded.rfind("\n", 0, sentence.span[0]) + 1
        above = folded[:start].rstrip()
        line = above[above.rfind("\n") + 1 :]
        is_heading = 0 < len(line) <= _LONGEST_HEADING and _HEADING.fullmatch(line) is not None
        has_amount = any(len(above) - len(line) <= q.span[0] < len(above) for q in self._body.quantities)
        return len(above) - len(line) if is_heading and not has_amount else start

    def _above_table(self, cell: CellAmount) -> str:
        start = self._body.text.rfind("\n", 0, cell.column_span[0]) + 1
        lines = [line for line in self._body.text[:start].splitlines() if line.strip()]
        return fold_width(" ".join(lines[-_LINES_ABOVE:]))
