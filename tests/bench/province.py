"""Write a made-up province of any size, for measurements: 演示数据.

    python tests/bench/province.py FOLDER REPORTS

It has ten years of every government, and sixteen towns to a county. A report has some 2,400 characters,
twelve figures, two shortcomings, three commitments and answers to last year's. As in real reports, a year
repeats most of the year before. The same number of reports always gives the same bytes, and a larger province
begins with the reports of a smaller one.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

YEARS = range(2015, 2025)
_ROOT = Path(__file__).parent.parent.parent
_COUNTY = _ROOT / "tests/sites/county"
_TOWNS_IN_A_COUNTY = 16
_SENTENCES = 13
"""Sentences of a section, without those that have figures and laws."""
_REPEATED_SHARE = 0.7
"""Share of a year's sentences that repeat the year before."""
_STATES = ("done", "done", "partly", "carried-over", "not-done")
_MARK = "（演示数据，全部虚构。）"
"""Notice in each report, in case the file is copied elsewhere."""
_NUMERALS = "一二三四五六七"


@dataclass(frozen=True)
class _Town:
    number: int

    @property
    def id(self) -> str:
        return f"town-{self.number:03}"

    @property
    def name(self) -> str:
        return f"演示{self.number}镇"

    @property
    def county(self) -> str:
        return f"county-{self.number // _TOWNS_IN_A_COUNTY:02}"


def write_province(folder: Path, count: int) -> None:
    """Write a project with `count` reports into a folder: `data/`, `docs/` and `mkdocs.yml`."""
    towns = [_Town(number) for number in range(-(-count // len(YEARS)))]
    _write(folder / "mkdocs.yml", _configuration())
    _write(folder / "docs/index.md", "# 演示省\n\n演示数据：全部是虚构的，用来测量生成网站要多少时间。\n")
    for name in ("site.yml", "laws.yml", "deadlines.yml"):
        (folder / "data").mkdir(exist_ok=True)
        shutil.copyfile(_COUNTY / "data" / name, folder / "data" / name)
    _write(folder / "data/governments.yml", _dumped(_governments(towns)))
    _write(folder / "data/indicators.yml", _dumped(_indicators()))
    for number in range(count):
        town, year = towns[number // len(YEARS)], YEARS[number % len(YEARS)]
        _write(folder / f"docs/reports/{town.id}/{year}.md", report(town, year))


def report(town: _Town, year: int) -> str:
    """Return the content of a report's file."""
    parts = [_section(town, year, number) for number in range(len(_phrases()["headings"]))]
    short = _of_year(town, year, "shortcomings", 2)
    plans = [f"{plan}（{year + 1}年）" for plan in _of_year(town, year, "plans", 3)]
    last = [f"{plan}（{year}年）" for plan in _of_year(town, year - 1, "plans", 3)]
    answered = f"上年安排的{'；'.join(last)}，均已有安排。" if year > YEARS[0] else ""
    ending = f"存在的不足主要是{'、'.join(short)}。\n\n下一年，{'；'.join(plans)}。"
    header = _header(town, year) | {
        "shortcomings": [{"quote": text} for text in short],
        "commitments": [{"id": f"plan-{n}", "quote": text} for n, text in enumerate(plans)],
        "answers": _answers(town, year, last),
    }
    body = "\n\n".join(
        [f"{_MARK}现将{year}年法治政府建设情况报告如下。{answered}", *parts, f"## 六、不足和打算\n\n{ending}"]
    )
    return f"---\n{_dumped(header)}---\n\n{body}\n"


def _configuration() -> str:
    return (
        f"INHERIT: {_ROOT}/mkdocs.yml\nsite_name: 演示省法治政府建设年度报告\nsite_description: 演示数据\n"
        f"theme: {{custom_dir: {_ROOT}/hooks/annual_reports/theme}}\nhooks: [{_ROOT}/hooks/mkdocs_hooks.py]\n"
        f"watch: [data]\n"
    )


def _governments(towns: list[_Town]) -> dict[str, Any]:
    counties = {
        town.county: {"name": f"演示{town.county[-2:]}县", "level": "县", "collected": False}
        for town in towns
    }
    return counties | {t.id: {"name": t.name, "level": "乡镇", "parent": t.county} for t in towns}


def _indicators() -> dict[str, Any]:
    headings = _phrases()["headings"]
    return {
        id_: {"name": name, "theme": headings[section], "unit": unit, "definition": f"{name}（演示数据）"}
        for id_, name, unit, section, *_ in _phrases()["figures"]
    }


def _header(town: _Town, year: int) -> dict[str, Any]:
    return {
        "title": f"{town.name}人民政府关于{year}年法治政府建设情况的报告",
        "year": year,
        "government": town.id,
        "issuers": [f"{town.name}人民政府"],
        "document_number": f"演政〔{year + 1}〕{town.number + 1}号",
        "issued": date(year + 1, 1, 15),
        "published": date(year + 1, 2, 20),
        "figures": {f[1]: _amount(town, year, f) for f in _phrases()["figures"]},
    }


def _answers(town: _Town, year: int, plans: list[str]) -> dict[str, Any]:
    if year == YEARS[0]:
        return {}
    states = _chance(town, year, "answers").choices(_STATES, k=len(plans))
    return {
        f"plan-{n}": {"status": state, "quote": plan}
        for n, (state, plan) in enumerate(zip(states, plans, strict=True))
    }


def _section(town: _Town, year: int, number: int) -> str:
    phrases = _phrases()
    lines = list(_sentences(town, year, number))
    amounts = [f"{f[4]} {_amount(town, year, f)}" for f in phrases["figures"] if f[3] == number]
    law = phrases["laws"][number % len(phrases["laws"])]
    lines.insert(5, f"认真学习《{law}》，全年{'，'.join(amounts)}。")
    paragraphs = ["".join(lines[:4]), "".join(lines[4:8]), "".join(lines[8:])]
    return "\n\n".join([f"## {_NUMERALS[number]}、{phrases['headings'][number]}", *paragraphs])


def _sentences(town: _Town, year: int, section: int) -> Iterator[str]:
    """Yield the sentences of a section; most of them are the same as in the year before."""
    phrases = _phrases()
    for number in range(_SENTENCES):
        since = year
        while since > YEARS[0] and _chance(town, since, section, number).random() < _REPEATED_SHARE:
            since -= 1
        chance = _chance(town, since, section, number, "words")
        who, how, result = (chance.choice(phrases[key]) for key in ("who", "how", "result"))
        yield f"{who}{how}{chance.choice(phrases['what'][section])}，{result}。"


def _of_year(town: _Town, year: int, key: str, count: int) -> list[str]:
    return _chance(town, year, key).sample(_phrases()[key], count)


def _amount(town: _Town, year: int, figure: list[Any]) -> str:
    id_, _, unit, _, _, least, most = figure
    number = _chance(town, year, id_).randint(least, most)
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def _chance(town: _Town, *of: object) -> random.Random:
    return random.Random("/".join(map(str, (town.id, *of))))


@cache
def _phrases() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("phrases.yml").read_text(encoding="utf-8"))


def _dumped(values: dict[str, Any]) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_province(Path(sys.argv[1]), int(sys.argv[2]))
