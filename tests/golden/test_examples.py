"""Examples in the advice of findings: each parses, and what is written down as it says satisfies it."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annual_reports import build
from annual_reports.domain.findings import RULES, Finding
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.ledger.canonical import signed_text
from annual_reports.ledger.chain import Ledger
from annual_reports.sources.yaml_reader import read_yaml

HERE = Path(__file__).parent
WITHOUT_YAML: Mapping[str, str] = yaml.safe_load(
    (HERE / "examples_without_yaml.yml").read_text(encoding="utf-8")
)
"""Reason why an advice has no YAML -> codes."""
TOLD = re.compile(r"^\S+?:\d+:\d+: (?:错误|提醒|说明) ([a-z-]+) (.*)$", re.MULTILINE)
BEGINS = re.compile(
    r"(?:例如|写成|写(?= (?:acknowledged|year): )) ?(?:只留 |把这一行写成 )?(?=[\w/\"-]+: |\[?\{)"
)
HOSTILE_WORDS = """甲, 乙
甲: 乙
# 甲
甲 #乙
[甲]
{甲}
- 甲
yes
null
2024
2024-01-01
'甲'
"甲"
甲\\乙
*甲
&甲
!甲
%甲
@甲
`甲
甲:
? 甲
~
1.5
0x1f
12:30
甲，，乙
甲；例如 乙
,甲,
：甲"""
HOSTILE = st.one_of(
    st.sampled_from(HOSTILE_WORDS.splitlines()),
    st.text(st.sampled_from(",:#[]{}'\"-*&!%@`?~\\ 甲乙，；。《》0129yn\u3000"), min_size=1, max_size=12),
)
"""No |: between two numbers it is the border of a column, which the ledger's text has no more."""


def examples(advice: str) -> Iterator[tuple[str, Any]]:
    """Yield each YAML example of an advice with its values; None for one that does not parse.

    An example ends at a ；, but one may stand in its values.
    """
    for match in BEGINS.finditer(advice):
        pieces = advice[match.end() :].removesuffix("。").split("；")
        tried = ["；".join(pieces[: n + 1]) for n in range(len(pieces))]
        parsed = (read_yaml(text, "x") for text in tried)
        good = (m.values for m in parsed if not m.findings and isinstance(m.values, dict | list))
        yield tried[0], next(good, None)


def told_in_cases() -> Iterator[tuple[str, str]]:
    """Yield code and text of each finding of the golden cases."""
    for kind in ("front_matter", "collections", "figures", "checks"):
        for case in sorted((HERE / kind).iterdir()):
            for match in TOLD.finditer(case.read_text(encoding="utf-8")):
                yield match[1], match[2]


def test_every_example_of_the_cases_parses():
    wrong = [(code, text) for code, advice in told_in_cases() for text, v in examples(advice) if v is None]
    assert wrong == []


def test_every_code_has_an_example_that_parses_or_a_reason_why_not():
    static = ((code, rule["hint"].format_map(defaultdict(lambda: "2024"))) for code, rule in RULES.items())
    shown = {code for code, advice in (*told_in_cases(), *static) for _, v in examples(advice) if v}
    listed = [code for codes in WITHOUT_YAML.values() for code in codes.split()]
    assert sorted(set(RULES) - shown) == sorted(listed)


@pytest.mark.parametrize("code", RULES)
def test_no_fact_of_the_input_stands_bare_in_an_example(code: str):
    """Words of the input may hold any sign; in an example they are written by `yaml_line`."""
    for match in BEGINS.finditer(RULES[code]["hint"]):
        segment = RULES[code]["hint"][match.end() :].partition("；")[0]
        bare = set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", segment))
        assert bare <= {"year", "next", "expected", "example", "known", "found", "key", "day", "number"}, (
            "years, days, ids, written lines"
        )


@given(key=HOSTILE, value=HOSTILE, inner=HOSTILE)
@settings(max_examples=200)
def test_what_is_written_is_read_back(key: str, value: str, inner: str):
    """In a mapping of its own and within braces and brackets; whatever words stand there."""
    written: Any = {"value": value, inner: [value, {"quote": inner}], "none": None, "counted": True}
    marked = read_yaml(yaml_line(key, written), "x")
    assert not marked.findings
    assert marked.values == {key: written}


def site(folder: Path, header: str, body: str) -> Path:
    """Write a site with one report."""
    if not (folder / "data").exists():
        shutil.copytree(HERE / "catalog", folder / "data")
    path = folder / "docs/reports/demo/2024.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "---\ntitle: 示范镇人民政府关于2024年法治政府建设情况的报告\nyear: 2024\ngovernment: demo\n"
        f"issuers: [示范镇人民政府]\n{header}---\n\n{body}\n",
        encoding="utf-8",
    )
    return folder


def findings(folder: Path) -> list[Finding]:
    return build.read(folder)[1]


def hints(folder: Path, code: str) -> list[str]:
    return [found.hint for found in findings(folder) if found.code == code]


def publish(folder: Path) -> None:
    """Write the ledger and the texts of what stands in a folder now."""
    collection, _ = build.read(folder)
    (report,) = collection.reports
    (folder / "data/ledger.jsonl").write_bytes(Ledger().extended(collection.content_digests).content)
    path = folder / "data/published/demo/2024-1.txt"
    path.parent.mkdir(parents=True)
    path.write_text(signed_text(report), encoding="utf-8")


@given(before=HOSTILE, after=HOSTILE, left=HOSTILE, right=HOSTILE)
@example(before="8900余份,", after="9800余份", left="传资料", right=", ")
@example(before="甲", after="", left="删去", right="的字")
@example(before="甲, 乙", after="2024", left="0，", right="甲, 乙")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_proposed_correction_explains_the_alteration(before: str, after: str, left: str, right: str):
    text = "演示数据。宣传{}有声势，工作有成效。\n\n第二段{}在这里。"
    with TemporaryDirectory() as name:
        folder = site(Path(name), "", text.format(f"{left}{before}{right}", before))
        publish(folder)
        new = text.format(f"{left}{after}{right}", after)
        told = hints(site(folder, "", new), "published-words-changed")
        proposed = [values["corrections"][0] for hint in told for _, values in examples(hint)]
        assert len(proposed) == len(told)
        if proposed:
            site(folder, f"{yaml_line('corrections', proposed)}\n", new)
            assert {f.code for f in findings(folder)} & {
                "published-words-changed", "correction-not-in-body", "quote-ambiguous", "quote-not-in-body",
            } == set()  # fmt: skip


def test_a_proposed_correction_of_a_title_and_of_a_figure(tmp_path: Path):
    folder = site(
        tmp_path, "figures:\n  排查矛盾纠纷: 526 余件\n", "演示数据。全年排查矛盾纠纷 526 余件，成效好。"
    )
    publish(folder)
    for header, body in (
        ("figures:\n  排查矛盾纠纷: 562 余件\n", "演示数据。全年排查矛盾纠纷 562 余件，成效好。"),
        ("", "演示数据。全年排查矛盾纠纷 526 余件，成效好。"),
        ("", "演示数据。成效好。"),
    ):
        told = findings(site(folder, header, body))
        proposed = [
            values["corrections"][0]
            for found in told
            if found.code.startswith("published-")
            for _, values in examples(found.hint)
        ]
        assert proposed
        site(folder, f"{header}{yaml_line('corrections', proposed)}\n", body)
        assert not [
            str(f) for f in findings(folder) if f.code.startswith(("published-", "correction-", "quote-"))
        ]


FIGURES = [
    ("figure-from-plan", "排查矛盾纠纷: 526 件", "计划全年排查矛盾纠纷 526 件。"),
    ("figure-of-other-year", "排查矛盾纠纷: 526 件", "2023年，排查矛盾纠纷 526 件。"),
    ("period-narrower", "排查矛盾纠纷: 526 件", "上半年，排查矛盾纠纷 526 件。"),
    ("figure-of-part", "排查矛盾纠纷: 526 件", "全县排查矛盾纠纷 526 件。"),
    ("said-otherwise", "排查矛盾纠纷: 526 件", "排查矛盾纠纷 526 件。全年共排查矛盾纠纷 562 件。"),
    ("zero-not-said", "行政复议案件: {value: 0 件, quote: 没有败诉案件}", "全年没有败诉案件。"),
]


@given(which=st.sampled_from(FIGURES), remark=HOSTILE, near=HOSTILE)
@example(which=FIGURES[0], remark="甲, 乙: {丙", near="，另有 526 件")
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_proposed_line_of_a_figure_is_accepted(which: tuple[str, str, str], remark: str, near: str):
    """All else that the header says of the figure is kept in the proposed line."""
    code, line, text = which
    name, _, value = line.partition(": ")
    entry = read_yaml(f"x: {value}", "x").values["x"]
    entry = {**({"value": entry} if isinstance(entry, str) else entry), "remark": remark}
    with TemporaryDirectory() as folder:
        at = site(Path(folder), f"figures:\n  {yaml_line(name, entry)}\n", f"演示数据。{text}\n\n又{near}。")
        for hint in hints(at, code):
            for shown, values in examples(hint):
                assert values, shown
                if name not in values:
                    continue
                assert values[name]["remark"] == remark.strip()
                site(at, f"figures:\n  {yaml_line(name, values[name])}\n", f"演示数据。{text}\n\n又{near}。")
                after = {f.code for f in findings(at)}
                assert not after & {
                    code,
                    "figure-not-in-body",
                    "figure-ambiguous",
                    "wrong-type",
                    "bad-period",
                }
