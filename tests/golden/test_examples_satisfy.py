"""The example of each finding is written into the header, and the finding is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import RULES, Finding
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.sources.report_reader import read_report
from annual_reports.sources.report_schema import FigureEntry, Header
from golden.test_examples import examples

CASES = sorted((Path(__file__).parent / "front_matter").glob("*.md"))
INSTEAD_OF = {"remark": "note", "period": "part"}
"""Key of an example -> key that it takes the place of, as the advice says."""
WITH_WORDS_TO_FILL_IN = {"acknowledged-otherwise", "counted-differs"}
"""Codes whose example has words in place of those of the body that only a person can choose."""
OF_EARLIER_YEARS = {"missing-key", "empty-text", "reason-without-words"}
"""Codes that tell of `restated` within a figure."""
FEWEST_CODES = 35


def findings(text: str, catalog: Catalog) -> list[Finding]:
    path = "reports/demo/2024.md"
    return list(read_report(text.encode(), path, f"docs/{path}", catalog)[1])


def figure_at(lines: list[str], line: int, figures: Any) -> str:
    """Return the name of the figure on a line of the header, or in whose block the line stands."""
    names = list(figures) if isinstance(figures, Mapping) else []
    for text in reversed(lines[:line]):
        found = next((name for name in names if re.match(rf"  {re.escape(str(name))}:", text)), "")
        if found or not text.startswith("  "):
            return found
    return ""


def with_example(header: dict[str, Any], values: Mapping[str, Any], code: str, figure: str) -> dict[str, Any]:
    """Return a header with the values of an example where they belong: in the figure, or at the top."""
    changed = deepcopy(header)
    for key, value in values.items():
        is_of_figure = figure and (key not in Header.model_fields or RULES[code].get("for") == "figure")
        if is_of_figure and key in FigureEntry.model_fields:
            entry = changed["figures"][figure]
            entry = entry if isinstance(entry, dict) else {"value": entry}
            entry.pop(INSTEAD_OF.get(key), None)
            changed["figures"][figure] = {**entry, key: value}
        elif is_of_figure:
            changed["figures"].pop(figure)
            changed["figures"][key] = value
        else:
            changed[key] = merged(changed.get(key), value)
    return changed


def merged(old: Any, new: Any) -> Any:
    """Return two values of one key as somebody adds the second to the first."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        quotes = [each["quote"] for each in new if "quote" in each]
        return [*(each for each in old if each.get("quote") not in quotes), *new]
    return new


def plain(value: Any) -> Any:
    """Return values of YAML as `yaml_line` writes them."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(plain, value))
    return str(value) if isinstance(value, float) else value


def applied(case: Path, catalog: Catalog) -> list[tuple[str, int]]:
    """Write each example of a case down; return its code, and how many findings of that code are gone."""
    text = case.read_text(encoding="utf-8").partition("=== 检查意见 ===")[0]
    told, lines = findings(text, catalog), text.split("\n")
    try:
        _, head, body = text.split("---\n", 2)
        header = yaml.safe_load(head)
    except (ValueError, yaml.YAMLError):
        return []
    done = []
    for found in told:
        count = sum(each.code == found.code for each in told)
        for _, values in examples(found.hint):
            if not isinstance(values, dict) or not isinstance(header, dict):
                continue
            figure = figure_at(lines, found.line, header.get("figures"))
            is_of_entry = not figure and not values.keys() <= Header.model_fields.keys()
            if is_of_entry or (figure and found.code in OF_EARLIER_YEARS):
                continue  # the key belongs into an entry of a list, or of earlier years
            changed = with_example(header, values, found.code, figure)
            written = "".join(f"{yaml_line(str(key), plain(value))}\n" for key, value in changed.items())
            after = findings(f"---\n{written}---\n{body}", catalog)
            done.append((found.code, count - sum(each.code == found.code for each in after)))
    return done


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_example_that_is_written_down_satisfies_the_check(case: Path, demo_catalog: Catalog):
    wrong = {code for code, fewer in applied(case, demo_catalog) if fewer <= 0}
    assert wrong <= WITH_WORDS_TO_FILL_IN


def test_that_is_so_for_most_codes(demo_catalog: Catalog):
    codes = {code for case in CASES for code, _ in applied(case, demo_catalog)}
    assert len(codes) >= FEWEST_CODES
