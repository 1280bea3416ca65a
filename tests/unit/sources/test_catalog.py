"""`data/*.yml`: every fault with its place, and the rest still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.sources import catalog
from support.sites import PINGSHI

GOVERNMENTS = "town: {name: 甲镇, level: 乡镇, parent: county}\ncounty: {name: 示范县, level: 县}\n"
INDICATORS = "our-talks: {name: 讲座, aliases: [课], theme: 学法, unit: 场, definition: 讲座的场数}\n"


LAWS = "old: {name: 旧法, replaced_on: 2021-01-01, replaced_by: new}\nnew: {name: 新法}\n"
DEADLINES = 'due: {name: 公布期限, levels: [乡镇], of: published, before: "04-01", basis: 某规定第一条}\n'


def read(
    folder: Path,
    governments: str = GOVERNMENTS,
    indicators: str = INDICATORS,
    laws: str = LAWS,
    deadlines: str = DEADLINES,
) -> list[tuple[str, str, int]]:
    (folder / "governments.yml").write_text(governments, encoding="utf-8")
    (folder / "indicators.yml").write_text(indicators, encoding="utf-8")
    (folder / "laws.yml").write_text(laws, encoding="utf-8")
    (folder / "deadlines.yml").write_text(deadlines, encoding="utf-8")
    return [(f.code, f.path, f.line) for f in catalog.read_catalog(folder)[1]]


def test_the_catalog_of_a_real_site_is_sound():
    known, findings = catalog.read_catalog(PINGSHI / "data")
    assert not findings
    assert known.governments["pingshi"].name == "平氏镇"


def test_the_sound_twin(tmp_path: Path):
    assert read(tmp_path) == []
    known, _ = catalog.read_catalog(tmp_path)
    assert known.names["课"].id == "our-talks"
    assert known.indicators["our-talks"].accepted_units == ("场",)


@pytest.mark.parametrize(
    ("governments", "code", "line"),
    [
        (GOVERNMENTS.replace("parent: county", "parent: conty"), "unknown-parent", 1),
        (GOVERNMENTS.replace("parent: county", "parent: town"), "parent-not-above", 1),
        (GOVERNMENTS.replace("level: 县", "level: 县, parent: town"), "parent-not-above", 2),
        (GOVERNMENTS.replace("甲镇", "示范县"), "name-taken", 2),
        (GOVERNMENTS.replace("level: 县", "level: 区"), "bad-choice", 2),
        (GOVERNMENTS.replace("county:", "County:"), "bad-id", 2),
        (GOVERNMENTS.replace("name: 甲镇, ", ""), "missing-key", 1),
        (GOVERNMENTS.replace("甲镇", "<b>甲镇</b>"), "markup-in-text", 1),
        (GOVERNMENTS + "town: {name: 乙镇, level: 乡镇}\n", "duplicate-key", 3),
        ("- name: 甲镇\n", "header-not-mapping", 1),
        ("null\n", "header-not-mapping", 1),
        (GOVERNMENTS.replace("town:", "2024:"), "bad-id", 1),
        ("town: {name: 甲镇\n", "yaml-syntax", 1),
    ],
)
def test_a_broken_twin(tmp_path: Path, governments: str, code: str, line: int):
    assert (code, "data/governments.yml", line) in read(tmp_path, governments=governments)


LEVELS = ("省", "市", "县", "开发区", "乡镇", "街道", "部门")


@pytest.mark.parametrize("own", LEVELS)
@pytest.mark.parametrize("above", LEVELS)
def test_a_parent_ranks_higher(tmp_path: Path, above: str, own: str):
    governments = f"above: {{name: 甲, level: {above}}}\nown: {{name: 乙, level: {own}, parent: above}}\n"
    ranks = {level: rank for rank, level in enumerate(LEVELS)} | {"街道": LEVELS.index("乡镇")}
    is_sound = ranks[above] < ranks[own]
    expected = [] if is_sound else [("parent-not-above", "data/governments.yml", 2)]
    assert read(tmp_path, governments=governments) == expected
    parent = catalog.read_catalog(tmp_path)[0].governments["own"].parent
    assert parent == ("above" if is_sound else None)


def test_a_deadline_may_be_for_any_level(tmp_path: Path):
    assert read(tmp_path, deadlines=DEADLINES.replace("[乡镇]", f"[{', '.join(LEVELS)}]")) == []


@pytest.mark.parametrize(
    ("part", "code", "line"),
    [
        ({"laws": LAWS.replace("by: new", "by: nwe")}, "unknown-law", 1),
        ({"laws": LAWS.replace("replaced_on: 2021-01-01, ", "")}, "replaced-without-date", 1),
        ({"laws": LAWS.replace("新法", "旧法")}, "name-taken", 2),
        ({"laws": LAWS.replace("2021-01-01", "2021-13-01")}, "bad-date", 1),
        ({"deadlines": DEADLINES.replace("04-01", "04-31")}, "bad-month-and-day", 1),
        ({"deadlines": DEADLINES.replace("04-01", "02-29")}, "bad-month-and-day", 1),
        ({"deadlines": DEADLINES.replace("published", "printed")}, "bad-choice", 1),
        ({"deadlines": DEADLINES.replace("[乡镇]", "[]")}, "empty-text", 1),
        (
            {"indicators": INDICATORS.replace("unit: 场", "unit: 场, accepted_units: [人次]")},
            "unit-families-mixed",
            1,
        ),
        (
            {"indicators": INDICATORS.replace("unit: 场", 'unit: "%", accepted_units: [件]')},
            "unit-families-mixed",
            1,
        ),
    ],
)
def test_a_broken_twin_of_the_other_files(tmp_path: Path, part: dict[str, str], code: str, line: int):
    (name,) = part
    assert (code, f"data/{name}.yml", line) in read(tmp_path, **part)


def test_two_indicators_with_one_name(tmp_path: Path):
    again = "lessons: {name: 课, theme: 学法, unit: 堂, definition: 课的堂数}\n"
    assert read(tmp_path, indicators=INDICATORS + again) == [("name-taken", "data/indicators.yml", 2)]


def test_a_missing_file_is_told(tmp_path: Path):
    codes = [(f.code, f.path) for f in catalog.read_catalog(tmp_path)[1]]
    assert codes == [
        ("unreadable-file", f"data/{name}.yml") for name in ("governments", "indicators", "laws", "deadlines")
    ]


FONTS = "title: [方正小标宋_GBK]\nbody: [仿宋_GB2312, FangSong]\n"


def test_the_fonts_of_the_printed_form(tmp_path: Path):
    (tmp_path / "official-form.yml").write_text(FONTS, encoding="utf-8")
    assert read(tmp_path) == []
    known, _ = catalog.read_catalog(tmp_path)
    assert known.fonts["title"] == ("方正小标宋_GBK",)
    assert known.fonts["body"] == ("仿宋_GB2312", "FangSong")
    assert known.fonts["page_number"] == ()


def test_a_site_may_do_without_fonts_of_its_own(tmp_path: Path):
    assert read(tmp_path) == []
    assert catalog.read_catalog(tmp_path)[0].fonts == {}


@pytest.mark.parametrize(
    ("fonts", "code", "line"),
    [
        (FONTS.replace("body", "text"), "unknown-key", 2),
        (FONTS.replace("FangSong", "'Fang\"Song'"), "bad-font-name", 2),
        (FONTS.replace("FangSong", '""'), "bad-font-name", 2),
        (FONTS.replace("FangSong", "a;}b{"), "yaml-syntax", 2),
        (FONTS.replace("[仿宋_GB2312, FangSong]", "仿宋_GB2312"), "wrong-type", 2),
        (FONTS + "title: [黑体]\n", "duplicate-key", 3),
        ("- 仿宋\n", "header-not-mapping", 1),
    ],
)
def test_a_broken_twin_of_the_fonts(tmp_path: Path, fonts: str, code: str, line: int):
    (tmp_path / "official-form.yml").write_text(fonts, encoding="utf-8")
    assert read(tmp_path) == [(code, "data/official-form.yml", line)]
    assert catalog.read_catalog(tmp_path)[0].fonts == {}
