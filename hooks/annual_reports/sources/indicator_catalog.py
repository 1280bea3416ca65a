"""Read the indicators: those of the field, which the package ships, changed by a county's `indicators.yml`.

An entry with a shipped id changes only the keys that it gives, or hides the indicator. An entry with a new id
is a new indicator; if it takes the name or an alias of a shipped one, it stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from annual_reports.domain import quantities
from annual_reports.domain.catalog import Indicator, Rate
from annual_reports.domain.topics import TOPICS
from annual_reports.sources.catalog_entries import check_names, is_valid_id
from annual_reports.sources.indicator_relations import check_relations
from annual_reports.sources.validation import Entry, Id, Text, guess, validate
from annual_reports.sources.yaml_reader import Marked

_SHIPPED = Path(__file__).with_suffix(".yml")
_WORDING = re.compile(r"[?~=]{0,2}(?:(?:\^{0,2}\+?|@|-\^?)?[^\s^+@?~=|*-][^\s^|]*(?:\|[^\s^|]+)*(?: |$))+")
_PLAIN_WORD = re.compile(r"(?:^[?~=]{0,2}| )[^\s^+@?~=-]|^-\S+$")
"""A part without a sign; or the whole line says only which words must not occur."""
_TOPIC = re.compile(r"(?:^| )@(\S+)")


def _wording(text: str) -> str:
    named = {name for part in _TOPIC.findall(text) for name in part.split("|")}
    if not (_WORDING.fullmatch(text) and _PLAIN_WORD.search(text) and named <= TOPICS):
        raise PydanticCustomError("bad-wording", "wording")
    return text


class RateEntry(Entry):
    """一个比率是哪两个指标相除。"""

    of: Id = Field(description="分子的代号")
    in_: Id = Field(alias="in", description="分母的代号")


class IndicatorEntry(Entry):
    """一个指标。键是它的代号，也是网址的一段。"""

    name: Text = Field(description="名称，报告的 figures 里就写它")
    aliases: list[Text] = Field([], description="别名")
    theme: Text = Field(description="主题，例如 学法")
    unit: Text = Field(description="单位，例如 次")
    accepted_units: list[Text] = Field([], description="可以与它相比的其他单位")
    definition: Text = Field(description="一句话说明数的是什么")
    better: Literal["higher", "lower", "neutral"] = Field(
        "neutral", description="higher 越高越好，lower 越低越好，neutral 不作评价"
    )
    kind: Literal["flow", "stock"] = Field(
        "flow", description="flow 是一段时间里发生的数，stock 是到某一天为止的数，例如 持证人员"
    )
    headline: bool = Field(default=False, description="true 表示放在前面给读者看的少数几项")
    parts: list[Id] = Field([], description="它由哪些指标相加得来，写代号")
    complete: bool = Field(default=True, description="false 表示 parts 没有列全，各项之和不超过它")
    rate: RateEntry | None = Field(None, description="它是哪两个指标的百分比，例如 {of: 分子, in: 分母}")
    wording: list[Annotated[Text, AfterValidator(_wording)]] = Field(
        [], description="从正文里认出它的字样，例如 培训 法治|法律 -基地"
    )
    hidden: bool = Field(default=False, description="true 表示本站不用这个指标")


def read_indicators(marked: Marked) -> dict[str, Indicator]:
    """Return the indicators of a site by id, its own first; findings are added to `marked`."""
    given: dict[str, Any] = marked.values if isinstance(marked.values, dict) else {}
    hidden = set(_hidden(given, marked))
    own = dict(_own(given, hidden, marked))
    check_names(marked, ((i.id, [i.name, *i.aliases]) for i in own.values()))
    others = {i.id: i for i in shipped_indicators() if i.id not in given}
    in_place_of = _replaced(own, others)
    merged = {id_: _with_words_of(own[id_], others, in_place_of) for id_ in own} | {
        i.id: _without_taken_aliases(i, own) for i in others.values() if i.id not in in_place_of
    }
    _check(marked, given, merged)
    return {id_: _with_known_relations(merged[id_], merged, in_place_of) for id_ in merged}


@cache
def shipped_indicators() -> tuple[Indicator, ...]:
    """Return the indicators that the package ships."""
    return tuple(_indicator(id_, IndicatorEntry.model_validate(entry)) for id_, entry in _shipped().items())


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = yaml.load(
        _SHIPPED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return entries


def _hidden(given: Mapping[str, Any], marked: Marked) -> Iterator[str]:
    """Yield the ids that a site hides; report those that are not shipped."""
    for id_, value in given.items():
        if not isinstance(value, dict) or value.get("hidden") is not True:
            continue
        yield id_
        if id_ not in _shipped():
            marked.add("unknown-indicator-id", (id_,), at_key=True, found=id_, guess=guess(id_, _shipped()))


def _own(given: Mapping[str, Any], hidden: set[str], marked: Marked) -> Iterator[tuple[str, Indicator]]:
    """Yield the entries of a site, each laid over the shipped one with its id."""
    for id_, value in given.items():
        if id_ in hidden:
            continue
        merged = _laid_over(_shipped().get(id_, {}), value) if isinstance(value, dict) else value
        entry = validate(IndicatorEntry, marked, merged, (id_,))
        if is_valid_id(marked, id_) and entry:
            yield id_, _indicator(id_, entry)


def _laid_over(shipped: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a site's entry with what it leaves out from the shipped one, but no units of another family."""
    merged = {**shipped, **value}
    if "accepted_units" not in value and isinstance(unit := merged.get("unit"), str):
        units = shipped.get("accepted_units", ())
        merged["accepted_units"] = [u for u in units if quantities.family(u) == quantities.family(unit)]
    return merged


def _indicator(id_: str, entry: IndicatorEntry) -> Indicator:
    return Indicator(
        id=id_,
        name=entry.name,
        aliases=tuple(entry.aliases),
        theme=entry.theme,
        unit=entry.unit,
        accepted_units=(entry.unit, *(u for u in entry.accepted_units if u != entry.unit)),
        definition=entry.definition,
        better=entry.better,
        is_stock=entry.kind == "stock",
        is_headline=entry.headline,
        parts=tuple(entry.parts),
        parts_complete=entry.complete,
        rate=Rate(entry.rate.of, entry.rate.in_) if entry.rate else None,
        wording=tuple(entry.wording),
    )


def _replaced(own: Mapping[str, Indicator], others: Mapping[str, Indicator]) -> dict[str, str]:
    """Return id of a shipped indicator -> id of the site's indicator that takes its name."""
    by_name = {indicator.name: indicator.id for indicator in own.values()}
    by_alias = {alias: indicator.id for indicator in own.values() for alias in indicator.aliases}
    found = {
        i.id: next((by_name[n] for n in (i.name, *i.aliases) if n in by_name), by_alias.get(i.name))
        for i in others.values()
    }
    return {id_: mine for id_, mine in found.items() if mine}


def _with_words_of(
    mine: Indicator, others: Mapping[str, Indicator], in_place_of: Mapping[str, str]
) -> Indicator:
    """Return a site's indicator; without wording of its own it has that of the one with its name."""
    names = (others[id_] for id_, other in in_place_of.items() if other == mine.id)
    same = next((i for i in names if mine.name in (i.name, *i.aliases)), None)
    return replace(mine, wording=same.wording) if same and not mine.wording else mine


def _without_taken_aliases(shipped: Indicator, own: Mapping[str, Indicator]) -> Indicator:
    taken = {name for indicator in own.values() for name in (indicator.name, *indicator.aliases)}
    return replace(shipped, aliases=tuple(alias for alias in shipped.aliases if alias not in taken))


def _with_known_relations(
    indicator: Indicator, known: Mapping[str, Indicator], in_place_of: Mapping[str, str]
) -> Indicator:
    """Return the indicator with its relations led to what stands in the place of others, or left out."""
    parts = [in_place_of.get(part, part) for part in indicator.parts]
    rate = Rate(*(in_place_of.get(id_, id_) for id_ in indicator.rate)) if indicator.rate else None
    return replace(
        indicator,
        parts=tuple(part for part in parts if part in known),
        parts_complete=indicator.parts_complete and all(part in known for part in parts),
        rate=rate if rate and all(id_ in known for id_ in rate) else None,
    )


def _check(marked: Marked, given: Mapping[str, Any], merged: Mapping[str, Indicator]) -> None:
    """Report units of different families, and wrong relations, in the entries of the site."""
    known = {**given, **merged, **_shipped()}
    for id_, entry in given.items():
        if id_ in merged and isinstance(entry, dict):
            _check_units(marked, merged[id_])
            check_relations(marked, id_, merged, known)


def _check_units(marked: Marked, indicator: Indicator) -> None:
    """Report an indicator that accepts units of different families; their numbers could not be compared."""
    for index, unit in enumerate(marked.values[indicator.id].get("accepted_units") or ()):
        if quantities.family(unit) != quantities.family(indicator.unit):
            loc = (indicator.id, "accepted_units", index)
            marked.add("unit-families-mixed", loc, found=unit, other=indicator.unit)
