"""A text, and the shortcomings and plans that are proposed from it: a case each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annual_reports.drafting.quote_proposals import propose_quotes

CASES = sorted((Path(__file__).parent / "quotes").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_quotes(case: Path):
    body, *expected = re.split(r"^=== .* ===\n", case.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [list(lines) for lines in propose_quotes(body, 2024)] == [text.splitlines() for text in expected]
