"""Frozen value classes of the subject, named as in the glossary of `hooks/README.md`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from annual_reports.domain.findings import Place

Span = tuple[int, int]
"""Start and end offset in a text, in characters; the end is exclusive."""

REPORT_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[0-9]{4}"
"""Pattern of a report id, government/year: `pingshi/2024`. The id becomes part of file paths."""


class Qualifier(StrEnum):
    """Direction in which the true number may differ from the written one."""

    EXACT = "exact"
    OVER = "over"  # 余、多、超、逾、以上
    NEARLY = "nearly"  # 近、不足
    ABOUT = "about"  # 约、左右


@dataclass(frozen=True, slots=True)
class Quantity:
    """Amount with its unit: 526 余件 is 526, 件, over."""

    value: Decimal
    """Number in the unit itself: 2.5万人次 is 25000. A percentage is in percent: 98.53% is 98.53."""
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    span: Span = field(default=(0, 0), compare=False)
    """Span in the text that was parsed, qualifiers included."""


@dataclass(frozen=True, slots=True)
class Government:
    """政府或机关: entry of `data/governments.yml`."""

    id: str
    name: str
    level: str
    parent: str | None
    number_prefixes: tuple[str, ...]
    former_names: tuple[str, ...]
    collected: bool = True
    """True if the site collects its reports; False for a government that is registered only as a parent."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标: entry of `data/indicators.yml`."""

    id: str
    name: str
    aliases: tuple[str, ...]
    theme: str
    unit: str
    accepted_units: tuple[str, ...]
    """Units whose numbers may be compared with each other; the first is `unit`."""
    definition: str
    better: str
    """`higher`, `lower` or `neutral`. Counts of activities are neutral: more is not better."""


@dataclass(frozen=True, slots=True)
class Law:
    """法律、法规或文件: entry of `data/laws.yml`."""

    id: str
    name: str
    aliases: tuple[str, ...]
    replaced_on: date | None
    """First day on which it is no longer in force; None while it is in force."""
    replaced_by: str | None
    """Id of the law that replaced it, or None."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """期限: entry of `data/deadlines.yml`, a day in the year after the report's year."""

    id: str
    name: str
    levels: tuple[str, ...]
    """Levels of government to which it applies."""
    of: str
    """Date of the report that must be before the deadline: `issued` or `published`."""
    month: int
    day: int
    basis: str
    """Regulation and article that set the deadline."""

    def first_late_day(self, year: int) -> date:
        """Return the first day that is too late for the report on a year."""
        return date(year + 1, self.month, self.day)


class Sentence(NamedTuple):
    """Sentence of a report's body."""

    number: int
    """Ordinal in the body, from 1; part of the sentence's address."""
    span: Span
    text: str


class Evidence(NamedTuple):
    """出处: span of a figure or quotation in the body, and the sentence in which it begins."""

    span: Span
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """一份报告中一个指标的数."""

    indicator: Indicator
    quantity: Quantity
    text: str
    """Amount as the document writes it."""
    evidence: Evidence
    note: str | None = None
    counted: bool = False
    """True if the document only lists items by name and the number is a count of the names."""
    incomparable: str | None = None
    """Reason why the figure must not be compared with other years or governments, or None."""
    new_scope: str | None = None
    """New definition of what is counted from this year on, or None; earlier years are then not comparable."""
    place: Place = field(default=Place(""), compare=False)
    """Position of the amount in the source file."""

    @property
    def has_remark(self) -> bool:
        """True if a remark is shown beside the amount."""
        return self.counted or any((self.note, self.incomparable, self.new_scope))


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """存在的不足."""

    quote: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Commitment:
    """下一年度主要安排."""

    id: str
    quote: str
    indicators: tuple[Indicator, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Answer:
    """对上年安排的回应."""

    commitment: str
    status: str
    """`done`, `partly`, `not-done` or `carried-over`."""
    quote: str | None
    evidence: Evidence | None
    place: Place
    """Position of the answer in the source file."""


@dataclass(frozen=True, slots=True)
class Correction:
    """更正."""

    date: date
    subject: str
    """Name of the corrected indicator, or the corrected quotation."""
    before: str
    after: str
    reason: str
    evidence: Evidence | None
    """Evidence of the corrected words; None if they are in the title or signature and not in the body."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """撤下: entry of `data/withdrawn.yml`, a report or an earlier version that must not be shown."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """报告: report of one government on one year. Attributes that the document does not state are None."""

    path: str
    """Source path below `docs/`, with slashes: `reports/pingshi/2024.md`."""
    government: Government
    year: int
    title: str
    issuers: tuple[str, ...]
    letterhead: str | None
    document_number: str | None
    index_number: str | None
    issued: date | None
    published: date | None
    signature: tuple[str, ...]
    """Lines of the signature below the text."""
    figures: tuple[Figure, ...]
    shortcomings: tuple[Shortcoming, ...]
    commitments: tuple[Commitment, ...]
    answers: tuple[Answer, ...]
    corrections: tuple[Correction, ...]
    body: str
    """Signed text as Markdown, word for word."""
    sentences: tuple[Sentence, ...]
    """Sentences of the body, in order."""
    source_digest: str
    """SHA-256 of the file's text, in hexadecimal digits."""
    acknowledged: Mapping[str, str] = field(default_factory=dict)
    """Code of a finding that a person has checked -> reason why it is not a fault."""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Key of the header -> position of its value in the source file."""
    body_line: int = field(default=1, compare=False)
    """Line of the source file on which the body begins."""

    def place(self, offset: int) -> Place:
        """Return the position in the source file of a character of the body."""
        line = self.body.count("\n", 0, offset)
        return Place(f"docs/{self.path}", self.body_line + line, offset - self.body.rfind("\n", 0, offset))

    @property
    def name_when_signed(self) -> str:
        """Name of the government in the document: a former name if title or issuers contain one."""
        signed = (self.title, *self.issuers)
        former = self.government.former_names
        return next((name for name in former if any(name in text for text in signed)), self.government.name)

    @property
    def title_parts(self) -> list[str]:
        """Title split around the issuers' names, so that lines do not break inside a name."""
        names = "|".join(map(re.escape, self.issuers))
        return [part for part in re.split(f"({names})", self.title) if part]

    def figure(self, indicator: Indicator) -> Figure | None:
        """Return the report's figure for an indicator, or None."""
        return next((f for f in self.figures if f.indicator.id == indicator.id), None)


class NamedLink(NamedTuple):
    """Link to another site, with the text to show."""

    name: str
    url: str


class Column(NamedTuple):
    """栏目: column of the government portal under which the reports are published."""

    name: str | None = None
    description: str | None = None
    keywords: str | None = None
    type: str | None = None


NO_COLUMN = Column()


@dataclass(frozen=True, slots=True)
class Publisher:
    """主办单位: publisher of the site, from `data/site.yml`. Unknown values are None and are not printed."""

    notice: str | None = None
    """Text at the top of every page."""
    site_name: str | None = None
    particulars: Mapping[str, str] = field(default_factory=dict)
    """Chinese label -> value, for the foot of each page, in the order of printing."""
    site_code: str | None = None
    """网站标识码, ten digits."""
    errors_to: str | None = None
    """Mailbox for readers' error reports."""
    column: Column = NO_COLUMN
    links: tuple[NamedLink, ...] = ()


@dataclass(frozen=True)
class Catalog:
    """Contents of `data/`: id -> entry, in the order of the files."""

    governments: Mapping[str, Government]
    indicators: Mapping[str, Indicator]
    laws: Mapping[str, Law] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    publisher: Publisher = Publisher()
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    """Report id (`pingshi/2024`), or id with the number of one version (`pingshi/2024-1`) -> withdrawal."""
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """公文式样的字体: level of the printed document -> preferred font families, the best first."""

    @cached_property
    def names(self) -> Mapping[str, Indicator]:
        """Name or alias -> indicator."""
        return {
            name: indicator
            for indicator in self.indicators.values()
            for name in (indicator.name, *indicator.aliases)
        }


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """Page written by hand that is not a report: home page, about, guide."""

    path: str
    text: str
    """Markdown of the file."""
