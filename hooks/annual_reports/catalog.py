"""`data/*.yml` -> Catalog: which governments there are, and what each indicator means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from annual_reports import strict_yaml
from annual_reports.findings import Finding, Place, finding
from annual_reports.front_matter import decode
from annual_reports.model import Catalog, Government, Indicator
from annual_reports.strict_yaml import Marked
from annual_reports.validation import Entry, EntryType, Id, Text, guess, validate


class GovernmentEntry(Entry):
    """一个政府或机关。键是它的代号，也是 docs/reports 下的文件夹名和网址的一段。"""

    name: Text = Field(description="名称，例如 平氏镇")
    level: Literal["省", "市", "县", "乡镇"] = Field(description="级别")
    parent: Id | None = Field(None, description="上级的代号")
    number_prefixes: list[Text] = Field([], description="发文字号的机关代字，例如 平发")
    former_names: list[Text] = Field([], description="曾用名")


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


def read(folder: Path, shown_as: str = "data") -> tuple[Catalog, list[Finding]]:
    """Read the catalog from its folder; what is wrong is left out and told.

    Args:
        folder: holds `governments.yml` and `indicators.yml`.
        shown_as: the folder's name in the findings.

    """
    governments = _read_file(folder / "governments.yml", shown_as)
    indicators = _read_file(folder / "indicators.yml", shown_as)
    catalog = Catalog(
        {id_: _government(id_, entry) for id_, entry in _entries(GovernmentEntry, governments)},
        {id_: _indicator(id_, entry) for id_, entry in _entries(IndicatorEntry, indicators)},
    )
    _check_names(governments, ((g.id, [g.name, *g.former_names]) for g in catalog.governments.values()))
    _check_names(indicators, ((i.id, [i.name, *i.aliases]) for i in catalog.indicators.values()))
    _check_parents(governments, catalog)
    return catalog, [*governments.findings, *indicators.findings]


def _read_file(path: Path, shown_as: str) -> Marked:
    shown = f"{shown_as}/{path.name}"
    try:
        text = decode(path.read_bytes(), shown)
    except OSError as error:
        text = finding("unreadable-file", Place(shown), reason=error.strerror)
    if isinstance(text, Finding):
        return Marked(shown, findings=[text])
    marked = strict_yaml.read(text, shown)
    if marked.values is not None and not isinstance(marked.values, dict):
        marked.add("header-not-mapping", (), found=marked.values)
    return marked


def _entries(model: type[EntryType], marked: Marked) -> Iterator[tuple[str, EntryType]]:
    values: dict[str, Any] = marked.values if isinstance(marked.values, dict) else {}
    for id_, value in values.items():
        entry = validate(model, marked, value, (id_,))
        if validate(_IdOnly, marked, {"id": id_}, (id_,)) and entry:
            yield id_, entry


class _IdOnly(Entry):
    id: Id


def _government(id_: str, entry: GovernmentEntry) -> Government:
    return Government(
        id=id_,
        name=entry.name,
        level=entry.level,
        parent=entry.parent,
        number_prefixes=tuple(entry.number_prefixes),
        former_names=tuple(entry.former_names),
    )


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
    )


def _check_names(marked: Marked, named: Iterable[tuple[str, list[str]]]) -> None:
    owners: dict[str, str] = {}
    for id_, names in named:
        for name in names:
            if owners.setdefault(name, id_) != id_:
                marked.add("name-taken", (id_,), at_key=True, found=name, other=owners[name])


def _check_parents(marked: Marked, catalog: Catalog) -> None:
    for government in catalog.governments.values():
        parent = government.parent
        if parent is not None and parent not in catalog.governments:
            question = guess(parent, catalog.governments)
            marked.add("unknown-parent", (government.id, "parent"), found=parent, guess=question)
