"""Few entries on a page, so that the lists of a small site are divided as those of a province are.

    python tests/support/small_pages.py build --site-dir FOLDER

runs `mkdocs` so. Every number of entries is a constant `…_PER_PAGE`, of `pagination` or of a page module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from annual_reports import pages
from annual_reports.pages import government_groups
from annual_reports.rendering import pagination

ENTRIES = 2
TOWNS_IN_A_RUN = 2


def make_pages_small(
    number: Callable[[int], int], set_constant: Callable[[ModuleType, str, int], None] = setattr
) -> None:
    """Replace every number of entries by a smaller one; `set_constant` may take it back."""
    for module, name in _constants():
        set_constant(module, name, number(getattr(module, name)))
    set_constant(government_groups, "TOWNS_IN_A_RUN", TOWNS_IN_A_RUN)


def _constants() -> Iterator[tuple[ModuleType, str]]:
    page_modules = [module for module in vars(pages).values() if isinstance(module, ModuleType)]
    for module in (pagination, *page_modules):
        yield from ((module, name) for name in vars(module) if name.endswith("_PER_PAGE"))


if __name__ == "__main__":
    from mkdocs.__main__ import cli

    make_pages_small(lambda _: ENTRIES)
    cli()
