"""Golden cases: one file each, input and expected result; the file's name is the sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annual_reports import reports
from annual_reports.findings import RULES, errors, in_order
from annual_reports.model import Catalog

HERE = Path(__file__).parent
CASES = sorted((HERE / "front_matter").glob("*.md"))
SEPARATOR = "=== 检查意见 ===\n"
UNIT_TESTS = HERE.parent / "unit"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_front_matter(case: Path, demo_catalog: Catalog):
    written, _, expected = case.read_text(encoding="utf-8").partition(SEPARATOR)
    report, findings = reports.read(
        written.encode(), "reports/demo/2024.md", "docs/reports/demo/2024.md", demo_catalog
    )
    assert "".join(f"{finding}\n" for finding in in_order(findings)) == expected
    assert (report is None) == bool(errors(findings))


def test_there_are_enough_broken_front_matters():
    broken = [case for case in CASES if ": 错误 " in case.read_text(encoding="utf-8").partition(SEPARATOR)[2]]
    assert len(broken) >= 30


def test_every_code_is_fired_by_a_case():
    told = "".join(case.read_text(encoding="utf-8").partition(SEPARATOR)[2] for case in CASES)
    fired = set(re.findall(r": (?:错误|提醒|说明) ([a-z-]+) ", told))
    named = "".join(path.read_text(encoding="utf-8") for path in UNIT_TESTS.glob("test_*.py"))
    silent = {code for code in RULES if code not in fired and f'"{code}"' not in named}
    assert not silent, "add a case to tests/golden/front_matter, or a unit test that names the code"
