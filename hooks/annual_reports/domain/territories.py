"""List the words by which a report names its own government and territory, and those of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.context_words import any_of

_TERRITORIES = ("全{}", "我{}", "本{}", "{}域", "{}内")
_ALL = ("国", "省", "区", "市", "州", "盟", "县", "旗", "镇", "乡", "街道")
"""Kinds of territory, the largest first."""
_OFFICES = ("局", "委", "办", "厅", "院", "部", "中心", "大队", "支队", "总队", "所", "站", "馆", "公司")
_ENDING = re.compile(rf"(?:自治)?({'|'.join(_ALL[::-1])})(?:办事处|办|工委)?$")
_FALLBACK = {"省": "省", "市": "市", "县": "县", "乡镇": "镇", "街道": "街道", "开发区": "区"}
_TERRITORY_OF_OFFICE = re.compile(r"^.{1,8}?(?:自治)?([省市州县区旗])(?=.{2})")
_ABOVE = {"乡镇": "省市州县区旗", "街道": "省市州县区旗", "县": "省市州"}
"""Kinds of territory above those of a level, by which their offices are named: 县司法局."""
_ONE_OFFICE = (
    rf"(?!{any_of('no_office')})[省市州县区旗][^\W\d在到来为向和与各对被的于是把将及开举¤□]{{1,6}}?"
    r"(?:局|厅|委员会|委(?![员托派])|办公室|办(?![理事公法案结好成])|检察院|法院|院(?![落坝子内])"
    r"|中心(?![组镇村])|部(?![门分署队长]))(?![长员])"
)
_OFFICE = re.compile(rf"{_ONE_OFFICE}(?:、{_ONE_OFFICE})*(?!、|{any_of('ours_after_office')})")
_SEAT_OR_SOME = re.compile(rf"(?:{any_of('seats')}|{any_of('some_of_others')})")
_INSIDE = re.compile(
    rf"[省市县区州旗](?:里|上(?!下))(?:的(?=[^,;:¤]{{0,10}}¤))?(?!{any_of('ours_after_office')})"
)
_AREAS = ("辖区", "全辖区", "辖区内")


def own_words(government: Government, catalog: Catalog) -> frozenset[str]:
    """Return the words for a government and the whole of its territory: 平氏镇, 我镇, 全镇, 辖区.

    For an office (部门) the territory of its parent is its own too: 全市 in the report of a city's bureau.
    """
    if government.level == "部门":
        return frozenset(_words_of_office(government, catalog))
    return frozenset(_words_of_place(government))


def other_words(government: Government | None, catalog: Catalog, own: frozenset[str]) -> dict[str, str]:
    """Return the words for all other governments and territories, each with the name to show."""
    ancestors = {kind_of(parent): parent.name for parent in _ancestors(government, catalog)}
    others = {
        form.format(kind): ancestors.get(kind, f"全{kind}") for kind in _ALL for form in _TERRITORIES[:3]
    }
    for other in catalog.governments.values():
        others.update((name, other.name) for name in (other.name, *other.former_names))
    return {word: name for word, name in others.items() if word not in own}


def kinds_above(government: Government) -> str:
    """Return the first characters of the names of offices of higher levels: 省市 for a county."""
    return _ABOVE.get(government.level, "")


def office_at(text: str, start: int, kinds: str) -> str:
    """Return the name of an office of higher levels that acts itself at a place: 县司法局; or ''.

    The county in which a town lies (所在的县, 县里) and offices that fall behind (个别单位) count too.
    """
    if found := _SEAT_OR_SOME.match(text, start):
        return found[0][max(0, found[0].find("所在")) :]
    if text[start : start + 1] not in (kinds or " "):
        return ""
    match = _INSIDE.match(text, start) or _OFFICE.match(text, start)
    return match[0].removesuffix("的") if match else ""


def kind_of(government: Government) -> str:
    """Return the word in which a government's name ends (镇, 街道, 县), or that of its level."""
    match = _ENDING.search(government.name)
    if match:
        return match[1]
    return _FALLBACK.get(government.level, "")


def _words_of_place(government: Government) -> Iterator[str]:
    yield from (government.name, *government.former_names, *_AREAS)
    kind = kind_of(government)
    kinds: tuple[str, ...] = {
        "街道": ("街道", "街", "办", "办事处"),
        "街": ("街道", "街", "办", "办事处"),
    }.get(kind, (kind,))
    if government.level == "开发区":
        kinds = ("区", "开发区", "园区", "管委会", "高新区", "经开区", "示范区")
    for each in kinds:
        yield from (form.format(each) for form in _TERRITORIES)
    yield from ("街道", "办事处") if "街道" in kinds else ()
    yield from ("园区", "开发区", "管委会") if government.level == "开发区" else ()


def _words_of_office(government: Government, catalog: Catalog) -> Iterator[str]:
    yield from (government.name, *government.former_names, "全系统", "系统", "系统内", "本系统", *_AREAS)
    ending = next((office for office in _OFFICES if government.name.endswith(office)), "")
    for each in filter(None, (ending, "单位", "部门")):
        yield from (f"全{each}", f"我{each}", f"本{each}")
    parent = catalog.governments.get(government.parent or "")
    if parent:
        yield from _words_of_place(parent)
    elif match := _TERRITORY_OF_OFFICE.match(government.name):
        yield match[0]
        yield from (form.format(match[1]) for form in _TERRITORIES)


def _ancestors(government: Government | None, catalog: Catalog) -> Iterator[Government]:
    """Yield the parent, its parent and so on; each once, even if a wrong catalog goes in a circle."""
    seen: set[str] = set()
    parent = catalog.governments.get(government.parent or "") if government else None
    while parent and parent.id not in seen:
        seen.add(parent.id)
        yield parent
        parent = catalog.governments.get(parent.parent or "")
