"""Command `annual-reports`: for staff at their desks, and for continuous integration."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import click

from annual_reports import build
from annual_reports.analysis.collection import Collection
from annual_reports.checks import ledger_audit
from annual_reports.checks.similarity import closest_reports
from annual_reports.cli import formats
from annual_reports.cli.compare_scan import compare_scan
from annual_reports.cli.figures import figures
from annual_reports.cli.messages import ChineseGroup
from annual_reports.cli.options import FILE, GOVERNMENT, SITE, YEAR, shown, stop, stop_with_findings
from annual_reports.cli.publish import publish
from annual_reports.cli.site import say_waiting, site
from annual_reports.cli.witness import witness
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Finding, Place, errors, finding, relative_to_cwd, sort_findings
from annual_reports.drafting.due_report import find_due_report, unknown_government
from annual_reports.drafting.figure_questions import left_over_sentences
from annual_reports.drafting.import_document import import_document
from annual_reports.drafting.report_writer import format_blank_report
from annual_reports.ledger.lines import Entry
from annual_reports.pdf.print_reports import print_all
from annual_reports.pdf.printer import PrinterNotReady
from annual_reports.pdf.store import pdf_folder
from annual_reports.publish import ledger_sync, site_folder
from annual_reports.rendering.site_address import is_site_address
from annual_reports.rendering.urls import LEDGER
from annual_reports.sources.docs_folder import ProgressBar


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """从签发的文件到核对过的年度报告。"""


@main.command("import")
@click.argument("file", type=FILE)
@GOVERNMENT
@YEAR
@SITE
def import_(file: Path, government: str, year: int, root: Path) -> None:
    """把签发的 Word、文本或 PDF 做成报告草稿。不覆盖已有的文件。"""
    collection, target = _target(root, government, year)
    due = find_due_report(collection, government, year)
    imported = import_document(file, collection.catalog, due)
    if isinstance(imported, Finding):
        stop_with_findings(imported)
    _write(target, imported.text)
    draft, proposals = imported.draft, imported.proposals
    for notice in draft.notices:
        click.echo(f"  {notice}")
    left_over = "：" if proposals.unclaimed else "。"
    click.echo(
        f"认出 {len(proposals.figures)} 项数据；正文里还有 {len(proposals.unclaimed)} 个数没有用上{left_over}"
    )
    for line in left_over_sentences(Body(draft.body), proposals):
        click.echo(f"  {line}")
    if draft.to_confirm:
        click.echo("请对照签发的原件核对，核对一处，在文件的 to_confirm 里删一行：")
        click.echo("\n".join(f"  {number}. {item}" for number, item in enumerate(draft.to_confirm, 1)))
    click.echo(f"下一步：打开 {shown(target)}，核对后运行 annual-reports check")


@main.command()
@GOVERNMENT
@YEAR
@SITE
def new(government: str, year: int, root: Path) -> None:
    """按上一份报告的指标和安排，开一份新的空报告。"""
    collection, target = _target(root, government, year)
    text = format_blank_report(find_due_report(collection, government, year))
    if isinstance(text, Finding):
        stop_with_findings(text)
    _write(target, text)
    click.echo(f"下一步：打开 {shown(target)}，粘贴正文，逐项填写，再运行 annual-reports check")


@main.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(formats.FORMATS)),
    default="text",
    help=f"输出的格式：{'、'.join(formats.FORMATS)}",
)
@click.option("--likeness", is_flag=True, help="还说出同一年里哪两份报告最相像")
@SITE
def check(files: tuple[Path, ...], format_: str, likeness: bool, root: Path) -> None:  # noqa: FBT001  # click names it
    """检查全部报告，或只说出其中几份的问题；有错误时退出状态是 1。"""
    built = build.build(root, _progress_bar("检查", quiet=format_ != "text"))
    similar = closest_reports(built.collection) if likeness else ()
    _require_reports(files, root)
    told = [found for found in (*built.findings, *similar) if _is_about(found, files, root)]
    findings = relative_to_cwd(sort_findings(told), root)
    click.echo(formats.FORMATS[format_](findings), nl=False)
    if format_ == "text":
        click.echo(formats.summary(findings, len(files or built.collection.docs.report_files)))
    raise SystemExit(1 if errors(findings) else 0)


def _web_address(_context: click.Context, option: click.Parameter, address: str) -> str:
    if address and not is_site_address(address):
        raise click.BadParameter(address, param=option)
    return address


@main.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option(
    "--address",
    default="",
    callback=_web_address,
    help="网站的网址，写到目录为止，印在 PDF 末尾，例如 https://example.gov.cn/nianbao/",
)
@SITE
def pdf(files: tuple[Path, ...], address: str, root: Path) -> None:
    """把全部报告或其中几份排成公文式样的 PDF；排过又没有变的不再排。"""
    collection, findings = build.read(root)
    if wrong := errors(findings):
        stop_with_findings(*relative_to_cwd(list(sort_findings(wrong)), root))
    _require_reports(files, root)
    selected = {file.resolve() for file in files}
    try:
        with site_folder.lock(root, say_waiting):  # a build would miss what is being replaced
            for message in print_all(root, collection, selected, address, _progress_bar("排版")):
                click.echo(message)
    except PrinterNotReady as reason:
        stop(str(reason))
    except OSError as error:
        place = shown(Path(error.filename or pdf_folder(root)))
        stop(f"PDF 没有写成：{error.strerror}（{place}）。请看磁盘是否满了、有没有写的权限。")


@main.command()
@SITE
def verify(root: Path) -> None:
    """核对登记簿、登记的文本和全部报告；有错误时退出状态是 1。"""
    collection, findings = build.read(root, _progress_bar("核对"))
    wrong = sort_findings([*errors(findings), *ledger_audit.ledger_and_texts(collection)])
    click.echo(formats.as_text(relative_to_cwd(wrong, root)), nl=False)
    counted = ledger_audit.count_reports(collection)
    if lines := collection.ledger.lines:
        click.echo(f"登记簿最后一行的指纹 {lines[-1].digest}，抄下来可以与以后的核对。")
    click.echo(
        f"登记簿 {counted.entries} 条。报告：与公布时一致 {counted.same} 份，"
        f"更正或补录后待公布 {counted.changed} 份，还没有公布 {counted.new} 份。错误 {len(wrong)} 处。"
    )
    raise SystemExit(1 if wrong else 0)


@main.command()
@click.argument("built", type=click.Path(path_type=Path, file_okay=False), default="site")
@SITE
def record(built: Path, root: Path) -> None:
    """没有用 publish、自己把 site 文件夹放上网以后，把这次公布的报告登记下来。"""
    site_folder.put_back(root)
    if not (built / LEDGER).is_file():
        stop(f"{shown(built)} 里没有做好的网站。请先运行 make site，放上网以后再登记。")
    try:
        new = ledger_sync.copy_entries_of_folder(root, built)
    except ledger_sync.LedgerConflict as conflict:
        stop(f"{conflict}。没有登记。")
    except OSError as error:
        stop(f"没有登记成：{error.strerror}（{error.filename}）。请看磁盘是否满了、有没有写的权限。")
    entries = sum(isinstance(line, Entry) for line in new)
    told = "新登记整理内容的改动。" if new else "没有新的要登记。"
    click.echo(f"新登记 {entries} 条。" if entries else told)


main.add_command(compare_scan)
main.add_command(figures)
main.add_command(publish)
main.add_command(site)
main.add_command(witness)


def _progress_bar(label: str, *, quiet: bool = False) -> ProgressBar:
    """Return a progress bar for the terminal, hidden if `quiet` or if nobody is watching."""

    def progress_bar(paths: Iterable[str]) -> Iterator[str]:
        hidden = quiet or not sys.stderr.isatty()
        with click.progressbar(list(paths), label=label, file=sys.stderr, hidden=hidden) as shown:
            yield from shown

    return progress_bar


def _is_about(found: Finding, files: tuple[Path, ...], root: Path) -> bool:
    return not files or (root / found.path).resolve() in {file.resolve() for file in files}


def _is_report(file: Path, root: Path) -> bool:
    return (root / "docs").resolve() in file.resolve().parents


def _require_reports(files: tuple[Path, ...], root: Path) -> None:
    """Stop if a file is not below `docs`: no finding would be about it, as if it had no errors."""
    if others := [file for file in files if not _is_report(file, root)]:
        stop_with_findings(*(finding("no-report-file", Place(file.as_posix())) for file in others))


def _target(root: Path, government: str, year: int) -> tuple[Collection, Path]:
    """Return the reports of the site, and the path of a new one."""
    collection, _ = build.read(root)
    if unknown := unknown_government(collection, government):
        stop_with_findings(unknown)
    return collection, root / "docs" / "reports" / government / f"{year}.md"


def _write(target: Path, text: str) -> None:
    """Write a new file; never overwrite one, not even if it appears meanwhile."""
    path = shown(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        stop_with_findings(finding("target-exists", Place(path)))
    except OSError as error:
        with suppress(OSError):  # a full disk leaves a part
            target.unlink()
        stop_with_findings(finding("unreadable-file", Place(path), reason=error.strerror))
    click.echo(f"写好了草稿 {path}")
