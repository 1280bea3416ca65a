"""Values written as one line of YAML; `tests/golden/test_examples.py` tries hostile words."""

from __future__ import annotations

from datetime import date

import pytest

from annual_reports.domain.yaml_text import YamlValue, yaml_line


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("526 余件", "键: 526 余件"),
        ("甲, 乙", '键: "甲, 乙"'),
        ("yes", '键: "yes"'),
        ("甲\n乙\x85", '键: "甲\\n乙\\u0085"'),
        ({"value": "5 件", "date": date(2026, 1, 2)}, "键: {value: 5 件, date: 2026-01-02}"),
        ({"2023": "6 件", "a: b": [True, None, 5]}, '键: {2023: 6 件, "a: b": [true, null, 5]}'),
    ],
)
def test_a_value_is_quoted_where_it_must_be(value: YamlValue, line: str):
    assert yaml_line("键", value) == line
