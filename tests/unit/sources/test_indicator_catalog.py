"""The field's indicators, and what a county's own file changes in them."""

from __future__ import annotations

import pytest

from annual_reports.domain.catalog import Indicator
from annual_reports.domain.findings import Finding
from annual_reports.domain.quantities import family
from annual_reports.sources.indicator_catalog import read_indicators, shipped_indicators
from annual_reports.sources.yaml_reader import read_yaml

NEW = "tea-talks: {name: 茶馆说法, theme: 普法, unit: 场, definition: 在茶馆说法的场数}\n"


def read(text: str) -> tuple[dict[str, Indicator], list[Finding]]:
    marked = read_yaml(text, "data/indicators.yml")
    return read_indicators(marked), marked.findings


def codes(text: str) -> list[tuple[str, int | None]]:
    return [(found.code, found.line) for found in read(text)[1]]


def test_the_shipped_catalogue_is_that_of_the_field():
    shipped = shipped_indicators()
    assert 50 <= len(shipped) <= 75
    assert sum(indicator.is_headline for indicator in shipped) == 6
    assert any(indicator.is_stock for indicator in shipped)
    assert all(indicator.wording and indicator.definition for indicator in shipped)


def test_no_name_of_the_catalogue_stands_twice():
    names = [name for i in shipped_indicators() for name in (i.name, *i.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("indicator", shipped_indicators(), ids=lambda indicator: indicator.id)
def test_accepted_units_are_of_one_family(indicator: Indicator):
    assert {family(unit) for unit in indicator.accepted_units} == {family(indicator.unit)}


@pytest.mark.parametrize("indicator", shipped_indicators(), ids=lambda indicator: indicator.id)
def test_relations_are_to_indicators_of_the_catalogue(indicator: Indicator):
    known = {each.id for each in shipped_indicators()}
    assert {*indicator.parts, *(indicator.rate or ())} <= known


def test_a_county_adds_an_indicator():
    known, findings = read(NEW)
    assert not findings
    assert known["tea-talks"].name == "茶馆说法"
    assert len(known) == len(shipped_indicators()) + 1


def test_an_override_gives_only_what_differs():
    known, findings = read("disputes-examined: {name: 纠纷排查, accepted_units: [宗]}\n")
    shipped = next(i for i in shipped_indicators() if i.id == "disputes-examined")
    changed = known["disputes-examined"]
    assert not findings
    assert (changed.name, changed.accepted_units) == ("纠纷排查", ("件", "宗"))
    assert (changed.definition, changed.wording) == (shipped.definition, shipped.wording)


def test_a_hidden_indicator_is_gone_and_relations_to_it_too():
    known, findings = read("disputes-resolved: {hidden: true}\n")
    assert not findings
    assert "disputes-resolved" not in known
    assert known["dispute-resolution-rate"].rate is None


def test_a_hidden_part_leaves_the_parts_incomplete():
    parts = "[contracts-reviewed, documents-reviewed]"
    whole = f"x: {{name: 甲, theme: 乙, unit: 件, definition: 丙, parts: {parts}}}\n"
    known, _ = read(whole + "documents-reviewed: {hidden: true}\n")
    assert known["x"].parts == ("contracts-reviewed",)
    assert not known["x"].parts_complete


@pytest.mark.parametrize("name", ["法治讲座", "法律讲座"])
def test_an_indicator_takes_the_place_of_the_shipped_one_with_its_name(name: str):
    known, findings = read(f"talks-here: {{name: {name}, theme: 普法, unit: 场, definition: 讲座的场数}}\n")
    shipped = next(i for i in shipped_indicators() if i.id == "lectures")
    assert not findings
    assert "lectures" not in known
    assert known["talks-here"].wording == shipped.wording


def test_an_alias_that_is_taken_is_dropped_silently():
    known, findings = read(NEW.replace("name: 茶馆说法,", "name: 茶馆说法, aliases: [普法讲座],"))
    assert not findings
    assert "普法讲座" not in known["lectures"].aliases
    assert "法律讲座" in known["lectures"].aliases


def test_relations_follow_the_indicator_that_takes_a_place():
    known, _ = read("our-disputes: {name: 排查矛盾纠纷, theme: 甲, unit: 件, definition: 乙}\n")
    assert known["dispute-resolution-rate"].rate == ("disputes-resolved", "our-disputes")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NEW.replace("unit: 场, ", ""), [("missing-key", 1)]),
        (NEW.replace("definition", "parts: [lecturs], definition"), [("unknown-indicator-id", 1)]),
        (
            NEW.replace("definition", "rate: {of: lectures, in: talkss}, definition"),
            [("unknown-indicator-id", 1)],
        ),
        (NEW.replace("definition", "rate: {of: lectures}, definition"), [("missing-key", 1)]),
        ("lecturs: {hidden: true}\n", [("unknown-indicator-id", 1)]),
        (NEW.replace("definition", "wording: [^讲座], definition"), [("bad-wording", 1)]),
        (NEW.replace("definition", "wording: [讲座|], definition"), [("bad-wording", 1)]),
        (NEW.replace("definition", 'wording: ["讲座  法治"], definition'), [("bad-wording", 1)]),
        (NEW.replace("definition", 'wording: ["立案 @不存在"], definition'), [("bad-wording", 1)]),
        (NEW.replace("definition", 'wording: ["+立案 @执法"], definition'), [("bad-wording", 1)]),
        (NEW.replace("definition", "kind: state, definition"), [("bad-choice", 1)]),
        ("disputes-examined: {accepted_units: [人次]}\n", [("unit-families-mixed", 1)]),
        ("disputes-examined: {nam: 纠纷}\n", [("unknown-key", 1)]),
        ("disputes-examined: 纠纷\n", [("wrong-type", 1)]),
        (NEW + NEW.replace("tea-talks", "tea"), [("name-taken", 2)]),
        (NEW.replace("tea-talks", "Tea"), [("bad-id", 1)]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, expected: list[tuple[str, int]]):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "wording",
    ["培训 法治|法律", "培训 ^法治 ^^普法 -基地", "?训", "-反诈", "-^信访 ", "发*宣 资料$", "=~立案 @执法"],
)
def test_wordings_that_are_understood(wording: str):
    assert codes(NEW.replace("definition", f'wording: ["{wording}"], definition')) == []


def test_the_file_of_a_site_may_be_empty():
    assert list(read("{}\n")[0]) == [indicator.id for indicator in shipped_indicators()]


RATE = 'tea-rate: {{name: 说法到场率, theme: 普法, unit: "%", definition: 到场的比率, rate: {rate}}}\n'
WHOLE = "{id}: {{name: 说法{id}, theme: 普法, unit: {unit}, definition: 说法的总数, parts: {parts}}}\n"


def whole(parts: str, unit: str = "场", id_: str = "all") -> str:
    return WHOLE.format(id=id_, unit=unit, parts=parts)


def rate(of: str, in_: str) -> str:
    return RATE.format(rate=f"{{of: {of}, in: {in_}}}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (whole("[all]"), [("relation-to-itself", "all]}")]),
        (whole("[lectures, all]"), [("relation-to-itself", "all]}")]),
        (whole("[lectures, lectures]"), [("relation-twice", "lectures]}")]),
        (whole("[lectures]", "人"), [("part-unit-differs", "lectures]}")]),
        (whole("[lecturs]"), [("unknown-indicator-id", "lecturs]}")]),
        (rate("tea-rate", "lectures"), [("relation-to-itself", "tea-rate, in: lectures}}")]),
        (rate("lectures", "lectures"), [("relation-twice", "lectures}}")]),
        (
            rate("lectures", "certified-officers"),
            [("rate-units-differ", "{of: lectures, in: certified-officers}}")],
        ),
        (
            rate("litigation-lost", "litigation-cases").replace('"%"', "件"),
            [("rate-without-percent", "{of: litigation-lost, in: litigation-cases}}")],
        ),
        (
            whole("[some]") + whole("[all]", id_="some"),
            [("relation-in-a-circle", "some]}"), ("relation-in-a-circle", "all]}")],
        ),
        (
            "contracts-reviewed: {parts: [legality-reviews]}\n",
            [("relation-in-a-circle", "legality-reviews]}")],
        ),
    ],
)
def test_a_relation_that_cannot_be_is_refused_at_its_place(text: str, expected: list[tuple[str, str]]):
    lines = text.splitlines()
    found = read(text)[1]
    assert [(each.code, lines[each.line - 1][each.column - 1 :]) for each in found] == expected


def test_a_circle_over_three_indicators_is_told():
    names = ("甲", "乙", "丙")
    text = "".join(
        f"x{n}: {{name: {name}说法, theme: 普法, unit: 场, definition: 丁, parts: [x{(n + 1) % 3}]}}\n"
        for n, name in enumerate(names)
    )
    assert codes(text) == [("relation-in-a-circle", n) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("before", "entry"),
    [
        ("parts: [lectures, all]", whole("[lectures, all]")),
        ("parts: [lectures, lectures]", whole("[lectures, lectures]")),
        ("parts: [all]", whole("[all]")),
        ("parts: [certified-officers]", whole("[certified-officers]")),
        ("rate: {of: tea-rate, in: lectures}", rate("tea-rate", "lectures")),
        ("rate: {of: lectures, in: lectures}", rate("lectures", "lectures")),
        ("rate: {of: lectures, in: certified-officers}", rate("lectures", "certified-officers")),
        ("unit: 件", rate("litigation-lost", "litigation-cases").replace('"%"', "件")),
        ("parts: [legality-reviews]", "contracts-reviewed: {parts: [legality-reviews]}\n"),
    ],
)
def test_the_example_for_a_relation_is_accepted(before: str, entry: str):
    hint = read(entry)[1][0].hint
    example = hint.split("例如 ", 1)[1].split("；")[0]
    assert before in entry
    assert read(entry.replace(before, example))[1] == []


@pytest.mark.parametrize("indicator", shipped_indicators(), ids=lambda indicator: indicator.id)
def test_the_relations_of_the_catalogue_can_be(indicator: Indicator):
    entry = {"parts": [*indicator.parts]} if indicator.parts else {}
    if indicator.rate:
        entry["rate"] = f"{{of: {indicator.rate.of}, in: {indicator.rate.in_}}}"  # type: ignore[assignment]
    inner = ", ".join(f"{key}: {value}".replace("'", "") for key, value in entry.items())
    assert codes(f"{indicator.id}: {{{inner}}}\n") == []
