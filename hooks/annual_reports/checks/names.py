"""Names of other governments, as they are left in a text that was borrowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annual_reports.collection import Collection
from annual_reports.findings import Finding, finding
from annual_reports.model import Catalog, Government, Span

_TOWN = re.compile(r"[镇乡](?<=(?P<name>[\u4e00-\u9fff]{2}).)(?=人民政府|党委|政府|纪委|人大)")
"""A town that `data/` does not know, by the office that follows its name."""
_NO_NAME = re.compile("[我全本各该此乡镇县村两到在和与向对由经为了是的级下点心型制]|示范|特色|试点|所在")


def other_governments(collection: Collection) -> Iterator[Finding]:
    """Governments that a report names which are neither its own nor above or below it."""
    known = _Names.of(collection.catalog)
    for report in collection.reports:
        own = known.own[report.government.id]
        named = (span for span in known.places(report.body) if report.body[slice(*span)] not in own)
        for span in _apart(sorted({*named, *_unregistered(report.body, own)})):
            name = report.body[slice(*span)]
            yield finding(
                "other-government-named",
                report.place(span[0]),
                found=name,
                expected=report.government.name,
            )


@dataclass(frozen=True)
class _Names:
    """All names of governments, so that a text is looked through once and not once for each."""

    known: frozenset[str]
    own: Mapping[str, frozenset[str]]
    """Government id -> names that its reports may use: its own, of those above it and right below it."""

    @classmethod
    def of(cls, catalog: Catalog) -> _Names:
        """The names of a catalog."""
        names = {id_: (one.name, *one.former_names) for id_, one in catalog.governments.items()}
        own = {id_: set[str]() for id_ in names}
        for id_, government in catalog.governments.items():
            own[id_].update(*(names[one.id] for one in _from_here_up(government, catalog)))
            own.get(government.parent or "", set()).update(names[id_])
        known = frozenset(name for those in names.values() for name in those)
        return cls(known, {id_: frozenset(those) for id_, those in own.items()})

    @cached_property
    def _endings(self) -> re.Pattern[str]:
        """The last characters of names, which are few: 镇, 乡, 县."""
        return re.compile(f"[{re.escape(''.join({name[-1] for name in self.known}))}]")

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return sorted({len(name) for name in self.known})

    def places(self, text: str) -> Iterator[Span]:
        """Where any name stands in a text."""
        for end in (match.end() for match in self._endings.finditer(text)):
            for start in (end - length for length in self._lengths if length <= end):
                if text[start:end] in self.known:
                    yield start, end


def _from_here_up(government: Government, catalog: Catalog) -> Iterator[Government]:
    above: Government | None = government
    while above:
        yield above
        above = catalog.governments.get(above.parent or "")


def _unregistered(body: str, own: Iterable[str]) -> Iterator[Span]:
    for match in _TOWN.finditer(body):
        if not _NO_NAME.search(match["name"]) and not any(
            f"{match['name']}{match[0]}".endswith(name[-3:]) for name in own
        ):
            yield match.start("name"), match.end()


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Spans that do not overlap one before them."""
    border = 0
    for start, end in spans:
        if start >= border:
            yield start, end
            border = end
