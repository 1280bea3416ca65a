"""Advice for values of a wrong type: the example in it may be copied, for each key that people write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from annual_reports.sources import report_schema, site_settings
from annual_reports.sources.catalog import (
    DeadlineEntry,
    GovernmentEntry,
    LawEntry,
    OfficialFormEntry,
    WithdrawalEntry,
)
from annual_reports.sources.indicator_catalog import IndicatorEntry, RateEntry
from annual_reports.sources.report_schema import Header, PassageEntry
from annual_reports.sources.validation import Entry, validate
from annual_reports.sources.yaml_reader import read_yaml
from support.clock import least_cpu_seconds

HEADER = """
title: 报告
year: 2024
government: demo
issuers: [示范镇人民政府]
figures: {排查矛盾纠纷: {value: 5 件, restated: {2023: 620 件, reason: 上年漏报}}}
shortcomings: [{quote: 甲}]
commitments: [{id: a, quote: 乙}]
answers: {a: {status: done}}
corrections: [{date: 2025-02-01, figure: 甲, before: 乙, after: 丙, reason: 丁戊}]
"""
SITE = "{column: {name: 甲}, links: [{name: 甲, url: 'https://a.example/'}]}"
DEADLINE = "{name: 甲, levels: [县], of: issued, before: '04-01', basis: 乙}"
INDICATOR = "{name: 甲, theme: 乙, unit: 场, definition: 丙, rate: {of: a, in: b}}"
FILES: list[tuple[type[Entry], str]] = [
    (Header, HEADER),
    (site_settings.PublisherEntry, SITE),
    (GovernmentEntry, "{name: 甲, level: 县}"),
    (LawEntry, "{name: 甲}"),
    (DeadlineEntry, DEADLINE),
    (WithdrawalEntry, "{date: 2026-05-01, reason: 甲乙}"),
    (OfficialFormEntry, "{}"),
    (IndicatorEntry, INDICATOR),
]
ENTRIES: list[tuple[type[Entry], type[Entry], tuple[str | int, ...]]] = [
    (Header, Header, ()),
    (report_schema.FigureEntry, Header, ("figures", "排查矛盾纠纷")),
    (report_schema.RestatementEntry, Header, ("figures", "排查矛盾纠纷", "restated")),
    (report_schema.ShortcomingEntry, Header, ("shortcomings", 0)),
    (report_schema.CommitmentEntry, Header, ("commitments", 0)),
    (report_schema.AnswerEntry, Header, ("answers", "a")),
    (report_schema.CorrectionEntry, Header, ("corrections", 0)),
    (site_settings.PublisherEntry, site_settings.PublisherEntry, ()),
    (site_settings.ColumnEntry, site_settings.PublisherEntry, ("column",)),
    (site_settings.LinkEntry, site_settings.PublisherEntry, ("links", 0)),
    (RateEntry, IndicatorEntry, ("rate",)),
    *((model, model, ()) for model, _ in FILES[2:]),
]
"""Model of an entry, model of the file that holds it, and where."""
WRONG = (
    "5",
    "文字",
    "true",
    "2024-01-01",
    "[5]",
    "[文字]",
    "[[文字]]",
    "[{甲: 5}]",
    "{甲: 5}",
    "{甲: [文字]}",
)


LISTS = ("parts", "levels")
"""Keys of lists whose single values have examples of their own."""
REST = {"restated": ", reason: 甲乙"}
"""Key -> what an example of one of its own keys still lacks."""


def keys() -> Iterator[tuple[type[Entry], tuple[str | int, ...], str]]:
    for model, whole, path in ENTRIES:
        for name, about in model.model_fields.items():
            yield whole, path, about.alias or name
    yield Header, ("figures", "排查矛盾纠纷", "restated"), "2023"


def read(whole: type[Entry], path: tuple[str | int, ...], key: str, value: str) -> list[Any]:
    """Return the findings of a file in which the key at a path has another value, written as YAML."""
    values = read_yaml(dict(FILES)[whole], "f.yml").values
    entry = values
    for part in path:
        entry = entry[part]
    entry[key] = read_yaml(value, "f.yml").values
    marked = read_yaml("{}", "f.yml")
    validate(whole, marked, values)
    return marked.findings


@pytest.mark.parametrize(("whole", "path", "key"), [*keys()], ids=str)
def test_the_example_for_a_value_of_a_wrong_type_is_accepted(
    whole: type[Entry], path: tuple[str | int, ...], key: str
):
    told = [each for value in WRONG for each in read(whole, path, key, value)]
    assert told
    for finding in told:
        assert ": 内容" not in finding.hint
        if finding.code in ("missing-key", "unknown-key", "empty-text"):
            continue
        example = example_of(finding.hint, key)
        given = yaml.load(example, Loader=yaml.BaseLoader)
        assert isinstance(given, dict), example
        assert len(given) == 1, example
        value = example.split(": ", 1)[1] if key in given else f"{{{example}{REST.get(key, '')}}}"
        assert read(whole, path, key, value) == [], example


def example_of(hint: str, key: str) -> str:
    """Return the example of a hint as a line of the file; some name only a value, be it one of a list."""
    if choices := re.match("只能是 (.*?)(?:、.*)? 之一", hint):
        example = choices[1]
    else:
        example = re.split("[；，]", hint.split("例如 ", 1)[1])[0]
    if ": " in example:
        return example
    return f"{key}: [{example}]" if key in LISTS else f"{key}: {example}"


@pytest.mark.parametrize("model", [GovernmentEntry, LawEntry, DeadlineEntry, WithdrawalEntry, IndicatorEntry])
def test_the_example_for_an_entry_of_a_wrong_type_is_accepted(model: type[Entry]):
    marked = read_yaml("a: 文字", "f.yml")
    validate(model, marked, "文字", ("a",))
    (finding,) = marked.findings
    name, _, value = finding.hint.split("例如 ", 1)[1].partition(": ")
    again = read_yaml(value, "f.yml")
    assert (name, validate(model, again, again.values) is not None) == ("a", True)


def test_thousands_of_wrong_keys_take_no_longer_than_they_should():
    """The keys that are known are read off the model once, not for each wrong one."""
    marked = read_yaml("".join(f"k{number}: 1\n" for number in range(2_000)), "x.yml")
    assert least_cpu_seconds(lambda: validate(PassageEntry, marked, marked.values), runs=1) < 2
    assert [found.code for found in marked.findings].count("unknown-key") == 2_000
