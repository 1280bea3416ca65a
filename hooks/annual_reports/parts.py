"""How a list that grew long is divided into pages: one rule for all pages that grow with the reports.

A list stays whole while its page is no larger than `LARGEST`. Beyond, its page becomes an overview, and
what it listed stands on parts below it. The keys by which a list may be divided are tried in turn: the
county, the government, the year, the year before. A key that would put everything into one part is passed
over, and a part that is still too large is divided by the next. A part's address follows from what stands
on it and never from a running number of its entries, so a further report moves none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from annual_reports.model import Catalog, Government

T = TypeVar("T")

SCRIPT = "assets/parts.js"
"""Leads addresses of the time when a list was whole to its parts."""
LARGEST = 240_000
"""Bytes that the entries of a page may take, as far as can be told before it is made: with the shell around
them, and entries that are longer than most, the page stays below 300 KB."""
TOWNS_IN_A_RUN = 16
"""Governments on one part where a single body has too many below it."""
_MOST_BESIDE = 60
"""Parts that are listed on each other; more are listed on the overview alone."""
_NAMED = 16
"""Names that a description gives in full."""


class Name(NamedTuple):
    """What a part is called."""

    slug: str
    """Its address below the page that is divided: `county-01`, `2024/county-01`."""
    title: str


@dataclass(eq=False, repr=False)
class Part(Generic[T]):
    """A page of a list: the whole list, a part of it, or the overview of its parts."""

    path: str
    """Its source path."""
    title: str
    """What it is about: 演示县. Empty for the whole list."""
    items: tuple[T, ...]
    above: Part[T] | None = None
    """The overview that leads to it; None for the whole list."""
    parts: tuple[Part[T], ...] = ()
    """The parts below an overview; empty where the items themselves are shown."""
    size: int = 0
    """Bytes that its entries take where they are shown, about."""
    place: int = 0
    """Its place among the parts of the overview."""

    def walk(self) -> Iterator[Part[T]]:
        """Every page of the list: this one, and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def titled(self, title: str) -> str:
        """Say in a page's title what it is about: 安排与回应：演示县."""
        return f"{title}：{self.about}" if self.above else title

    @property
    def about(self) -> str:
        """What it is about, with what its overviews are about: 2024年演示县."""
        return f"{self.above.about}{self.title}" if self.above else self.title

    @property
    def around(self) -> str:
        """The parts that it leads to, in words: what its page shows beside its entries."""
        near = (self.above, self.before, self.after, *self.beside, *self.parts)
        return "\n".join([self.about, *(f"{part.path} {part.title}" for part in near if part)])

    @property
    def before(self) -> Part[T] | None:
        """The part before this one."""
        return self.above.parts[self.place - 1] if self.above and self.place else None

    @property
    def after(self) -> Part[T] | None:
        """The part after this one."""
        beside = self.above.parts if self.above else ()
        return beside[self.place + 1] if self.place + 1 < len(beside) else None

    @property
    def beside(self) -> tuple[Part[T], ...]:
        """All parts of the overview, this one among them, if they are few enough to be listed on each."""
        beside = self.above.parts if self.above else ()
        return beside if len(beside) <= _MOST_BESIDE else ()


def divided(
    path: str,
    items: Sequence[T],
    size: Callable[[Sequence[T]], int],
    keys: Sequence[Callable[[T], Name]],
    filled: Callable[[Sequence[T]], bool] = bool,
) -> Part[T]:
    """Divide a list as far as its size asks for.

    Args:
        path: source path of its page, which becomes the overview if it is divided.
        items: its entries, in the order in which they are shown.
        size: bytes that entries take on a page, about.
        keys: what to divide by, the first first; parts stand in the order of their first entries.
        filled: whether entries have anything to show; a part of others is not made.

    """
    folder = path.removesuffix(".md").removesuffix("/index")

    def divide(part: Part[T], keys: Sequence[Callable[[T], Name]]) -> None:
        part.size = size(part.items)
        if not keys or fits(part.size):
            return
        groups = {name: group for name, group in _grouped(part.items, keys[0]).items() if filled(group)}
        if len(groups) > 1:
            part.parts = tuple(
                Part(f"{folder}/{name.slug}.md", name.title, tuple(group), part, place=place)
                for place, (name, group) in enumerate(groups.items())
            )
        for below in part.parts or (part,):
            divide(below, keys[1:])

    whole: Part[T] = Part(path, "", tuple(items))
    divide(whole, keys)
    return whole


def _grouped(items: Iterable[T], key: Callable[[T], Name]) -> dict[Name, list[T]]:
    groups: dict[Name, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def fits(size: int) -> bool:
    """Whether entries of this size may stand on one page."""
    return size <= LARGEST


def each(one: int) -> Callable[[Sequence[object]], int]:
    """The size of entries that all take about the same."""
    return lambda items: one * len(items)


def named(governments: Sequence[Government]) -> str:
    """Their names in a sentence, or the first of them and how many there are."""
    names = "、".join(government.name for government in governments[:_NAMED])
    return names if len(governments) <= _NAMED else f"{names}等{len(governments)}个政府"


class Places:
    """How governments are divided: by county, by runs of neighbours, one by one; `below` begins the slug."""

    def __init__(self, catalog: Catalog) -> None:
        """Note who stands below whom."""
        self._catalog = catalog
        self._below: dict[str, list[Government]] = {}
        for government in catalog.governments.values():
            self._below.setdefault(government.parent or "", []).append(government)
        self._runs = dict(self._numbered())

    def head_of(self, government: Government) -> Government:
        """The body with which it stands: itself if others are below it, else the one above."""
        alone = government.id in self._below or government.parent is None
        return government if alone else self._catalog.governments[str(government.parent)]

    def below(self, government: Government) -> Sequence[Government]:
        """The governments directly under one."""
        return self._below.get(government.id, ())

    def by_county(self, government: Government, below: str = "") -> Name:
        """A body with all directly below it: 演示县."""
        head = self.head_of(government)
        return Name(f"{below}{head.id}", head.name)

    def by_town(self, government: Government, below: str = "") -> Name:
        """One government; one that heads others is told from the part of them all."""
        own = "/own" if government.id in self._below else ""
        return Name(f"{below}{government.id}{own}", f"{government.name}{'本级' if own else ''}")

    def by_run(self, government: Government, below: str = "") -> Name:
        """Some neighbours in the catalog, whether they have reports or not: 演示1镇至演示16镇."""
        number, first, last = self._runs[government.id]
        title = f"{first.name}至{last.name}" if first != last else first.name
        return Name(f"{below}{self.head_of(government).id}/{number}", title)

    def keys(self, of: Callable[[T], Government]) -> tuple[Callable[[T], Name], Callable[[T], Name]]:
        """Divide entries by county, and too large a county by runs of its towns."""
        return lambda item: self.by_county(of(item)), lambda item: self.by_run(of(item))

    def grouped(self, governments: Sequence[Government]) -> Mapping[Government, list[Government]]:
        """The governments by the body with which they stand."""
        groups: dict[Government, list[Government]] = {}
        for government in governments:
            groups.setdefault(self.head_of(government), []).append(government)
        return groups

    def _numbered(self) -> Iterator[tuple[str, tuple[int, Government, Government]]]:
        """Government id -> number of its run, and the first and last of it."""
        for together in self.grouped(list(self._catalog.governments.values())).values():
            for start in range(0, len(together), TOWNS_IN_A_RUN):
                run = together[start : start + TOWNS_IN_A_RUN]
                collected = [government for government in run if government.collected] or run
                for government in run:
                    yield government.id, (start // TOWNS_IN_A_RUN + 1, collected[0], collected[-1])
