"""Print the reports that have no PDF yet, and delete the PDFs that are outdated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annual_reports.analysis.collection import Collection
from annual_reports.domain.files import write_whole
from annual_reports.pdf import fonts, store
from annual_reports.pdf.printer import Printer, PrinterNotReady, load_printer
from annual_reports.pdf.store import PrintConditions, PrintJob
from annual_reports.sources.docs_folder import ProgressBar

_NO_FONT = (
    "还不能做 PDF：这台机器没有中文字体。请运行 make pdf，它会装好；"
    "Debian、Ubuntu 也可以自己装：apt-get install fonts-noto-cjk"
)


def print_all(
    root: Path, collection: Collection, selected: set[Path], address: str, progress_bar: ProgressBar = list
) -> Iterator[str]:
    """Print the reports without an up-to-date PDF; yield Chinese sentences on what was done.

    Args:
        root: the site's folder.
        collection: its reports.
        selected: resolved paths of the reports to print; empty for all.
        address: the site's own address, or "".
        progress_bar: is given the names of the files that are printed, and may show progress.

    Raises:
        PrinterNotReady: a library or a Chinese font is missing.
        OSError: a file cannot be written.

    """
    printer = _ready_printer()
    configured = collection.catalog.fonts
    missing_levels = fonts.missing_levels(configured, fonts.installed_families())
    conditions = PrintConditions(address, missing_levels, printer.engine)
    store.write_conditions(root, conditions)
    yield from fonts.missing_font_messages(configured, missing_levels)
    jobs = [store.print_job(report, collection.catalog, conditions) for report in collection.reports]
    deleted = store.delete_outdated(root, {job.name for job in jobs})
    folder = store.pdf_folder(root)
    unprinted = [job for job in jobs if not store.is_complete_pdf(folder / job.name)]
    pages = {job.name: job.html for job in _select(unprinted, root, selected)}
    for name in progress_bar(pages):
        write_whole(folder / name, printer.pdf(pages[name]))
    kept = len(jobs) - len(unprinted)
    yield f"做好 {len(pages)} 份 PDF，原有的 {kept} 份没有变，清理旧的 {deleted} 份。"


def _ready_printer() -> Printer:
    printer = load_printer()
    if not fonts.has_chinese_font():
        raise PrinterNotReady(_NO_FONT)
    return printer


def _select(jobs: Sequence[PrintJob], root: Path, selected: set[Path]) -> Iterator[PrintJob]:
    docs = (root / "docs").resolve()
    return (job for job in jobs if not selected or docs / job.report.path in selected)
