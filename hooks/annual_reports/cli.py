"""The command `annual-reports`: for staff at the desk, and for continuous integration."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import click

from annual_reports import reporting, site
from annual_reports.addresses import LEDGER, is_site_address
from annual_reports.checks.similarity import closest_reports
from annual_reports.collection import Collection, Progress
from annual_reports.desk import sources, tasks, writing
from annual_reports.desk.draft import draft
from annual_reports.desk.proposals import Proposals, propose
from annual_reports.evidence import Body
from annual_reports.findings import Finding, Place, errors, finding, from_here, in_order
from annual_reports.front_matter import read as read_source
from annual_reports.ledger import audit, keeping
from annual_reports.model import Report
from annual_reports.official import shelf, workshop
from annual_reports.official.printing import NotReady
from annual_reports.publishing.command import publish
from annual_reports.spoken_commands import SpokenGroup

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


@click.group(cls=SpokenGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """从签发的文件到核对过的年度报告。"""


@main.command("import")
@click.argument("file", type=_FILE)
@_GOVERNMENT
@_YEAR
@_SITE
def import_(file: Path, government: str, year: int, root: Path) -> None:
    """把签发的 Word、文本或 PDF 做成报告草稿。不覆盖已有的文件。"""
    library, target = _target(root, government, year)
    made = tasks.import_document(file, library.catalog, tasks.due_report(library, government, year))
    if isinstance(made, Finding):
        _refuse(made)
    _write(target, made.text)
    for line in made.draft.told:
        click.echo(f"  {line}")
    found, left = (len(part) for part in (made.proposals.figures, made.proposals.unclaimed))
    click.echo(f"认出 {found} 项数据；正文里还有 {left} 个数没有用上。")
    if made.draft.to_confirm:
        click.echo("请对照签发的原件核对，核对一处，在文件的 to_confirm 里删一行：")
        click.echo("\n".join(f"  {number}. {item}" for number, item in enumerate(made.draft.to_confirm, 1)))
    click.echo(f"下一步：打开 {_shown(target)}，核对后运行 annual-reports check")


@main.command()
@click.argument("file", type=_FILE)
@_SITE
def figures(file: Path, root: Path) -> None:
    """列出一份草稿、Word、文本或 PDF 里认得出的数据，可以直接粘贴到 figures 下。"""
    body, government, year = _text_of(file)
    library, _ = site.read(root)
    last = tasks.last_report(library, government, year) if year else None
    click.echo("\n".join(_listing(body, propose(Body(body), library.catalog, last), last)))


def _text_of(file: Path) -> tuple[str, str, int | None]:
    """The text of a draft or a document, and of which government and year it is, where it says so."""
    if file.suffix.lower() != ".md":
        paragraphs = sources.read(file)
        if isinstance(paragraphs, Finding):
            _refuse(paragraphs)
        return draft(paragraphs).body, "", None
    source, findings = read_source(file.read_bytes(), str(file))
    if source is None:
        _refuse(*findings)
    values = source.header.values if isinstance(source.header.values, dict) else {}
    year = values.get("year")
    return source.body, str(values.get("government")), year if isinstance(year, int) else None


@main.command()
@_GOVERNMENT
@_YEAR
@_SITE
def new(government: str, year: int, root: Path) -> None:
    """按上一份报告的指标和安排，开一份新的空报告。"""
    library, target = _target(root, government, year)
    text = tasks.next_report(tasks.due_report(library, government, year))
    if isinstance(text, Finding):
        _refuse(text)
    _write(target, text)
    click.echo(f"下一步：打开 {_shown(target)}，粘贴正文，逐项填写，再运行 annual-reports check")


@main.command()
@click.argument("files", nargs=-1, type=_FILE)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(reporting.FORMATS)),
    default="text",
    help=f"输出的格式：{'、'.join(reporting.FORMATS)}",
)
@click.option("--likeness", is_flag=True, help="还说出同一年里哪两份报告最相像")
@_SITE
def check(files: tuple[Path, ...], format_: str, likeness: bool, root: Path) -> None:  # noqa: FBT001  # click names it
    """检查全部报告，或只说出其中几份的问题；有错误时退出状态是 1。"""
    made = _checked(root, quiet=format_ != "text")
    like = closest_reports(made.collection) if likeness else ()
    findings = from_here(in_order([*made.findings, *like]), root)
    if strangers := [file for file in files if not _is_report(file, root)]:
        _refuse(*(finding("no-report-file", Place(file.as_posix())) for file in strangers))
    told = [found for found in findings if _is_about(found, files)]
    click.echo(reporting.FORMATS[format_](told), nl=False)
    if format_ == "text":
        click.echo(reporting.count(told, len(files) or len(made.collection.reports)))
    raise SystemExit(1 if errors(told) else 0)


def _web_address(_context: click.Context, option: click.Parameter, written: str) -> str:
    if written and not is_site_address(written):
        raise click.BadParameter(written, param=option)
    return written


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
    library, findings = site.read(root)
    if wrong := errors(findings):
        _refuse(*from_here(list(in_order(wrong)), root))
    if strangers := [file for file in files if not _is_report(file, root)]:
        _refuse(*(finding("no-report-file", Place(file.as_posix())) for file in strangers))
    wanted = {file.resolve() for file in files}
    try:
        for line in workshop.print_all(root, library, wanted, address, _bar("排版")):
            click.echo(line)
    except NotReady as reason:
        _stop(str(reason))
    except OSError as error:
        place = _shown(Path(error.filename or shelf.folder_of(root)))
        _stop(f"PDF 没有写成：{error.strerror}（{place}）。请看磁盘是否满了、有没有写的权限。")


@main.command()
@_SITE
def verify(root: Path) -> None:
    """核对登记簿、登记的文本和全部报告；有错误时退出状态是 1。"""
    library, findings = site.read(root, _bar("核对"))
    wrong = in_order([*errors(findings), *audit.findings(library)])
    click.echo(reporting.as_text(from_here(wrong, root)), nl=False)
    counted = audit.tally(library)
    if entries := library.ledger.entries:
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
    published = keeping.folder(built)
    if published(LEDGER) is None:
        _stop(f"{_shown(built)} 里没有做好的网站。请先运行 make site，放上网以后再登记。")
    try:
        new = keeping.keep(root / "data", published, keeping.known_to(root))
    except keeping.LedgersPart as reason:
        _stop(f"{reason}。没有登记。")
    except OSError as error:
        _stop(f"没有登记成：{error.strerror}（{error.filename}）。请看磁盘是否满了、有没有写的权限。")
    click.echo(f"新登记 {len(new)} 条。" if new else "没有新的要登记。")


main.add_command(publish)


def _checked(root: Path, *, quiet: bool) -> site.Site:
    """Read and check a site, with a bar where a person waits."""
    return site.build(root, _bar("检查", quiet=quiet))


def _bar(label: str, *, quiet: bool = False) -> Progress:
    def bar(paths: Iterable[str]) -> Iterator[str]:
        hidden = quiet or not sys.stderr.isatty()
        with click.progressbar(list(paths), label=label, file=sys.stderr, hidden=hidden) as shown:
            yield from shown

    return bar


def _is_about(found: Finding, files: tuple[Path, ...]) -> bool:
    return not files or any(Path(found.path).resolve() == file.resolve() for file in files)


def _is_report(file: Path, root: Path) -> bool:
    """Whether a file is where reports are; of any other nothing would be said, as if it were sound."""
    return (root / "docs").resolve() in file.resolve().parents


def _target(root: Path, government: str, year: int) -> tuple[Collection, Path]:
    """All reports, and where a new one goes."""
    library, _ = site.read(root)
    if unknown := tasks.unknown_government(library, government):
        _refuse(unknown)
    return library, root / "docs" / "reports" / government / f"{year}.md"


def _write(target: Path, text: str) -> None:
    """Write a new file; one that is there, or that appears meanwhile, is left alone."""
    shown = _shown(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        _refuse(finding("target-exists", Place(shown)))
    except OSError as error:
        _refuse(finding("unreadable-file", Place(shown), reason=error.strerror))
    click.echo(f"写好了草稿 {shown}")


def _shown(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _listing(body: str, found: Proposals, last: Report | None) -> Iterator[str]:
    yield "figures:"
    yield from writing.figures(found.figures)
    if last:
        yield from writing.missing(found.missing, last)
    for span in found.unclaimed:
        line = body.count("\n", 0, span[0]) + 1
        yield f"  # 没有用上：{body[slice(*span)]}（正文第 {line} 行）"


def _stop(told: str) -> NoReturn:
    click.echo(told, err=True)
    raise SystemExit(1)


def _refuse(*findings: Finding) -> NoReturn:
    click.echo(reporting.as_text(findings), err=True, nl=False)
    raise SystemExit(1)
