"""CSS that fetches from another host: told by the last gate, and of drawings by the build too."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from annual_reports.publish.site_audit import audit_site
from annual_reports.sanitize.svg import find_active_content

INPUTS = yaml.safe_load((Path(__file__).parent / "styles.yml").read_text(encoding="utf-8"))
PAGE = '<!doctype html>\n<html lang="zh-CN">\n<head><title>页</title></head>\n<body>\n{}\n</body>\n</html>\n'


def each(*names: str) -> pytest.MarkDecorator:
    inputs = [pytest.param(text, id=f"{n}: {name}") for n in names for name, text in INPUTS[n].items()]
    return pytest.mark.parametrize("text", inputs)


def told(site: Path, name: str, text: str) -> set[str]:
    (site / "index.html").write_text(PAGE.format(""), encoding="utf-8")
    (site / name).write_text(text, encoding="utf-8")
    return {found.code for found in audit_site(site) if found.path == name}


@each("sheets")
def test_a_sheet_that_fetches_is_told(tmp_path: Path, text: str):
    assert told(tmp_path, "extra.css", f"a{{color:red}}\n{text}") == {"site-elsewhere"}


@each("sound-sheets")
def test_a_sheet_that_does_not_passes(tmp_path: Path, text: str):
    assert told(tmp_path, "extra.css", text) == set()


@each("markup")
def test_markup_that_fetches_is_told(tmp_path: Path, text: str):
    assert told(tmp_path, "index.html", PAGE.format(text)) & {"site-elsewhere", "site-style"}


def drawing(attribute: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><rect {attribute}/></svg>'


@each("attributes")
def test_a_drawing_that_fetches_is_told(tmp_path: Path, text: str):
    assert list(find_active_content(drawing(text).encode()))
    assert told(tmp_path, "x.svg", drawing(text)) == {"site-script"}


@each("sound-attributes")
def test_a_drawing_that_does_not_passes(tmp_path: Path, text: str):
    assert told(tmp_path, "x.svg", drawing(text)) == set()
