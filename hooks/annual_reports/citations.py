"""Every 《…》 of a report against `data/laws.yml`: in force, replaced, or not registered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from annual_reports.evidence import evidence_at
from annual_reports.model import Catalog, Evidence, Law, Report
from annual_reports.text import squeeze

_CITED = re.compile(r"《([^《》\n]{1,100})》")
_DASHES = re.compile("[—–~-]+")


class Standing(StrEnum):
    """How a cited law stands, those that ask for a look first."""

    OUTDATED = "outdated"
    REPLACED = "replaced"
    IN_FORCE = "in-force"
    UNKNOWN = "unknown"


STANDING_NAMES = {
    Standing.OUTDATED: "引用时已失效",
    Standing.REPLACED: "后来失效",
    Standing.IN_FORCE: "现行有效",
    Standing.UNKNOWN: "未登记",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """引用: one 《…》 in one report."""

    report: Report
    name: str
    """As the report writes it."""
    law: Law | None
    evidence: Evidence

    @property
    def standing(self) -> Standing:
        """Whether the law was in force in the year on which the report reports, and is today."""
        if self.law is None:
            return Standing.UNKNOWN
        if self.law.replaced_on is None:
            return Standing.IN_FORCE
        return Standing.OUTDATED if self.law.replaced_on.year <= self.report.year else Standing.REPLACED

    @property
    def key(self) -> str:
        """The same for every way of writing one name."""
        return self.law.id if self.law else _normal(self.name)


def citations(report: Report, laws: Mapping[str, Law]) -> Iterator[Citation]:
    """What a report cites, in order.

    Args:
        report: the report.
        laws: as `by_name` gives them.

    """
    for match in _CITED.finditer(report.body):
        name = " ".join(match[1].split())
        if name:
            evidence = evidence_at(report.sentences, match.span())
            yield Citation(report, name, laws.get(_normal(name)), evidence)


def by_name(catalog: Catalog) -> Mapping[str, Law]:
    """Every name and alias of every law, in the form in which they are compared."""
    return {_normal(name): law for law in catalog.laws.values() for name in (law.name, *law.aliases)}


def short(name: str) -> str:
    """A law's name as reports mostly write it, without 中华人民共和国."""
    return name.removeprefix("中华人民共和国")


@lru_cache(maxsize=4096)
def _normal(name: str) -> str:
    """Width, white space, dashes and 中华人民共和国 make no difference."""
    return short(_DASHES.sub("-", squeeze(name)))
