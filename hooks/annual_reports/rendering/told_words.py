"""Say in words what changed in what readers are told beside the signed texts. The words are in `told.yml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import yaml

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import STATE_NAMES
from annual_reports.analysis.recorded_names import names_in
from annual_reports.analysis.timeline import withdrawn_name
from annual_reports.analysis.timeliness import describe_delay, describe_first_here
from annual_reports.analysis.told_changes import ToldChange, answered_plan, records_of
from annual_reports.domain.text import chinese_date
from annual_reports.ledger.canonical import name_of_figure
from annual_reports.ledger.free_words import HIDDEN
from annual_reports.ledger.lines import MEANINGS

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN_IDS = re.compile(r"([、/])")


@dataclass(frozen=True, slots=True)
class _Kind:
    """Entry of `told.yml`."""

    what: str
    of: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    refers: str = ""
    none: str = "没有"
    quiet: bool = False
    quiet_end: bool = False


class ToldWords(NamedTuple):
    """Change of a statement in words."""

    what: str
    before: str
    after: str


WITHDRAWN = ToldWords("一处或几处", "已撤下，不再写出", "见现在的页面")
"""Words for a change whose earlier state was withdrawn as a whole."""
_HIDDEN = "已撤下，不再写出"
_FILE = "扫描件"
_OF_PAGES = {"page_files": "换了一份", "page_texts": "改", "page_titles": "改"}
"""Kinds about the site's own pages and files -> how to say that one changed."""
_SHOWN_DIGITS = 8
"""Digits of a SHA-256 that are shown; all are in the file of recorded statements."""


@cache
def _kinds() -> Mapping[str, _Kind]:
    text = Path(__file__).with_name("told.yml").read_text(encoding="utf-8")
    return {kind: _Kind(**entry) for kind, entry in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def is_quiet(told: ToldChange) -> bool:
    """Return True for a statement that is new and says nothing else about what was there before.

    So is the end of a withdrawal, which another line tells.
    """
    change = told.change
    if change is None:
        return False
    kind = _kinds()[change.kind]
    return (change.before is None and kind.quiet) or (change.after is None and kind.quiet_end)


def describe_told(told: ToldChange, collection: Collection) -> ToldWords:
    """Say which statement changed, and what it was before and after."""
    if told.change is None:
        return WITHDRAWN
    kind_id, subject, before, after = told.change
    kind = _kinds()[kind_id]
    id_, _, year = subject.partition(" ") if kind.of == "figure" else (subject, "", "")
    name = kind.names.get(id_) or _name(kind.of, id_, collection, told)
    what = kind.what.format(name=name, id=id_, year=year)
    words = [_value(kind_id, value, collection, told) for value in (before, after)]
    if kind_id == "scan" and before and after:
        words[1] = f"换了一份文件{words[1].removeprefix(_FILE)}"
    return ToldWords(what, *words)


class PageChange(NamedTuple):
    """Changes of one publication in the site's own pages and files."""

    day: date | None
    names: Sequence[str]
    """Page or file, and the kind of its change: 常见问题（改）."""


def describe_page_changes(changes: Iterable[ToldChange]) -> list[PageChange]:
    """Return one entry for each publication that changed pages or files, in the order of the ledger."""
    of_pages = [
        told
        for told in changes
        if told.change and told.change.kind in _OF_PAGES and told.change.kind != "page_titles"
    ]
    groups = ((key, list(group)) for key, group in groupby(of_pages, key=lambda t: (t.number, t.day)))
    return [
        PageChange(day, [_page_change(told) for told in sorted(group, key=_pages_first)])
        for (_, day), group in groups
    ]


def _pages_first(told: ToldChange) -> tuple[bool, str]:
    kind, path = told.change[:2] if told.change else ("", "")
    return kind != "page_texts", path


def is_about_pages(told: ToldChange) -> bool:
    """Return True for a change of a written page or of a file beside it."""
    return told.change is not None and told.change.kind in _OF_PAGES


def _page_change(told: ToldChange) -> str:
    """Name a page by its title and a file by its name, and say how it changed."""
    assert told.change  # noqa: S101  # it is about pages
    kind, path, before, after = told.change
    titles = [r.words.get("page_titles", {}).get(path) for r in reversed(told.records) if r.words]
    name = next(filter(None, titles), path) if kind == "page_texts" else path.rpartition("/")[2]
    how = "新加" if before is None else "删去" if after is None else _OF_PAGES[kind]
    return f"{name}（{how}）"


def _value(kind_id: str, value: str | None, collection: Collection, told: ToldChange) -> str:
    kind, say = _kinds()[kind_id], _SAY.get(kind_id)
    if value is None:
        return kind.none + (_instead_of_date(collection, told) if kind_id == "particulars" else "")
    if value == HIDDEN:
        return _HIDDEN
    if say:
        return say(value, collection, told)
    if kind.refers:
        parts = _BETWEEN_IDS.split(value)
        return "".join(
            part if _BETWEEN_IDS.match(part) else _name(kind.refers, part, collection, told) for part in parts
        )
    return _date(value) if _ISO_DATE.fullmatch(value) else kind.words.get(value, value)


def _instead_of_date(collection: Collection, told: ToldChange) -> str:
    """Say what stands on the report's page where no date of publication is stated."""
    day = collection.first_here(told.report) if told.report else None
    is_published = told.change is not None and told.change.subject == "published"
    return f"（本站首次发布于{chinese_date(day)}）" if day and is_published else ""


def _timeliness(value: str, collection: Collection, told: ToldChange) -> str:
    """Say how late a report is; without a date, by the day on which the site published it first."""
    deadline = collection.catalog.deadlines.get(told.change.subject) if told.change else None
    day = collection.first_here(told.report) if told.report else None
    if value or not (deadline and told.report and day) or deadline.of != "published":
        return describe_delay(int(value) if value else None)
    return describe_first_here(deadline, told.report.year, day)


def _date(value: str) -> str:
    return chinese_date(date.fromisoformat(value))


_Say = Callable[[str, Collection, ToldChange], str]
_SAY: Mapping[str, _Say] = {
    "timeliness": _timeliness,
    "answers": lambda value, *_: next((n for state, n in STATE_NAMES.items() if state == value), value),
    "scan": lambda value, *_: f"{_FILE}（SHA-256 {value[:_SHOWN_DIGITS]}…）",
    "withdrawal_reasons": lambda value, *_: f"当时没有留下字（SHA-256 {value[:_SHOWN_DIGITS]}…）",
    "indicator_units": lambda value, *_: "、".join(dict.fromkeys(value.split("、"))),
    "law_ends": lambda value, *_: f"失效日期 {_date(value)}" if value else "现行有效",
}
"""Kind of statement -> function that says its value, where `told.yml` cannot."""


def _name(of: str, id_: str, collection: Collection, told: ToldChange) -> str:
    """Return the present name of what an id stands for, or the one that was recorded; else the id itself."""
    find = _FIND.get(of)
    return (find(id_, collection, told) if find else None) or id_


_Find = Callable[[str, Collection, ToldChange], str | None]


def _plan(id_: str, _: Collection, told: ToldChange) -> str | None:
    """Return the words of a plan that a report makes or made."""
    plans = told.report.commitments if told.report else ()
    present = next((plan.quote for plan in plans if plan.id == id_), None)
    recorded = [r.words["commitments"].get(id_) for r in told.records if r.words and "commitments" in r.words]
    return present or next(filter(None, recorded), "一项安排")


def _answered(id_: str, collection: Collection, told: ToldChange) -> str:
    return answered_plan(collection, told.subject, id_) or "往年的一项安排"


def _figure(id_: str, collection: Collection, _: ToldChange) -> str | None:
    indicator = id_.partition("_")[0]
    if indicator in collection.catalog.indicators:
        return name_of_figure(id_, collection.catalog.indicators)
    return _recorded("indicator", indicator, collection)


def _law(id_: str, collection: Collection, _: ToldChange) -> str | None:
    law = collection.catalog.laws.get(id_)
    return law.name if law else _recorded("law", id_, collection)


def _government(id_: str, collection: Collection, _: ToldChange) -> str | None:
    government = collection.catalog.governments.get(id_)
    return government.name if government else _recorded("government", id_, collection)


def _deadline(id_: str, collection: Collection, _: ToldChange) -> str | None:
    deadline = collection.catalog.deadlines.get(id_)
    return deadline.name if deadline else _recorded("deadline", id_, collection)


def _recorded(of: str, id_: str, collection: Collection) -> str | None:
    return names_in(records_of(collection, MEANINGS), of).get(id_)


_FIND: Mapping[str, _Find] = {
    "figure": _figure,
    "plan": _plan,
    "answered": _answered,
    "indicator": _figure,
    "law": _law,
    "government": _government,
    "deadline": _deadline,
    "withdrawal": lambda id_, collection, _: withdrawn_name(id_, collection.catalog),
}
"""Kind of id -> function that finds its name."""
