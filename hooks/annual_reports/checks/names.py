"""Check for names of other governments: leftovers of a copied text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.evidence import Body, passage
from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.model import Span

_TOWN = re.compile(r"[镇乡](?<=(?P<name>[\u4e00-\u9fff]{2}).)(?=人民政府|党委|政府|纪委|人大)")
"""Town with the office that follows its name; it need not be registered in `data/`."""
_NOT_A_NAME = re.compile("[我全本各该此乡镇县村两到在和与向对由经为了是的级下点心型制]|示范|特色|试点|所在")


def other_governments(collection: Collection) -> Iterator[Finding]:
    """Find governments that a report names and that are neither its own nor above or right below it."""
    known = _GovernmentNames.of(collection.catalog)
    for report in collection.reports:
        own, body = known.own[report.government.id], Body(report.body)
        named = (span for span in known.find_spans(report.body) if report.body[slice(*span)] not in own)
        for span in _without_overlaps(sorted({*named, *_unregistered_towns(report.body, own)})):
            name = report.body[slice(*span)]
            yield finding(
                "other-government-named",
                report.place(span[0]),
                passage(body, span, report.place),
                found=name,
                expected=report.government.name,
            )


@dataclass(frozen=True)
class _GovernmentNames:
    """All names of governments, to be found in one pass over a text."""

    known: frozenset[str]
    own: Mapping[str, frozenset[str]]
    """Government id -> names that its reports may use: its own, and of governments above and right below."""

    @classmethod
    def of(cls, catalog: Catalog) -> _GovernmentNames:
        """Collect the names of a catalog."""
        names = {
            id_: (government.name, *government.former_names)
            for id_, government in catalog.governments.items()
        }
        own = {id_: set[str]() for id_ in names}
        for id_, government in catalog.governments.items():
            own[id_].update(*(names[higher.id] for higher in _with_higher_levels(government, catalog)))
            own.get(government.parent or "", set()).update(names[id_])
        known = frozenset(chain.from_iterable(names.values()))
        return cls(known, {id_: frozenset(usable) for id_, usable in own.items()})

    @cached_property
    def _endings(self) -> re.Pattern[str]:
        """Pattern of the last characters of names, which are few: 镇, 乡, 县."""
        return re.compile(f"[{re.escape(''.join({name[-1] for name in self.known}))}]")

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return sorted({len(name) for name in self.known})

    def find_spans(self, text: str) -> Iterator[Span]:
        """Yield the span of every name in a text; names may lie within each other."""
        for end in (match.end() for match in self._endings.finditer(text)):
            for start in (end - length for length in self._lengths if length <= end):
                if text[start:end] in self.known:
                    yield start, end


def _with_higher_levels(government: Government, catalog: Catalog) -> Iterator[Government]:
    current: Government | None = government
    while current:
        yield current
        current = catalog.governments.get(current.parent or "")


def _unregistered_towns(body: str, own: Iterable[str]) -> Iterator[Span]:
    for match in _TOWN.finditer(body):
        if not _NOT_A_NAME.search(match["name"]) and not any(
            f"{match['name']}{match[0]}".endswith(name[-3:]) for name in own
        ):
            yield match.start("name"), match.end()


def _without_overlaps(spans: list[Span]) -> Iterator[Span]:
    """Yield the spans that do not overlap the last one yielded; `spans` are sorted."""
    last_end = 0
    for start, end in spans:
        if start >= last_end:
            yield start, end
            last_end = end
