"""Look up each 《…》 of a report in `data/laws.yml`: in force, replaced, or not registered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from annual_reports.domain.catalog import Catalog, Law
from annual_reports.domain.evidence import find_evidence
from annual_reports.domain.model import Evidence, Report
from annual_reports.domain.text import squeeze

_CITED = re.compile(r"《([^《》\n]{1,100})》")
_DASHES = re.compile("[—–~-]+")


class Standing(StrEnum):
    """Legal standing of a cited law; standings that need attention come first."""

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
    """Name as the report writes it."""
    law: Law | None
    evidence: Evidence

    @property
    def standing(self) -> Standing:
        """Standing at the end of the report's year and today."""
        if self.law is None:
            return Standing.UNKNOWN
        if self.law.replaced_on is None:
            return Standing.IN_FORCE
        return Standing.OUTDATED if self.law.replaced_on.year <= self.report.year else Standing.REPLACED

    @property
    def key(self) -> str:
        """Key that is equal for all spellings and aliases of one law."""
        return self.law.id if self.law else _normalize(self.name)


def find_citations(report: Report, laws: Mapping[str, Law]) -> Iterator[Citation]:
    """Yield a report's citations in order.

    Args:
        report: the report.
        laws: the result of `laws_by_name`.

    """
    for match in _CITED.finditer(report.body):
        name = " ".join(match[1].split())
        if name:
            evidence = find_evidence(report.sentences, match.span())
            yield Citation(report, name, laws.get(_normalize(name)), evidence)


def laws_by_name(catalog: Catalog) -> Mapping[str, Law]:
    """Map every name and alias of every law, normalized, to the law."""
    return {_normalize(name): law for law in catalog.laws.values() for name in (law.name, *law.aliases)}


def short_name(name: str) -> str:
    """Return a law's name without 中华人民共和国, as reports mostly write it."""
    return name.removeprefix("中华人民共和国")


@lru_cache(maxsize=4096)
def _normalize(name: str) -> str:
    """Remove differences in width, white space and dashes, and the prefix 中华人民共和国."""
    return short_name(_DASHES.sub("-", squeeze(name)))
