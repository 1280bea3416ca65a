"""Draw queries from reports, and find the reports that contain them.

This module does not know how search works: it looks for a string as a person with the printed report would.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annual_reports.domain import quantities
from annual_reports.domain.model import Report
from annual_reports.domain.text import fold_numbers

_WORD = r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|[\u4e00-\u9fff〇]"
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Text:
    """Text of a report, line by line, without white space."""

    address: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, report: Report) -> Text:
        """Take a report's lines as its page prints them."""
        particulars = (report.title, *report.issuers, report.letterhead, report.document_number)
        figures = (f"{figure.indicator.name}{figure.text}" for figure in report.figures)
        body = (line.lstrip("# ") for line in report.body.split("\n"))
        lines = [*filter(None, particulars), *report.signature, *figures, *body]
        return cls(
            report.path.removesuffix(".md") + "/", tuple(plain(line) for line in lines if line.strip())
        )

    def has(self, query: str) -> bool:
        """Return True if the report contains a string; a number inside a longer number does not count."""
        wanted = re.escape(plain(query))
        before = r"(?<![0-9.])" if plain(query)[0].isdigit() else ""
        after = r"(?!\.?[0-9])" if plain(query)[-1].isdigit() else ""
        return any(re.search(before + wanted + after, line) for line in self.lines)


def plain(text: str) -> str:
    """Remove white space and fold full-width forms."""
    return _BLANK.sub("", fold_numbers(text))


def substrings(texts: Iterable[Text], count: int, seed: int) -> list[str]:
    """Draw substrings of 2 to 12 words; a Han character is a word, and so is a number."""
    chance = random.Random(seed)
    lines = [line for text in texts for line in text.lines]
    found: list[str] = []
    while len(found) < count:
        line = chance.choice(lines)
        spans = [match.span() for match in re.finditer(_WORD, line)]
        length = chance.randint(2, 12)
        first = chance.randrange(max(1, len(spans) - length))
        span = spans[first : first + length]
        query = line[span[0][0] : span[-1][1]] if len(span) > 1 else ""
        if query and query not in found:
            found.append(query)
    return found


def amounts(reports: Iterable[Report], count: int, seed: int) -> list[str]:
    """Draw numbers with their unit, as the reports write them."""
    written = {
        report.body[slice(*quantity.span)] for report in reports for quantity in quantities.find(report.body)
    }
    clean = sorted(text for text in written if "\n" not in text)
    return random.Random(seed).sample(clean, min(count, len(clean)))


def numbers(reports: Iterable[Report], count: int, seed: int) -> list[str]:
    """Draw numbers without units."""
    written = {number for report in reports for number in re.findall(r"\d+(?:\.\d+)?", plain(report.body))}
    return random.Random(seed).sample(sorted(written), min(count, len(written)))


def absent_amounts(reports: Sequence[Report], texts: Iterable[Text], count: int, seed: int) -> Iterator[str]:
    """Yield pairs of a number and a unit from the reports that no report contains."""
    chance = random.Random(seed)
    known = list(texts)
    written = numbers(reports, 500, seed)
    units = [re.sub(r"[0-9.,]+", "", plain(amount)) for amount in amounts(reports, 500, seed)]
    made = 0
    while made < count:
        query = chance.choice(written) + chance.choice(units)
        if not query[-1].isdigit() and not any(text.has(query) for text in known):
            made += 1
            yield query


def absent(texts: Iterable[Text], count: int, seed: int) -> Iterator[str]:
    """Yield strings of the reports' characters that no report contains."""
    chance = random.Random(seed)
    known = list(texts)
    characters = sorted(
        {c for text in known for line in text.lines for c in line if "\u4e00" <= c <= "\u9fff"}
    )
    made = 0
    while made < count:
        query = "".join(chance.sample(characters, chance.randint(3, 6)))
        if not any(text.has(query) for text in known):
            made += 1
            yield query
