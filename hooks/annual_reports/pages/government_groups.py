"""Group governments, to divide a list of them that is too long for one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from annual_reports.domain.catalog import Catalog, Government
from annual_reports.rendering.pagination import Key, PageName

T = TypeVar("T")

TOWNS_IN_A_RUN = 16
"""Governments on one page if a single body has too many below it."""


class GovernmentGroups:
    """Groups by county, by runs of neighbours in the catalog, or of a single government.

    The argument `folder` of the methods stands before a page's slug: `2024/`.
    """

    def __init__(self, catalog: Catalog) -> None:
        """Index the catalog's governments by the body above them."""
        self._catalog = catalog
        self._below: dict[str, list[Government]] = {}
        for government in catalog.governments.values():
            self._below.setdefault(government.parent or "", []).append(government)
        self._runs = dict(self._numbered_runs())

    def head_of(self, government: Government) -> Government:
        """Return the body that heads a government's group: itself if others are below it, else its parent."""
        is_head = government.id in self._below or government.parent is None
        return government if is_head else self._catalog.governments[str(government.parent)]

    def below(self, government: Government) -> Sequence[Government]:
        """Return the governments directly below a government."""
        return self._below.get(government.id, ())

    def by_county(self, government: Government, folder: str = "") -> PageName:
        """Return the name of the page of a body and all directly below it: 演示县."""
        head = self.head_of(government)
        return PageName(f"{folder}{head.id}", head.name)

    def by_government(self, government: Government, folder: str = "") -> PageName:
        """Return the name of a government's own page, which differs from that of the group it heads."""
        own = "/own" if government.id in self._below else ""
        return PageName(f"{folder}{government.id}{own}", f"{government.name}{'本级' if own else ''}")

    def by_run(self, government: Government, folder: str = "") -> PageName:
        """Return the name of the page of some neighbours in the catalog: 演示1镇至演示16镇.

        A run counts governments without reports too, so that a first report moves no other.
        """
        number, first, last = self._runs[government.id]
        title = f"{first.name}至{last.name}" if first != last else first.name
        return PageName(f"{folder}{self.head_of(government).id}/{number}", title)

    def county_then_run(self, government_of: Callable[[T], Government]) -> tuple[Key[T], Key[T]]:
        """Return the keys that divide items by county, and a large county by runs of its towns."""
        return (
            lambda item: self.by_county(government_of(item)),
            lambda item: self.by_run(government_of(item)),
        )

    def county_then_government(self, government_of: Callable[[T], Government]) -> tuple[Key[T], Key[T]]:
        """Return the keys that divide items by county, and a large county by government."""
        return (
            lambda item: self.by_county(government_of(item)),
            lambda item: self.by_government(government_of(item)),
        )

    def group_by_head(self, governments: Sequence[Government]) -> Mapping[Government, list[Government]]:
        """Return head -> its group, of the governments given."""
        groups: dict[Government, list[Government]] = {}
        for government in governments:
            groups.setdefault(self.head_of(government), []).append(government)
        return groups

    def _numbered_runs(self) -> Iterator[tuple[str, tuple[int, Government, Government]]]:
        """Yield each government's id with the number of its run, and the run's first and last government."""
        for group in self.group_by_head(list(self._catalog.governments.values())).values():
            for start in range(0, len(group), TOWNS_IN_A_RUN):
                run = group[start : start + TOWNS_IN_A_RUN]
                collected = [government for government in run if government.collected] or run
                for government in run:
                    yield government.id, (start // TOWNS_IN_A_RUN + 1, collected[0], collected[-1])
