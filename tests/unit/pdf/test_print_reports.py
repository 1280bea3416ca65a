"""Reports are printed again, left, or thrown away; the printing itself is made up."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.pdf import fonts, print_reports, store
from annual_reports.pdf.printer import Printer, PrinterNotReady, load_printer
from support.sites import COUNTY


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fictional county, on a machine that can print and has one font."""
    for name in ("data", "docs"):
        shutil.copytree(COUNTY / name, tmp_path / name)
    monkeypatch.setattr(
        print_reports, "load_printer", lambda: Printer(lambda html: f"%PDF-{html[:15]}%%EOF".encode(), "1")
    )
    monkeypatch.setattr(fonts, "_families", lambda _pattern: frozenset({"Noto Serif CJK SC"}))
    return tmp_path


def run(root: Path, *only: str, address: str = "") -> list[str]:
    library, _ = build.read(root)
    return list(print_reports.print_all(root, library, {(root / name).resolve() for name in only}, address))


def shelved(root: Path) -> set[str]:
    return {path.name for path in store.pdf_folder(root).iterdir()}


def test_what_is_there_is_not_printed_again(copy: Path):
    assert run(copy)[-1] == "做好 16 份 PDF，原有的 0 份没有变，清理旧的 0 份。"
    before = shelved(copy)
    assert run(copy)[-1] == "做好 0 份 PDF，原有的 16 份没有变，清理旧的 0 份。"
    assert shelved(copy) == before
    assert "conditions.json" in before
    assert {path.suffix for path in store.pdf_folder(copy).iterdir()} == {".json", ".pdf"}


def test_a_report_that_changed_is_printed_again_and_its_old_form_goes(copy: Path):
    run(copy)
    path = copy / "docs/reports/jia/2024.md"
    path.write_text(path.read_text(encoding="utf-8").replace("取得新的成效", "取得成效"), encoding="utf-8")
    assert run(copy)[-1] == "做好 1 份 PDF，原有的 15 份没有变，清理旧的 1 份。"


def test_some_reports_alone(copy: Path):
    assert run(copy, "docs/reports/jia/2024.md")[-1] == "做好 1 份 PDF，原有的 0 份没有变，清理旧的 0 份。"


def test_another_address_changes_them_all(copy: Path):
    run(copy)
    assert "清理旧的 16 份" in run(copy, address="//示范.cn")[-1]


def test_fonts_that_are_lacking_are_told_once(copy: Path):
    (copy / "data/official-form.yml").write_text("body: [仿宋]\nheading_3: [仿宋]\n", encoding="utf-8")
    assert run(copy)[:-1] == ["这台机器没有正文、三级标题要用的字体（仿宋），改用相近的字体"]


def test_without_a_chinese_font_nothing_is_printed(copy: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "_families", lambda _pattern: frozenset())
    with pytest.raises(PrinterNotReady, match="没有中文字体"):
        run(copy)
    assert not store.pdf_folder(copy).exists()


def test_without_the_libraries_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PrinterNotReady, match="还不能做 PDF：没有装 WeasyPrint"):
        load_printer()
