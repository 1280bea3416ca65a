"""Divide the text of a published version into the lines above its body, the body, and the signature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from annual_reports.domain.evidence import split_sentences
from annual_reports.domain.model import Report, Sentence
from annual_reports.ledger.canonical import canonical_digest, signed_text
from annual_reports.ledger.lines import Entry

_MOST_LINES_ABOVE = 3
"""Letterhead, number and title."""


@dataclass(frozen=True)
class VersionText:
    """Text of a version, one paragraph a line, a tab between the cells of a table."""

    above: tuple[str, ...]
    lines: tuple[str, ...]
    """Lines of the body."""
    below: tuple[str, ...]

    @cached_property
    def body(self) -> str:
        """The body with its cells as a report has them, so that it has the same sentences."""
        return "\n".join(
            self._row(index) if self._is_row(index) else line for index, line in enumerate(self.lines)
        )

    def _row(self, index: int) -> str:
        return f"|{self.lines[index]}".replace("\t", "|")

    def _is_row(self, index: int) -> bool:
        """Return True if a line has tabs, and one beside it too: a tab in a paragraph is white space."""
        before, line, after = ("\n", *self.lines, "\n")[index : index + 3]
        return "\t" in line and ("\t" in before or "\t" in after)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the body, whose numbers and names are those of the report's page."""
        return tuple(split_sentences(self.body))


def present_text(report: Report) -> VersionText:
    """Return the present text of a report."""
    lines = tuple(signed_text(report).rstrip("\n").split("\n"))
    above = sum(map(bool, (report.letterhead, report.document_number, report.title)))
    end = len(lines) - len(report.signature)
    return VersionText(lines[:above], lines[above:end], lines[end:])


def divide_text(text: str, entry: Entry) -> VersionText:
    """Divide a version's text around the body that its entry records; without it, all lines are above."""
    lines = tuple(text.rstrip("\n").split("\n"))
    for end in range(len(lines), 0, -1):
        for above in range(min(_MOST_LINES_ABOVE, end) + 1):
            if canonical_digest("\n".join(lines[above:end])) == entry.content_digests.body:
                return VersionText(lines[:above], lines[above:end], lines[end:])
    return VersionText(lines, (), ())
