"""Command `annual-reports`: for staff at their desks, and for continuous integration."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import click

from annual_reports import build
from annual_reports.analysis.collection import Collection
from annual_reports.checks import ledger_audit
from annual_reports.checks.similarity import closest_reports
from annual_reports.cli import formats
from annual_reports.cli.messages import ChineseGroup
from annual_reports.cli.publish import publish
from annual_reports.documents.document_reader import read_document
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Finding, Place, errors, finding, relative_to_cwd, sort_findings
from annual_reports.domain.model import Report
from annual_reports.drafting.document_parts import recognise_parts
from annual_reports.drafting.due_report import find_due_report, last_report, unknown_government
from annual_reports.drafting.figure_proposals import FigureProposals, propose_figures
from annual_reports.drafting.import_document import import_document
from annual_reports.drafting.report_writer import figure_lines, format_blank_report, missing_figure_lines
from annual_reports.pdf.print_reports import print_all
from annual_reports.pdf.printer import PrinterNotReady
from annual_reports.pdf.store import pdf_folder
from annual_reports.publish import ledger_sync
from annual_reports.rendering.site_address import is_site_address
from annual_reports.rendering.urls import LEDGER
from annual_reports.sources.docs_folder import ProgressBar
from annual_reports.sources.front_matter import read_source

_SITE = click.option(
    "--site",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    help="网站所在的文件夹，里面有 data 和 docs",
)
_GOVERNMENT = click.option("--government", required=True, help="政府代号，例如 pingshi")
_YEAR = click.option("--year", required=True, type=click.IntRange(1949, 2100), help="报告年度，例如 2025")
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """从签发的文件到核对过的年度报告。"""


@main.command("import")
@click.argument("file", type=_FILE)
@_GOVERNMENT
@_YEAR
@_SITE
def import_(file: Path, government: str, year: int, root: Path) -> None:
    """把签发的 Word、文本或 PDF 做成报告草稿。不覆盖已有的文件。"""
    collection, target = _target(root, government, year)
    due = find_due_report(collection, government, year)
    imported = import_document(file, collection.catalog, due)
    if isinstance(imported, Finding):
        _stop_with_findings(imported)
    _write(target, imported.text)
    draft, proposals = imported.draft, imported.proposals
    for notice in draft.notices:
        click.echo(f"  {notice}")
    claimed, unclaimed = len(proposals.figures), len(proposals.unclaimed)
    click.echo(f"认出 {claimed} 项数据；正文里还有 {unclaimed} 个数没有用上。")
    if draft.to_confirm:
        click.echo("请对照签发的原件核对，核对一处，在文件的 to_confirm 里删一行：")
        click.echo("\n".join(f"  {number}. {item}" for number, item in enumerate(draft.to_confirm, 1)))
    click.echo(f"下一步：打开 {_shown(target)}，核对后运行 annual-reports check")


@main.command()
@click.argument("file", type=_FILE)
@_SITE
def figures(file: Path, root: Path) -> None:
    """列出一份草稿、Word、文本或 PDF 里认得出的数据，可以直接粘贴到 figures 下。"""
    body, government, year = _read_text(file)
    collection, _ = build.read(root)
    last = last_report(collection, government, year) if year else None
    setting = setting_of(collection.catalog.governments.get(government), year, collection.catalog)
    proposals = propose_figures(Body(body), collection.catalog, setting, last)
    click.echo("\n".join(_figure_listing(body, proposals, last)))


def _read_text(file: Path) -> tuple[str, str, int | None]:
    """Return the text of a report or a document, and a report's government and year, if it says so."""
    if file.suffix.lower() != ".md":
        document = read_document(file)
        if isinstance(document, Finding):
            _stop_with_findings(document)
        return recognise_parts(document.paragraphs).body, "", None
    source, findings = read_source(file.read_bytes(), str(file))
    if source is None:
        _stop_with_findings(*findings)
    values = source.header.values if isinstance(source.header.values, dict) else {}
    year = values.get("year")
    return source.body, str(values.get("government")), year if isinstance(year, int) else None


@main.command()
@_GOVERNMENT
@_YEAR
@_SITE
def new(government: str, year: int, root: Path) -> None:
    """按上一份报告的指标和安排，开一份新的空报告。"""
    collection, target = _target(root, government, year)
    text = format_blank_report(find_due_report(collection, government, year))
    if isinstance(text, Finding):
        _stop_with_findings(text)
    _write(target, text)
    click.echo(f"下一步：打开 {_shown(target)}，粘贴正文，逐项填写，再运行 annual-reports check")


@main.command()
@click.argument("files", nargs=-1, type=_FILE)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(formats.FORMATS)),
    default="text",
    help=f"输出的格式：{'、'.join(formats.FORMATS)}",
)
@click.option("--likeness", is_flag=True, help="还说出同一年里哪两份报告最相像")
@_SITE
def check(files: tuple[Path, ...], format_: str, likeness: bool, root: Path) -> None:  # noqa: FBT001  # click names it
    """检查全部报告，或只说出其中几份的问题；有错误时退出状态是 1。"""
    site = build.build(root, _progress_bar("检查", quiet=format_ != "text"))
    similar = closest_reports(site.collection) if likeness else ()
    all_findings = relative_to_cwd(sort_findings([*site.findings, *similar]), root)
    _require_reports(files, root)
    findings = [found for found in all_findings if _is_about(found, files)]
    click.echo(formats.FORMATS[format_](findings), nl=False)
    if format_ == "text":
        click.echo(formats.summary(findings, len(files) or len(site.collection.reports)))
    raise SystemExit(1 if errors(findings) else 0)


def _web_address(_context: click.Context, option: click.Parameter, address: str) -> str:
    if address and not is_site_address(address):
        raise click.BadParameter(address, param=option)
    return address


@main.command()
@click.argument("files", nargs=-1, type=_FILE)
@click.option(
    "--address",
    default="",
    callback=_web_address,
    help="网站的网址，写到目录为止，印在 PDF 末尾，例如 https://example.gov.cn/nianbao/",
)
@_SITE
def pdf(files: tuple[Path, ...], address: str, root: Path) -> None:
    """把全部报告或其中几份排成公文式样的 PDF；排过又没有变的不再排。"""
    collection, findings = build.read(root)
    if wrong := errors(findings):
        _stop_with_findings(*relative_to_cwd(list(sort_findings(wrong)), root))
    _require_reports(files, root)
    selected = {file.resolve() for file in files}
    try:
        for message in print_all(root, collection, selected, address, _progress_bar("排版")):
            click.echo(message)
    except PrinterNotReady as reason:
        _stop(str(reason))
    except OSError as error:
        path = _shown(Path(error.filename or pdf_folder(root)))
        _stop(f"PDF 没有写成：{error.strerror}（{path}）。请看磁盘是否满了、有没有写的权限。")


@main.command()
@_SITE
def verify(root: Path) -> None:
    """核对登记簿、登记的文本和全部报告；有错误时退出状态是 1。"""
    collection, findings = build.read(root, _progress_bar("核对"))
    wrong = sort_findings([*errors(findings), *ledger_audit.ledger_and_texts(collection)])
    click.echo(formats.as_text(relative_to_cwd(wrong, root)), nl=False)
    counted = ledger_audit.count_reports(collection)
    if entries := collection.ledger.entries:
        click.echo(f"登记簿最后一行的指纹 {entries[-1].digest}，抄下来可以与以后的核对。")
    click.echo(
        f"登记簿 {counted.entries} 条。报告：与公布时一致 {counted.same} 份，"
        f"更正或补录后待公布 {counted.changed} 份，还没有公布 {counted.new} 份。错误 {len(wrong)} 处。"
    )
    raise SystemExit(1 if wrong else 0)


@main.command()
@click.argument("built", type=click.Path(path_type=Path, file_okay=False), default="site")
@_SITE
def record(built: Path, root: Path) -> None:
    """没有用 publish、自己把 site 文件夹放上网以后，把这次公布的报告登记下来。"""
    if not (built / LEDGER).is_file():
        _stop(f"{_shown(built)} 里没有做好的网站。请先运行 make site，放上网以后再登记。")
    try:
        new = ledger_sync.copy_entries_of_folder(root, built)
    except ledger_sync.LedgerConflict as conflict:
        _stop(f"{conflict}。没有登记。")
    except OSError as error:
        _stop(f"没有登记成：{error.strerror}（{error.filename}）。请看磁盘是否满了、有没有写的权限。")
    click.echo(f"新登记 {len(new)} 条。" if new else "没有新的要登记。")


main.add_command(publish)


def _progress_bar(label: str, *, quiet: bool = False) -> ProgressBar:
    """Return a progress bar for the terminal, hidden if `quiet` or if nobody is watching."""

    def progress_bar(paths: Iterable[str]) -> Iterator[str]:
        hidden = quiet or not sys.stderr.isatty()
        with click.progressbar(list(paths), label=label, file=sys.stderr, hidden=hidden) as shown:
            yield from shown

    return progress_bar


def _is_about(found: Finding, files: tuple[Path, ...]) -> bool:
    return not files or any(Path(found.path).resolve() == file.resolve() for file in files)


def _is_report(file: Path, root: Path) -> bool:
    return (root / "docs").resolve() in file.resolve().parents


def _require_reports(files: tuple[Path, ...], root: Path) -> None:
    """Stop if a file is not below `docs`: no finding would be about it, as if it had no errors."""
    if others := [file for file in files if not _is_report(file, root)]:
        _stop_with_findings(*(finding("no-report-file", Place(file.as_posix())) for file in others))


def _target(root: Path, government: str, year: int) -> tuple[Collection, Path]:
    """Return the reports of the site, and the path of a new one."""
    collection, _ = build.read(root)
    if unknown := unknown_government(collection, government):
        _stop_with_findings(unknown)
    return collection, root / "docs" / "reports" / government / f"{year}.md"


def _write(target: Path, text: str) -> None:
    """Write a new file; never overwrite one, not even if it appears meanwhile."""
    shown = _shown(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        _stop_with_findings(finding("target-exists", Place(shown)))
    except OSError as error:
        _stop_with_findings(finding("unreadable-file", Place(shown), reason=error.strerror))
    click.echo(f"写好了草稿 {shown}")


def _shown(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _figure_listing(body: str, proposals: FigureProposals, last: Report | None) -> Iterator[str]:
    yield "figures:"
    yield from figure_lines(proposals.figures)
    if last:
        yield from missing_figure_lines(proposals.missing, last)
    for left in proposals.unclaimed:
        line = body.count("\n", 0, left.span[0]) + 1
        guess = (
            f"，像是 {left.guess.name}"
            if left.guess and not left.reason
            else left.reason and f"，{left.reason}"
        )
        yield f"  # 没有用上：{body[slice(*left.span)]}（正文第 {line} 行）{guess}"


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(1)


def _stop_with_findings(*findings: Finding) -> NoReturn:
    click.echo(formats.as_text(findings), err=True, nl=False)
    raise SystemExit(1)
