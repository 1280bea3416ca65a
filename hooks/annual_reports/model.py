"""The values of the subject, all frozen. Each name stands in the glossary of `hooks/README.md`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from annual_reports.findings import Place

Span = tuple[int, int]
"""Start and end, in characters, of a place in a text."""


class Value:
    """A frozen value that is pickled as the call that makes it.

    What `dataclass` does by itself with slots takes four times as long to load.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """The class, and what it is called with."""
        fields: Mapping[str, object] = type(self).__dataclass_fields__  # type: ignore[attr-defined]
        return type(self), tuple(getattr(self, name) for name in fields)


class Qualifier(StrEnum):
    """On which side of the written number the truth lies."""

    EXACT = "exact"
    OVER = "over"  # 余、多、超、逾、以上
    NEARLY = "nearly"  # 近、不足
    ABOUT = "about"  # 约、左右


@dataclass(frozen=True, slots=True)
class Quantity(Value):
    """An amount: 526 余件 is 526, 件, over."""

    value: Decimal
    """In the unit itself: 2.5万人次 is 25000. A percentage is in percent: 98.53% is 98.53."""
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    span: Span = field(default=(0, 0), compare=False)
    """Where it stood in the text that was read, qualifiers included."""


@dataclass(frozen=True, slots=True)
class Government(Value):
    """政府或机关, an entry of `data/governments.yml`."""

    id: str
    name: str
    level: str
    parent: str | None
    number_prefixes: tuple[str, ...]
    former_names: tuple[str, ...]
    collected: bool = True
    """Whether the site collects its reports; one that is only named as another's parent is not missed."""


@dataclass(frozen=True, slots=True)
class Indicator(Value):
    """指标, an entry of `data/indicators.yml`."""

    id: str
    name: str
    aliases: tuple[str, ...]
    theme: str
    unit: str
    accepted_units: tuple[str, ...]
    """Units whose numbers may be compared with each other; `unit` is among them."""
    definition: str
    better: str
    """`higher`, `lower` or `neutral`: a count of activity is neutral, more is not better."""


@dataclass(frozen=True, slots=True)
class Law:
    """法律、法规或文件, an entry of `data/laws.yml`."""

    id: str
    name: str
    aliases: tuple[str, ...]
    replaced_on: date | None
    """The day from which it is no longer in force; None while it is."""
    replaced_by: str | None
    """Id of what took its place; None if nothing did."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """期限, an entry of `data/deadlines.yml`: a day of the year after the report's own."""

    id: str
    name: str
    levels: tuple[str, ...]
    """Levels of government to which it applies."""
    of: str
    """The date that is held against it: `issued` or `published`."""
    month: int
    day: int
    basis: str
    """The rule that sets it, with its article."""

    def falls_on(self, year: int) -> date:
        """The first day that is too late for the report on a year."""
        return date(year + 1, self.month, self.day)


class Sentence(NamedTuple):
    """A sentence of a report's body."""

    number: int
    """Its ordinal in the body, from 1; it is part of the sentence's address."""
    span: Span
    text: str


class Evidence(NamedTuple):
    """出处: where in the body a figure or a quotation stands."""

    span: Span
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Figure(Value):
    """一份报告中一个指标的数."""

    indicator: Indicator
    quantity: Quantity
    text: str
    """The amount as the document writes it."""
    evidence: Evidence
    note: str | None = None
    counted: bool = False
    """The document names the things without giving their number; the number is a count of the names."""
    incomparable: str | None = None
    """Why this figure must not be compared with other years' or towns', if it must not."""
    new_scope: str | None = None
    """What is counted from this year on, if that changed: not comparable with the years before."""
    place: Place = field(default=Place(""), compare=False)
    """Where in the source file its amount is written."""

    @property
    def remarkable(self) -> bool:
        """Whether there is anything to say beside the amount."""
        return self.counted or any((self.note, self.incomparable, self.new_scope))


@dataclass(frozen=True, slots=True)
class Shortcoming(Value):
    """存在的不足."""

    quote: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Commitment(Value):
    """下一年度主要安排."""

    id: str
    quote: str
    indicators: tuple[Indicator, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Answer(Value):
    """对上年安排的回应."""

    commitment: str
    status: str
    """`done`, `partly`, `not-done` or `carried-over`."""
    quote: str | None
    evidence: Evidence | None
    place: Place
    """Where in the source file the answer is written."""


@dataclass(frozen=True, slots=True)
class Correction(Value):
    """更正."""

    date: date
    subject: str
    """The indicator's name, or the quotation, that was corrected."""
    before: str
    after: str
    reason: str
    evidence: Evidence | None
    """Where the corrected words stand in the body; None if they stand above or below it."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """撤下, an entry of `data/withdrawn.yml`: a report or an earlier text that must not be shown."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Report(Value):
    """报告: one government's report on one year. What the document does not say is None."""

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
    """The lines below the text, as they are signed."""
    figures: tuple[Figure, ...]
    shortcomings: tuple[Shortcoming, ...]
    commitments: tuple[Commitment, ...]
    answers: tuple[Answer, ...]
    corrections: tuple[Correction, ...]
    body: str
    """The signed text as Markdown, word for word."""
    sentences: tuple[Sentence, ...]
    """Of the body, in order."""
    source_digest: str
    """SHA-256 of its file."""
    acknowledged: Mapping[str, str] = field(default_factory=dict)
    """Codes of findings that a person has looked into, with the reason why they are no fault."""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Where in the source file the header's own values stand, by key."""
    body_line: int = field(default=1, compare=False)
    """The line of the source file on which the body begins."""

    def place(self, offset: int) -> Place:
        """Where in the source file a character of the body stands."""
        line = self.body.count("\n", 0, offset)
        return Place(f"docs/{self.path}", self.body_line + line, offset - self.body.rfind("\n", 0, offset))

    @property
    def name_then(self) -> str:
        """What the government was called when it signed: a former name, if the document bears one."""
        signed = (self.title, *self.issuers)
        former = self.government.former_names
        return next((name for name in former if any(name in text for text in signed)), self.government.name)

    @property
    def title_parts(self) -> list[str]:
        """The title cut around the issuers' names, so that a line never ends inside one."""
        names = "|".join(map(re.escape, self.issuers))
        return [part for part in re.split(f"({names})", self.title) if part]

    def figure(self, indicator: Indicator) -> Figure | None:
        """The report's figure for one indicator, or None."""
        return next((f for f in self.figures if f.indicator.id == indicator.id), None)


class NamedLink(NamedTuple):
    """A link to another site, by its name."""

    name: str
    url: str


class Column(NamedTuple):
    """栏目: what the reports are within the portal that publishes them."""

    name: str | None = None
    description: str | None = None
    keywords: str | None = None
    type: str | None = None


NOWHERE = Column()


@dataclass(frozen=True, slots=True)
class Publisher:
    """主办单位: who runs the site, from `data/site.yml`. What is not known is None, and is not printed."""

    notice: str | None = None
    """What stands at the top of every page."""
    site_name: str | None = None
    particulars: Mapping[str, str] = field(default_factory=dict)
    """What the foot of each page says, by its Chinese name, in the order of printing."""
    site_code: str | None = None
    """网站标识码, ten digits."""
    errors_to: str | None = None
    """The mailbox that takes reports of errors."""
    column: Column = NOWHERE
    links: tuple[NamedLink, ...] = ()


@dataclass(frozen=True)
class Catalog:
    """`data/` 的内容, by id, in the order of the files."""

    governments: Mapping[str, Government]
    indicators: Mapping[str, Indicator]
    laws: Mapping[str, Law] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    publisher: Publisher = Publisher()
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    """`pingshi/2024`, or for the text of one version `pingshi/2024-1`."""
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """公文式样的字体: level of the printed document -> families that are asked for, the best first."""

    @cached_property
    def names(self) -> Mapping[str, Indicator]:
        """Every name and alias of every indicator."""
        return {
            name: indicator
            for indicator in self.indicators.values()
            for name in (indicator.name, *indicator.aliases)
        }


@dataclass(frozen=True, slots=True)
class WrittenPage(Value):
    """A page that a person wrote and that is not a report: the home page, about, the guide."""

    path: str
    text: str
    """Its Markdown, header included."""
