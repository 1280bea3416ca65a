"""Frozen value classes of the subject, named as in the glossary of `hooks/README.md`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from annual_reports.domain.acknowledgements import Acknowledgement
from annual_reports.domain.catalog import Government, Indicator
from annual_reports.domain.findings import Place
from annual_reports.domain.periods import WHOLE_YEAR, Period

Span = tuple[int, int]
"""Start and end offset in a text, in characters; the end is exclusive."""

REPORT_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[0-9]{4}"
"""Pattern of a report id, government/year: `pingshi/2024`. The id becomes part of file paths."""
_PAGE_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)


class Qualifier(StrEnum):
    """Direction in which the true number may differ from the written one."""

    EXACT = "exact"
    OVER = "over"  # 余、多、超、逾、以上
    NEARLY = "nearly"  # 近、不足
    ABOUT = "about"  # 约、左右


class Role(StrEnum):
    """Part that an amount plays in its sentence."""

    RESULT = "result"  # 排查 526 件
    FROM = "from"  # 由 799 项 减少到 326 项
    TO = "to"  # 由 799 项减少到 326 项: the result
    CHANGE = "change"  # 同比增长 25%, 减少 222 件
    RANK = "rank"  # 超过 87% 的乡镇
    RATIO = "ratio"  # 每万人 3 名
    PART = "part"  # 其中家庭纠纷 212 件


class Mood(StrEnum):
    """Tell whether an amount was reached, is demanded by a rule, or is planned."""

    DONE = "done"
    REQUIRED = "required"  # 每季度开展讲座 1 场
    PLANNED = "planned"  # 力争化解率达到 98% 以上


@dataclass(frozen=True, slots=True)
class Quantity:
    """Amount with its unit: 526 余件 is 526, 件, over."""

    value: Decimal
    """Number in the unit itself: 2.5万人次 is 25000. A percentage is in percent: 98.53% is 98.53."""
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    step: Decimal = Decimal(1)
    """Size of the last written place, in the unit: 1000 for 2.5万, 0.01 for 98.00%, 1 for 526 件."""
    span: Span = field(default=(0, 0), compare=False)
    """Span in the text that was parsed, qualifiers included."""


class Sentence(NamedTuple):
    """Sentence of a report's body."""

    number: int
    """Ordinal in the body, from 1."""
    span: Span
    text: str
    name: str = ""
    """Name after its words, see `sentence_names`; the sentence's anchor on every page that shows it."""


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
    row: str | None = None
    """Label of the row if the amount stands in a table, which tells what it counts; else None."""
    note: str | None = None
    """The document's own words about the amount (据不完全统计), quoted from the body."""
    note_evidence: Evidence | None = None
    """Place of the note in the body; None without a note."""
    remark: str | None = None
    """本站说明: the site's own words about the amount, which the document does not say."""
    counted: bool = False
    """True if the document only lists items by name and the number is a count of the names."""
    zero_in_words: bool = False
    """True if the document says in words that there was none (没有发生…); the evidence is that sentence."""
    period: Period = WHOLE_YEAR
    """Period that the amount covers, in months counted from January of the report's year."""
    scope: Government | None = None
    """Government that the amount is about; None for the one that reports."""
    part: str | None = None
    """Part that the amount counts (简易程序), or None for the whole."""
    restated: tuple[Restatement, ...] = ()
    """Amounts of earlier years that this report gives anew."""
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Findings about this figure that a person has looked into."""
    incomparable: str | None = None
    """Reason why the figure must not be compared with other years or governments, or None."""
    new_scope: str | None = None
    """New definition of what is counted from this year on, or None; earlier years are then not comparable."""
    place: Place = field(default=Place(""), compare=False)
    """Position of the amount in the source file."""

    @property
    def has_remark(self) -> bool:
        """True if a remark is shown beside the amount."""
        return (
            self.counted
            or self.zero_in_words
            or not self.is_default
            or any((self.note, self.remark, self.incomparable, self.new_scope))
        )

    @property
    def quote(self) -> str:
        """Sentence that gives the amount; for a cell of a table, the row's label and the amount."""
        return f"{self.row}：{self.text}" if self.row else self.evidence.sentence.text

    @property
    def role(self) -> Role:
        """`PART` if the amount counts a part only, else `RESULT`."""
        return Role.PART if self.part else Role.RESULT

    @property
    def key(self) -> FigureKey:
        """Identity of what is counted; only figures with equal keys are compared."""
        return FigureKey(self.indicator.id, self.period, self.scope.id if self.scope else None, self.part)

    @property
    def suffix(self) -> str:
        """End of the figure's address and of its key in the ledger; empty for the default.

        It follows from the key alone, so that it stays whatever other figures the header gets: `_m1-6` for
        the first half of the year, `_tongbai` for another government, eight digits of a digest for a part.
        """
        first, last = self.period
        months = "" if self.period == WHOLE_YEAR else f"_m{'' if first is None else first + 1}-{last + 1}"
        part = f"_{sha256(self.part.encode()).hexdigest()[:8]}" if self.part else ""
        return months + (f"_{self.scope.id}" if self.scope else "") + part

    @property
    def is_default(self) -> bool:
        """True if the figure is about the whole year, the reporting government and the whole."""
        return self.period == WHOLE_YEAR and self.scope is None and self.part is None


class FigureKey(NamedTuple):
    """Identity of a count: indicator, period (relative to the report's year), scope and part."""

    indicator: str
    period: Period
    scope: str | None
    part: str | None


class Restatement(NamedTuple):
    """Amount of an earlier year that a later report gives anew; neither erases the other."""

    year: int
    quantity: Quantity
    text: str
    """Amount as the later report writes it."""
    reason: str
    evidence: Evidence | None = None
    """Place in the later report."""


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
    place: Place = field(default=Place(""), compare=False)
    """Position of its date in the source file."""


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
    compared_with_scan: date | None
    """Day on which staff compared numbers, dates and names with the scan of the signed original."""
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
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Findings about the report or its passages that a person has looked into."""
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
        """Return the report's figure for an indicator: that of the whole year and government, if it has one.

        Otherwise the first with another period, scope or part; None without any.
        """
        given = [figure for figure in self.figures if figure.indicator.id == indicator.id]
        return next((f for f in given if f.is_default), given[0] if given else None)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """Page written by hand that is not a report: home page, about, guide."""

    path: str
    text: str
    """Markdown of the file."""

    @property
    def title(self) -> str:
        """First heading of the page, or else its path."""
        match = _PAGE_TITLE.search(self.text)
        return match[1] if match else self.path
