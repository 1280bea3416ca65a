"""Personal data beside reports is told where it stands, when the site is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import errors
from support.sites import COUNTY, copy_of

WITHDRAWN = "jia/2020:\n  date: 2025-01-01\n  reason: 里面有李四的电话 138 1234 5678\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of(COUNTY, tmp_path / "project")


def told(project: Path) -> list[tuple[str, str]]:
    return [
        (found.code, f"{found.path}:{found.line}:{found.column}")
        for found in errors(build.read(project)[1])
        if found.code != "withdrawn-report-there"
    ]


def add(project: Path, name: str, text: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_the_county_tells_nothing(project: Path):
    assert told(project) == []


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("docs/help.md", "电话 13812345678\n", 4),
        ("docs/help.md", "电话 138**1234**5678\n", 4),
        ("docs/help.md", "[电话](tel:13812345678)\n", 10),
        ("docs/help.md", "电话 138&nbsp;1234&nbsp;5678\n", 4),
        ("docs/help.md", "电话 <b>138</b>1234<i>5678</i>\n", 7),
        ("data/site.yml", "police_number: １３８１２３４５６７８\n", 16),
        ("data/laws.yml", 'x-law: {name: "13812345678"}\n', 16),
        ("mkdocs.yml", "copyright: 张三 13812345678\n", 15),
        ("data/withdrawn.yml", WITHDRAWN, 20),
    ],
)
def test_a_number_is_told_where_it_stands(project: Path, name: str, text: str, column: int):
    add(project, name, text)
    line = (project / name).read_text(encoding="utf-8").count("\n")
    assert told(project) == [("maybe-private-words", f"{name}:{line}:{column}")]


def test_the_definition_of_an_indicator(project: Path):
    path = project / "data/indicators.yml"
    text = path.read_text(encoding="utf-8")
    before, definition, after = text.partition("definition: ")
    path.write_text(before + definition + "13812345678，" + after, encoding="utf-8")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n") + len(definition)
    assert told(project) == [("maybe-private-words", f"data/indicators.yml:{line}:{column}")]


@pytest.mark.parametrize(
    "name", ["张三１３８１２３４５６７８.pdf", "13812345678.md", "名单/138-1234-5678.txt"]
)
def test_a_file_name(project: Path, name: str):
    add(project, f"docs/about/{name}", "甲\n")
    assert told(project) == [("maybe-private-words", f"docs/about/{name}:1:1")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docs/help.md", "电话 12348，2024年1月1日\n"),
        ("data/site.yml", "# 有问题找张三 13812345678\n"),
        ("data/site.yml", "police_number: 豫公网安备 41130002000123号  # 13812345678\n"),
        ("docs/help.md", "SHA-256：13812345678a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4\n"),
    ],
)
def test_what_is_not_published_or_not_personal(project: Path, name: str, text: str):
    add(project, name, text)
    assert told(project) == []


def test_a_confirmed_telephone_is_not_told_again(project: Path):
    add(project, "docs/help.md", "李所长，0377-68219001\n")
    (found,) = errors(build.read(project)[1])
    assert found.code == "maybe-private-words"
    add(project, "data/acknowledged.yml", found.hint.partition("例如 ")[2] + "\n")
    assert told(project) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: b\n", "not-a-list"),
        ("- {file: a, quote: b}\n", "missing-key"),
        ("- {file: a, quote: 68219001, reason: 甲}\n", "wrong-type"),
        ("- 甲\n", "wrong-type"),
        ("- {file: a, quote: b, reason: c, page: d}\n", "unknown-key"),
    ],
)
def test_a_wrong_entry_is_told_with_an_example_that_is_accepted(project: Path, text: str, code: str):
    path = project / "data/acknowledged.yml"
    path.write_text(text, encoding="utf-8")
    (found,) = errors(build.read(project)[1])
    assert found.code == code
    assert found.path == "data/acknowledged.yml"
    if (example := found.hint.partition("例如 ")[2]).startswith("- "):
        path.write_text(example + "\n", encoding="utf-8")
        assert told(project) == []


@pytest.mark.parametrize("text", ["", "# 没有\n", "[]\n"])
def test_an_empty_list_is_a_list(project: Path, text: str):
    add(project, "data/acknowledged.yml", text)
    assert told(project) == []
