"""The W3C's checker finds every page of both sites valid HTML and every style sheet valid CSS."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from support.sites import ROOT


def errors(checkers: Path, files: Iterable[Path], *options: str) -> list[str]:
    """Return all errors as file:line: message; one process, since starting Java takes longer than a page."""
    jar = checkers / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    told = json.loads(done.stderr)["messages"]
    return [f"{m['url'].removeprefix('file:')}:{m.get('lastLine', 0)}: {m['message']}" for m in told]


@pytest.mark.parametrize("built", ["county_folder", "site_folder"])
def test_every_page_is_valid_html(checkers: Path, built: str, request: pytest.FixtureRequest):
    pages = sorted(request.getfixturevalue(built).rglob("*.html"))
    found = errors(checkers, pages)
    assert not found, "\n".join(found)


def test_every_style_sheet_is_valid_css(checkers: Path):
    """Only our own sheets, not Material's. The checker does not know `@container`."""
    sheets = sorted((ROOT / "hooks/annual_reports/theme/assets").rglob("*.css"))
    found = errors(checkers, sheets, "--css")
    assert not found, "\n".join(found)
