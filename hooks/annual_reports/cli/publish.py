"""Command `annual-reports publish`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from annual_reports.cli import formats
from annual_reports.cli.messages import ChineseCommand
from annual_reports.publish import destination
from annual_reports.publish.comparison import ALTERED, TAKES_BACK, Rehearsal
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.interfaces import Backend, PublishOptions
from annual_reports.publish.publish import SiteRejected, backend_for, dry_run, publish_site, roll_back

_FOLDER = click.Path(path_type=Path, file_okay=False)
_MOST_PATHS = 200
"""Paths that --dry-run prints."""


@click.command(cls=ChineseCommand)
@click.argument("dest", metavar="DEST", default="")
@click.option(
    "--dry-run", "only_compare", is_flag=True, help="只做网站、检查，说出会增、改、删哪些文件，不改动去处"
)
@click.option("--rollback", is_flag=True, help="退回到上一版；可以接连退")
@click.option("--built", type=_FOLDER, help="发布这个文件夹里已经做好的网站，不再做一遍")
@click.option(
    "--ssh",
    default="ssh",
    envvar="ANNUAL_REPORTS_SSH",
    help="连服务器用的命令，例如 'ssh -i 密钥文件'；也可以写在环境变量 ANNUAL_REPORTS_SSH 里",
)
@click.option("--take-back", is_flag=True, help="线上有别人改过、这里没有的内容，看过、确要以这里的为准时用")
@click.option(
    "--restore",
    "restored",
    multiple=True,
    help="撤错了、要重新公开的，写 data/withdrawn.yml 里的那一条，例如 pingshi/2024",
)
@click.option("--site", "root", type=_FOLDER, default=".", help="网站所在的文件夹，里面有 data 和 docs")
def publish(  # noqa: PLR0913  # click hands over each option
    *,
    dest: str,
    only_compare: bool,
    rollback: bool,
    built: Path | None,
    ssh: str,
    take_back: bool,
    restored: tuple[str, ...],
    root: Path,
) -> None:
    """做好网站，检查过，传到 DEST，一次切换。

    DEST 写成 用户@主机:/绝对路径、ssh://用户@主机:端口/绝对路径、rclone的名称:存储桶/目录，或者本机的一个文件夹。
    """
    options = partial(PublishOptions, root, built, take_back, restored)
    if only_compare and rollback:
        _run(_raise_undecided)
    elif only_compare:
        _run(lambda: _rehearse(dry_run(options(), _backend(dest, ssh), _show_progress)))
    elif rollback:
        _run(lambda: roll_back(root, _backend(dest, ssh), _show_progress))
    else:
        _run(lambda: publish_site(options(), _backend(dest, ssh), _show_progress))


def _raise_undecided() -> NoReturn:
    raise NotPublished("undecided")


def _backend(dest: str, ssh: str) -> Backend:
    return backend_for(destination.parse(dest), destination.split_ssh_command(ssh))


def _run(action: Callable[[], str]) -> None:
    """Print the summary of an action, or the reason why it failed, and exit with status 1."""
    try:
        summary = action()
    except SiteRejected as rejected:
        reason = formats.as_text(rejected.findings).rstrip("\n")
    except NotPublished as failure:
        reason = f"没有成功：{failure}。"
    except OSError as error:
        reason = f"没有成功：{_not_written(error)}。"
    else:
        click.echo(summary)
        return
    click.echo(reason, err=True)
    raise SystemExit(1)


def _not_written(error: OSError) -> NotPublished:
    return NotPublished("not-written", place=error.filename or "临时文件夹", reason=error.strerror or error)


def _show_progress(phase: str) -> None:
    click.echo(phase, err=True)


def _rehearse(rehearsal: Rehearsal) -> str:
    """Return what a publish would change. Raises NotPublished, once that is shown, if it would stop."""
    listing = _listing(rehearsal)
    if rehearsal.stop is None:
        return listing
    click.echo(listing)
    raise rehearsal.stop


def _listing(rehearsal: Rehearsal) -> str:
    """Return what a publish would change, in Chinese: the counts, then the paths."""
    new, altered = rehearsal.difference, rehearsal.alterations
    kinds = {"增加": new.added, "改动": new.changed, "删除": new.removed}
    counts = "，".join(f"{kind} {len(paths)} 个文件" for kind, paths in kinds.items())
    lines = [f"  {kind} {path}" for kind, paths in kinds.items() for path in paths]
    return "\n".join(
        [
            f"如果发布：{counts}。去处没有改动。",
            *_first(lines),
            *(f"{remark}。" for remark in rehearsal.remarks),
            *_first(altered.lines, ALTERED),
            *_first(
                [f"  {path}" for path in rehearsal.taken_back],
                TAKES_BACK,
            ),
        ]
    )


def _first(lines: list[str], head: str | None = None) -> list[str]:
    """Return a head and the first lines, and how many more there are; nothing for no lines."""
    more = [f"  …… 还有 {len(lines) - _MOST_PATHS} 个"] if len(lines) > _MOST_PATHS else []
    heads = [head] if head and lines else []
    return [*heads, *lines[:_MOST_PATHS], *more]
