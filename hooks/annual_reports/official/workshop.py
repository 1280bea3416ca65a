"""All reports that have no printed form yet are printed; what no report has any more is thrown away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annual_reports.collection import Collection, Progress
from annual_reports.official import fonts, shelf
from annual_reports.official.printing import NotReady, Printer, printer
from annual_reports.official.shelf import Conditions, Sheet

_NO_FONT = (
    "还不能做 PDF：这台机器没有中文字体。请运行 make pdf，它会装好；"
    "Debian、Ubuntu 也可以自己装：apt-get install fonts-noto-cjk"
)


def print_all(
    root: Path, collection: Collection, only: set[Path], address: str, each: Progress = list
) -> Iterator[str]:
    """Print what is missing on the shelf, and tell in Chinese what was done.

    Args:
        root: the site's folder.
        collection: its reports.
        only: the resolved paths of the reports that are wanted; all if it is empty.
        address: the site's own address, or "".
        each: is handed the names of the files that are printed, and may show how far it is.

    Raises:
        NotReady: a library or a Chinese font is missing.
        OSError: a file cannot be written.

    """
    machine = _machine()
    asked = collection.catalog.fonts
    conditions = Conditions(address, fonts.lacking(asked, fonts.installed()), machine.engine)
    shelf.remember(root, conditions)
    yield from fonts.told(asked, conditions.lacking)
    sheets = [shelf.sheet(report, collection, conditions) for report in collection.reports]
    removed = shelf.clear(root, {sheet.name for sheet in sheets})
    missing = [sheet for sheet in sheets if not shelf.is_whole(shelf.folder_of(root) / sheet.name)]
    printed = {sheet.name: sheet.html for sheet in _wanted(missing, root, only)}
    for name in each(printed):
        shelf.put(shelf.folder_of(root) / name, machine.pdf(printed[name]))
    kept = len(sheets) - len(missing)
    yield f"做好 {len(printed)} 份 PDF，原有的 {kept} 份没有变，清理旧的 {removed} 份。"


def _machine() -> Printer:
    machine = printer()
    if not fonts.has_chinese():
        raise NotReady(_NO_FONT)
    return machine


def _wanted(sheets: Sequence[Sheet], root: Path, only: set[Path]) -> Iterator[Sheet]:
    docs = (root / "docs").resolve()
    return (sheet for sheet in sheets if not only or docs / sheet.report.path in only)
