"""Read the catalog from `data/*.yml`: governments, indicators, laws, deadlines, withdrawals, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from annual_reports.domain.catalog import Catalog, Deadline, Government, Law, Publisher, Withdrawal, Witness
from annual_reports.domain.findings import Finding, Place, errors, finding
from annual_reports.domain.model import REPORT_ID
from annual_reports.proofreading.leftovers import leftovers_beside_reports
from annual_reports.sanitize.characters import place_after
from annual_reports.sources import site_settings, yaml_reader
from annual_reports.sources.catalog_entries import check_names, valid_entries
from annual_reports.sources.file_names import read_file
from annual_reports.sources.front_matter import decode_text
from annual_reports.sources.indicator_catalog import read_indicators
from annual_reports.sources.public_words import read_public_words
from annual_reports.sources.validation import Entry, Id, Reason, Text, guess, validate
from annual_reports.sources.yaml_reader import Marked

Level = Literal["省", "市", "县", "开发区", "乡镇", "街道", "部门"]
_RANKS = {"省": 0, "市": 1, "县": 2, "开发区": 3, "乡镇": 4, "街道": 4, "部门": 5}
"""Level -> rank, 0 for the highest; a parent ranks higher. A department belongs to any, and none to it."""
_COMMON_YEAR = 2023
"""Year for checking a month and day; not a leap year, since a yearly deadline cannot be on 29 February."""
_FONT_NAME = re.compile(r"\w[\w .-]*")
"""Font name without quotation marks, because it is printed between quotation marks in CSS."""
_WITHDRAWAL_KEY = re.compile(
    rf"(?:{REPORT_ID}(?:-(?:told-)?[1-9][0-9]*)?|(?:meanings|pages)-told-[1-9][0-9]*)"
)


def _month_and_day(text: str) -> str:
    try:
        date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        raise PydanticCustomError("bad-month-and-day", "day") from None
    return text


def _font_name(text: str) -> str:
    if not _FONT_NAME.fullmatch(text):
        raise PydanticCustomError("bad-font-name", "font")
    return text


SiteAddress = Annotated[site_settings.Address, AfterValidator(lambda text: text.removesuffix("/") + "/")]
"""Address of a site, which gets a slash at its end."""
FontNames = list[Annotated[str, AfterValidator(_font_name)]]


class GovernmentEntry(Entry):
    """一个政府或机关。键是它的代号，也是 docs/reports 下的文件夹名和网址的一段。"""

    name: Text = Field(description="名称，例如 平氏镇")
    level: Level = Field(description="级别")
    parent: Id | None = Field(None, description="上级的代号")
    number_prefixes: list[Text] = Field([], description="发文字号的机关代字，例如 平发")
    former_names: list[Text] = Field([], description="曾用名")
    collected: bool = Field(default=True, description="false 表示只作为上级登记，本站不收录它的报告")


class LawEntry(Entry):
    """一部法律、法规或文件。键是它的代号。"""

    name: Text = Field(description="全称，不带书名号")
    aliases: list[Text] = Field([], description="简称、旧称；“中华人民共和国”可省，不必写")
    replaced_on: date | None = Field(None, description="失效日期；现行有效的不写")
    replaced_by: Id | None = Field(None, description="取代它的文件的代号")


class DeadlineEntry(Entry):
    """一个期限，在报告年度的次年。"""

    name: Text = Field(description="名称，例如 公布期限")
    levels: list[Level] = Field(description="适用的级别", min_length=1)
    of: Literal["issued", "published"] = Field(description="看哪个日期：issued 成文，published 发布")
    before: Annotated[str, AfterValidator(_month_and_day)] = Field(
        description="在这一天之前，写成 月-日，例如 04-01"
    )
    basis: Text = Field(description="依据，例如 某规定第二十四条")


class WithdrawalEntry(Entry):
    """依法撤下的一份报告，或它的一个旧版本。键是 政府代号/年度，旧版本再加 -版次，例如 pingshi/2023-1。"""

    date: date
    reason: Reason = Field(description="为什么撤下，会公开")


class WitnessEntry(Entry):
    """为本站的登记簿作证的一个网站，别的县的年度报告网站。键是它的代号。"""

    name: Text = Field(description="名称，例如 桐柏县")
    address: SiteAddress = Field(description="网址，写到目录为止，例如 https://example.gov.cn/nianbao/")
    key: Text | None = Field(
        None,
        description="它签名的密钥的指纹，由对方当面或打电话告诉；没有的不写",
        pattern="^SHA256:",
    )


class OfficialFormEntry(Entry):
    """公文式样（GB/T 9704-2012）的 PDF 各部分用的字体：每项写字体名，从最想用的写起；不写的用思源字体。"""

    letterhead: FontNames = Field([], description="发文机关标志，例如 方正小标宋_GBK")
    title: FontNames = Field([], description="标题，例如 方正小标宋_GBK")
    body: FontNames = Field([], description="正文，例如 仿宋_GB2312")
    heading_1: FontNames = Field([], description="一级标题（一、），例如 黑体")
    heading_2: FontNames = Field([], description="二级标题（（一）），例如 楷体_GB2312")
    heading_3: FontNames = Field([], description="三级标题（1.），例如 仿宋_GB2312")
    heading_4: FontNames = Field([], description="四级标题（（1）），例如 仿宋_GB2312")
    page_number: FontNames = Field([], description="页码，例如 宋体")


_REQUIRED = ("governments", "indicators", "laws", "deadlines")
_FILES = (*_REQUIRED, "site", "official-form", "withdrawn", "witnesses", "acknowledged")


def read_catalog(folder: Path, shown_as: str = "data") -> tuple[Catalog, list[Finding]]:
    """Read the catalog from its folder; entries with errors are left out.

    Args:
        folder: holds `governments.yml`, `indicators.yml`, `laws.yml` and `deadlines.yml`; it may hold
            `site.yml`, `official-form.yml`, `withdrawn.yml`, `witnesses.yml` and `acknowledged.yml`.
        shown_as: the folder's name in the findings.

    Returns:
        The catalog and all findings.

    """
    files = [_read_file(folder / f"{name}.yml", shown_as) for name in _REQUIRED]
    governments, indicators, laws, deadlines = files
    site = folder / "site.yml"
    files += [_read_file(site, shown_as)] if _exists(site) else []
    fonts, form = _read_fonts(folder / "official-form.yml", shown_as)
    withdrawn = _read_optional(folder / "withdrawn.yml", shown_as)
    witnesses = _read_optional(folder / "witnesses.yml", shown_as)
    acknowledged = _read_optional(folder / "acknowledged.yml", shown_as, root=list)
    catalog = Catalog(
        governments=_with_valid_parents(
            governments,
            {id_: _government(id_, entry) for id_, entry in valid_entries(GovernmentEntry, governments)},
        ),
        indicators=read_indicators(indicators),
        laws=_with_known_successors(
            laws, {id_: _law(id_, entry) for id_, entry in valid_entries(LawEntry, laws)}
        ),
        deadlines={id_: _deadline(id_, entry) for id_, entry in valid_entries(DeadlineEntry, deadlines)},
        publisher=site_settings.read_publisher(files[-1]) if _exists(site) else Publisher(),
        withdrawn=dict(_withdrawals(withdrawn)),
        witnesses=dict(_witnesses(witnesses)),
        public_words=read_public_words(acknowledged),
        fonts=fonts,
    )
    check_names(governments, ((g.id, [g.name, *g.former_names]) for g in catalog.governments.values()))
    check_names(laws, ((law.id, [law.name, *law.aliases]) for law in catalog.laws.values()))
    optional = (form, withdrawn, witnesses, acknowledged)
    found = [each for file in (*files, *optional) for each in file.findings]
    return catalog, [*found, *_unknown_files(folder, shown_as)]


def _unknown_files(folder: Path, shown_as: str) -> Iterator[Finding]:
    """Find files that look like those of the catalog, but are read by nobody."""
    known = {f"{name}.yml" for name in _FILES}
    for name in sorted(path.name for path in folder.iterdir()) if folder.is_dir() else ():
        if name.lower().endswith((".yml", ".yaml")) and name not in known:
            place = Place(f"{shown_as}/{name}")
            yield finding("unknown-data-file", place, found=name, guess=guess(name, sorted(known)))


def _read_fonts(path: Path, shown_as: str) -> tuple[dict[str, tuple[str, ...]], Marked]:
    """Read `official-form.yml`; the file and each of its keys are optional."""
    marked = _read_optional(path, shown_as)
    is_usable = marked.values and not errors(marked.findings)
    entry = validate(OfficialFormEntry, marked, marked.values) if is_usable else None
    return {level: tuple(names) for level, names in entry or ()}, marked


def _read_optional(path: Path, shown_as: str, root: type = dict) -> Marked:
    return _read_file(path, shown_as, root) if _exists(path) else Marked(f"{shown_as}/{path.name}")


def _exists(path: Path) -> bool:
    """Return True if there is a file or a symbolic link, even a dangling one."""
    return path.exists() or path.is_symlink()


def _withdrawals(marked: Marked) -> Iterator[tuple[str, Withdrawal]]:
    for name, value in (marked.values or {}).items() if not errors(marked.findings) else ():
        if not _WITHDRAWAL_KEY.fullmatch(name):
            marked.add("bad-withdrawal", (name,), at_key=True, found=name)
        elif entry := validate(WithdrawalEntry, marked, value, (name,)):
            yield name, Withdrawal(entry.date, entry.reason, marked.place((name, "date")))


def _witnesses(marked: Marked) -> Iterator[tuple[str, Witness]]:
    for id_, entry in valid_entries(WitnessEntry, marked) if marked.values else ():
        yield id_, Witness(id_, entry.name, entry.address, entry.key)


def _read_file(path: Path, shown_as: str, root: type = dict) -> Marked:
    """Read a file whose values are a mapping, or a list if `root` is `list`; an empty file is either."""
    shown = f"{shown_as}/{path.name}"
    data = read_file(path, Place(shown))
    text = [data] if isinstance(data, Finding) else decode_text(data, shown)
    if isinstance(text, list):
        return Marked(shown, findings=text)
    marked = yaml_reader.read_yaml(text, shown)
    if not marked.findings and marked.values != {} and not isinstance(marked.values, root):
        marked.add("header-not-mapping" if root is dict else "not-a-list", (), found=marked.values)
    marked.findings += [
        finding(left.code, place_after(text[: left.span[0]], shown), **left.facts)
        for left in leftovers_beside_reports(text)
    ]
    return marked


def _government(id_: str, entry: GovernmentEntry) -> Government:
    return Government(
        id=id_,
        name=entry.name,
        level=entry.level,
        parent=entry.parent,
        number_prefixes=tuple(entry.number_prefixes),
        former_names=tuple(entry.former_names),
        collected=entry.collected,
    )


def _law(id_: str, entry: LawEntry) -> Law:
    return Law(id_, entry.name, tuple(entry.aliases), entry.replaced_on, entry.replaced_by)


def _deadline(id_: str, entry: DeadlineEntry) -> Deadline:
    month, day = map(int, entry.before.split("-"))
    return Deadline(id_, entry.name, tuple(entry.levels), entry.of, month, day, entry.basis)


def _with_valid_parents(marked: Marked, governments: dict[str, Government]) -> dict[str, Government]:
    """Return the governments; report and remove parents that are unknown or not of a higher level."""
    return {
        id_: government
        if _has_valid_parent(marked, government, governments)
        else replace(government, parent=None)
        for id_, government in governments.items()
    }


def _has_valid_parent(marked: Marked, government: Government, governments: dict[str, Government]) -> bool:
    if government.parent is None:
        return True
    loc, parent = (government.id, "parent"), governments.get(government.parent)
    if parent is None:
        marked.add(
            "unknown-parent", loc, found=government.parent, guess=guess(government.parent, governments)
        )
        return False
    is_higher = _RANKS[parent.level] < _RANKS[government.level]
    if not is_higher:
        marked.add("parent-not-above", loc, found=parent.name, level=parent.level, own=government.level)
    return is_higher


def _with_known_successors(marked: Marked, laws: dict[str, Law]) -> dict[str, Law]:
    """Return the laws; report and remove unknown successors, and report successors without a date."""
    for law in laws.values():
        loc = (law.id, "replaced_by")
        if law.replaced_by is not None and law.replaced_by not in laws:
            marked.add("unknown-law", loc, found=law.replaced_by, guess=guess(law.replaced_by, laws))
        elif law.replaced_by is not None and law.replaced_on is None:
            marked.add("replaced-without-date", loc, found=law.name)
    return {
        id_: law if law.replaced_by in laws else replace(law, replaced_by=None) for id_, law in laws.items()
    }
