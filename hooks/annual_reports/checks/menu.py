"""Check the entries of the menu: their titles are words, and they lead to pages of the site or to the web."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import Any

from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.yaml_text import yaml_line, yaml_scalar
from annual_reports.sanitize.html import is_external, is_safe_to_follow
from annual_reports.sources.settings_file import MenuEntry, Settings

_USUAL = "about/index.md"


def check_menu(
    settings: Settings, pages: Collection[str], may_be_left_out: Callable[[str], bool]
) -> Iterator[Finding]:
    """Yield findings for entries whose titles are markup, and for those that lead nowhere.

    Args:
        settings: the settings with the menu.
        pages: source paths of everything to which an entry may lead.
        may_be_left_out: returns True for a path that may be missing because of errors that are told already.

    """
    marked, entries = settings.menu()
    for entry in entries:
        if "<" in entry.title or ">" in entry.title:
            yield finding("markup-in-text", marked.key_place(entry.loc), key="nav", found=entry.title)
        if isinstance(entry.target, list | dict):
            continue
        if isinstance(entry.target, str) and is_external(entry.target):
            if not is_safe_to_follow(entry.target):
                yield finding("unsafe-link", marked.place(entry.loc), found=entry.target)
        elif entry.target not in pages and not may_be_left_out(str(entry.target)):
            facts = {"found": entry.target, "example": _example(entry, pages)}
            yield finding("menu-entry", marked.place(entry.loc), **facts)


def _example(entry: MenuEntry, pages: Collection[str]) -> str:
    """Return the line of the menu with the path of the page that is most similar to what is written."""
    path = _nearest(entry.target, pages)
    return f"- {yaml_line(entry.title, path) if entry.title else yaml_scalar(path)}"


def _nearest(target: Any, pages: Collection[str]) -> str:
    near = get_close_matches(str(target), sorted(pages), n=1, cutoff=0.5)
    return near[0] if near else _USUAL
