"""Scope and part of a figure's header against its text, beyond the golden cases in `tests/golden/figures`."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import Finding
from support.reports import written_report
from support.sites import GOLDEN_CATALOG

NAME = "排查矛盾纠纷"
SAID = [
    ("212 件", {"part": "家庭"}, "排查矛盾纠纷 400 件，其中家庭、邻里纠纷分别为 212 件、146 件。"),
    ("146 件", {"part": "邻里"}, "排查矛盾纠纷 400 件，其中家庭、邻里纠纷分别为 212 件、146 件。"),
    ("146 件", {"part": "邻里纠纷"}, "排查矛盾纠纷 400 件，其中 212 件为家庭纠纷，146 件为邻里纠纷。"),
    ("30 件", {"part": "上门调解"}, "二是开展上门调解，下乡 40 次。共排查矛盾纠纷 30 件。"),
    ("30 件", {"part": "上门调解"}, "排查矛盾纠纷 30 件，均为上门、入户调解。"),
    ("56 件", {"scope": "示范县"}, "据县司法局统计，示范县排查矛盾纠纷 56 件。"),
    ("56 件", {"scope": "demo-county"}, "其中，全县排查矛盾纠纷 56 件。"),
    ("56 件", {"scope": "示范县"}, "县司法局排查矛盾纠纷 56 件。"),
    ("56 件", {"scope": "示范县", "part": "邻里"}, "全县排查邻里矛盾纠纷 56 件。"),
]
NOT_SAID = [
    ("212 件", {"part": "邻里"}, "排查矛盾纠纷 400 件，其中家庭 212 件，邻里 146 件。", "part-not-said"),
    ("56 件", {"part": "上门调解"}, "通过调解，排查矛盾纠纷 56 件。", "part-not-said"),
    ("56 件", {"part": "夜间"}, "排查矛盾纠纷 56 件。\n\n夜间巡逻 12 次。", "part-not-said"),
    ("56 件", {"scope": "示范县"}, "全市排查矛盾纠纷 56 件。", "scope-not-said"),
    ("56 件", {"scope": "示范县"}, "示范镇排查矛盾纠纷 56 件。", "scope-not-said"),
    ("56 件", {"scope": "示范县"}, "全县排查 90 件。\n\n本镇排查矛盾纠纷 56 件。", "scope-not-said"),
]


def findings_of(folder: Path, body: str, **figures: object) -> list[Finding]:
    """Return the findings on scope and part of a site with one report."""
    report = folder / "docs/reports/demo/2024.md"
    report.parent.mkdir(parents=True)
    (folder / "data").symlink_to(GOLDEN_CATALOG)
    report.write_bytes(written_report(body, figures=figures))
    return [each for each in build.read(folder)[1] if each.severity != "info"]


def codes(found: list[Finding]) -> list[str]:
    return [each.code for each in found if each.code.endswith("-not-said") or each.severity == "error"]


@pytest.mark.parametrize(("value", "extent", "body"), SAID)
def test_what_the_text_says_is_not_told(tmp_path: Path, value: str, extent: dict[str, str], body: str):
    assert codes(findings_of(tmp_path, body, **{NAME: {"value": value, **extent}})) == []


@pytest.mark.parametrize(("value", "extent", "body", "code"), NOT_SAID)
def test_what_the_text_does_not_say_is_told(
    tmp_path: Path, value: str, extent: dict[str, str], body: str, code: str
):
    assert codes(findings_of(tmp_path, body, **{NAME: {"value": value, **extent}})) == [code]


def test_the_amount_of_others_without_a_scope_is_told_once(tmp_path: Path):
    found = findings_of(tmp_path, "全县排查矛盾纠纷 56 件。", 排查矛盾纠纷="56 件")
    assert [each.code for each in found if each.code in ("figure-of-part", "scope-not-said")] == [
        "figure-of-part"
    ]
