"""Divide a list that grew long into pages.

A list with few entries stays whole. A longer one becomes an overview, and its entries stand on subpages. The
keys by which a list may be divided are tried in turn: the county, the government, the year, the year before.
A key that would put everything on one subpage is skipped, and a subpage that is still too long is divided by
the next key. A subpage's address follows from what stands on it and never from a running number of its
entries, so a further report moves none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from annual_reports.domain.catalog import Government

T = TypeVar("T")

SCRIPT = "assets/pagination.js"
"""Script that follows addresses of the time when a list was whole to its subpages."""
ENTRIES_PER_PAGE = 500
"""Most entries on one page, if each takes a line or two. A page module whose entries are larger or smaller
has its own number, `…_PER_PAGE`; each keeps its pages below 300 KB."""
_MOST_SIBLINGS = 60
"""Subpages that are listed on each other; more are listed on the overview alone."""
_MOST_NAMES = 16
"""Names that a description gives in full."""


class PageName(NamedTuple):
    """Name of a subpage."""

    slug: str
    """Its address below the page that is divided: `county-01`, `2024/county-01`."""
    title: str


Key = Callable[[T], PageName]
"""Item of a list -> name of the subpage on which it stands."""


@dataclass(eq=False, repr=False)
class ListPage(Generic[T]):
    """Page of a list: the whole list, a subpage, or the overview of subpages."""

    path: str
    """Its source path."""
    title: str
    """Its own part of the subject: 演示县. Empty for the whole list."""
    items: tuple[T, ...]
    overview: ListPage[T] | None = None
    """The page that leads to this one; None for the whole list."""
    subpages: tuple[ListPage[T], ...] = ()
    """The pages below an overview; empty if the items are shown on this page."""
    position: int = 0
    """Its index among the subpages of its overview."""

    def walk(self) -> Iterator[ListPage[T]]:
        """Yield this page and all pages below it."""
        yield self
        for page in self.subpages:
            yield from page.walk()

    def titled(self, title: str) -> str:
        """Return a page title that names the subject: 安排与回应：演示县."""
        return f"{title}：{self.subject}" if self.overview else title

    @property
    def subject(self) -> str:
        """Its title after those of its overviews: 2024年演示县."""
        return f"{self.overview.subject}{self.title}" if self.overview else self.title

    @property
    def is_divided(self) -> bool:
        """True for all pages of a divided list, False for a list that is whole."""
        return bool(self.overview or self.subpages)

    @property
    def overview_path(self) -> str | None:
        """Source path of its overview; None for the whole list."""
        return self.overview.path if self.overview else None

    @property
    def navigation_text(self) -> str:
        """Paths and titles of the pages to which this one links, as input of its output key."""
        near = (self.overview, self.previous, self.next, *self.siblings, *self.subpages)
        return "\n".join([self.subject, *(f"{page.path} {page.title}" for page in near if page)])

    @property
    def previous(self) -> ListPage[T] | None:
        """The subpage before this one."""
        return self.overview.subpages[self.position - 1] if self.overview and self.position else None

    @property
    def next(self) -> ListPage[T] | None:
        """The subpage after this one."""
        subpages = self.overview.subpages if self.overview else ()
        return subpages[self.position + 1] if self.position + 1 < len(subpages) else None

    @property
    def siblings(self) -> tuple[ListPage[T], ...]:
        """All subpages of its overview, itself included; empty if they are too many to be listed on each."""
        subpages = self.overview.subpages if self.overview else ()
        return subpages if len(subpages) <= _MOST_SIBLINGS else ()


def paginate(  # noqa: PLR0913  # three of them are options
    path: str,
    items: Sequence[T],
    keys: Sequence[Key[T]],
    *,
    per_page: int | None = None,
    count_entries: Callable[[Sequence[T]], int] = len,
    has_content: Callable[[Sequence[T]], bool] = bool,
) -> ListPage[T]:
    """Divide a list into pages of at most `per_page` entries, as far as its keys allow.

    Args:
        path: source path of the list's page, which becomes the overview if the list is divided.
        items: in the order in which they are shown.
        keys: the first divides the list, each further one the subpages that are too long. Subpages stand
            in the order of their first items.
        per_page: entries on a page; `ENTRIES_PER_PAGE` if not given.
        count_entries: counts the entries that items take on a page, if an item is not one entry.
        has_content: returns False for items that show nothing, for which no subpage is made.

    """
    folder = path.removesuffix(".md").removesuffix("/index")

    def divide(page: ListPage[T], keys: Sequence[Key[T]]) -> None:
        if not keys or fits_one_page(count_entries(page.items), per_page):
            return
        groups = {name: group for name, group in _grouped(page.items, keys[0]).items() if has_content(group)}
        if len(groups) > 1:
            page.subpages = tuple(
                ListPage(f"{folder}/{name.slug}.md", name.title, tuple(group), page, position=position)
                for position, (name, group) in enumerate(groups.items())
            )
        for below in page.subpages or (page,):
            divide(below, keys[1:])

    whole: ListPage[T] = ListPage(path, "", tuple(items))
    divide(whole, keys)
    return whole


def fits_one_page(entries: int, per_page: int | None = None) -> bool:
    """Return True if a list of so many entries is not divided."""
    return entries <= (ENTRIES_PER_PAGE if per_page is None else per_page)


def list_names(governments: Sequence[Government]) -> str:
    """Return the names for a sentence; of very many, the first and how many there are."""
    names = "、".join(government.name for government in governments[:_MOST_NAMES])
    return names if len(governments) <= _MOST_NAMES else f"{names}等{len(governments)}个政府"


def _grouped(items: Iterable[T], key: Key[T]) -> dict[PageName, list[T]]:
    groups: dict[PageName, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
