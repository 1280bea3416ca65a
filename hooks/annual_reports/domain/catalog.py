"""Frozen value classes of `data/`, named as in the glossary of `hooks/README.md`, and the catalog of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from annual_reports.domain.findings import Place


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
    is_stock: bool = False
    """True for a state at a date (持证执法人员), False for a flow over a period (排查矛盾纠纷)."""
    is_headline: bool = False
    """True if it belongs to the few that readers see first."""
    parts: tuple[str, ...] = ()
    """Ids of the indicators that it is the sum of."""
    parts_complete: bool = True
    """True if the parts make up the whole; False if their sum is at most the whole."""
    rate: Rate | None = None
    """The two indicators whose quotient it is, or None."""
    wording: tuple[str, ...] = ()
    """Word groups by which an amount in running text is recognised; see `analysis/recognition.py`."""


class Rate(NamedTuple):
    """Relation of a rate: 100 × `of` / `in_`; both are ids of indicators."""

    of: str
    in_: str


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


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """撤下: entry of `data/withdrawn.yml`, a report or an earlier version that must not be shown."""

    date: date
    reason: str
    place: Place = field(default=Place(""), compare=False)
    """Position of the date in the source file."""


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


class Witness(NamedTuple):
    """作证的网站: entry of `data/witnesses.yml`, a site that keeps checkpoints of our ledger."""

    id: str
    name: str
    address: str
    """Address of the site, with a slash at its end."""
    key: str | None
    """Fingerprint of the key with which it signs; None if its signature is not asked for."""


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
    witnesses: Mapping[str, Witness] = field(default_factory=dict)
    public_words: tuple[str, ...] = ()
    """Quotations of `data/acknowledged.yml`: telephones and addresses that a person knows to be public."""
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
