"""Say in words what changed in what readers are told beside the signed texts. The words are in `told.yml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import STATE_NAMES
from annual_reports.analysis.timeline import withdrawn_name
from annual_reports.analysis.timeliness import describe_delay
from annual_reports.analysis.told_changes import ToldChange
from annual_reports.domain.model import Report
from annual_reports.domain.text import chinese_date
from annual_reports.ledger.canonical import name_of_figure

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


class ToldWords(NamedTuple):
    """Change of a statement in words."""

    what: str
    before: str
    after: str


WITHDRAWN = ToldWords("一处或几处", "已撤下，不再写出", "见现在的页面")
"""Words for a change whose earlier state was withdrawn."""


@cache
def _kinds() -> Mapping[str, _Kind]:
    text = Path(__file__).with_name("told.yml").read_text(encoding="utf-8")
    return {kind: _Kind(**entry) for kind, entry in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def is_quiet(told: ToldChange) -> bool:
    """Return True for a statement that is new and says nothing else about what was there before."""
    change = told.change
    return change is not None and change.before is None and _kinds()[change.kind].quiet


def describe_told(told: ToldChange, collection: Collection) -> ToldWords:
    """Say which statement changed, and what it was before and after."""
    if told.change is None:
        return WITHDRAWN
    kind_id, subject, before, after = told.change
    kind = _kinds()[kind_id]
    id_, _, year = subject.partition(" ") if kind.of == "figure" else (subject, "", "")
    name = kind.names.get(id_) or _name(kind.of, id_, collection, told.report)
    what = kind.what.format(name=name, id=id_, year=year)
    return ToldWords(what, *(_value(kind_id, value, collection, told.report) for value in (before, after)))


def _value(kind_id: str, value: str | None, collection: Collection, report: Report | None) -> str:
    kind = _kinds()[kind_id]
    if value is None:
        return kind.none
    if kind_id == "timeliness":
        return describe_delay(int(value) if value else None)
    if kind_id == "answers":
        return next((name for state, name in STATE_NAMES.items() if state == value), value)
    if kind.refers:
        parts = _BETWEEN_IDS.split(value)
        return "".join(
            part if _BETWEEN_IDS.match(part) else _name(kind.refers, part, collection, report)
            for part in parts
        )
    if _ISO_DATE.fullmatch(value):
        return ("失效日期 " if kind_id == "law_ends" else "") + chinese_date(date.fromisoformat(value))
    return kind.words.get(value, value)


def _name(of: str, id_: str, collection: Collection, report: Report | None) -> str:
    """Return the present name of what an id stands for; the id itself if nothing has it any more."""
    find = _FIND.get(of)
    return (find(id_, collection, report) if find else None) or id_


_Find = Callable[[str, Collection, Report | None], str | None]


def _plan(id_: str, _: Collection, report: Report | None) -> str | None:
    """Return the words of a plan that a report makes."""
    plans = report.commitments if report else ()
    return next((plan.quote for plan in plans if plan.id == id_), None)


def _answered_plan(id_: str, collection: Collection, report: Report | None) -> str | None:
    """Return the words of a plan that a report answers: the last one of that id before it."""
    reports = collection.by_government[report.government.id] if report else ()
    earlier = (other for other in reports if report and other.year < report.year)
    plans = (_plan(id_, collection, other) for other in earlier)
    return next(filter(None, plans), None)


def _figure(id_: str, collection: Collection, _: Report | None) -> str:
    return name_of_figure(id_, collection.catalog.indicators)


_FIND: Mapping[str, _Find] = {
    "figure": _figure,
    "plan": _plan,
    "answered": _answered_plan,
    "indicator": _figure,
    "law": lambda id_, collection, _: getattr(collection.catalog.laws.get(id_), "name", None),
    "government": lambda id_, collection, _: getattr(collection.catalog.governments.get(id_), "name", None),
    "deadline": lambda id_, collection, _: getattr(collection.catalog.deadlines.get(id_), "name", None),
    "withdrawal": lambda id_, collection, _: withdrawn_name(id_, collection.catalog),
}
"""Kind of id -> function that finds its name."""
