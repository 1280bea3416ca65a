"""The command `annual-reports publish`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from annual_reports import reporting
from annual_reports.publishing import places, story
from annual_reports.publishing.failures import NotPublished
from annual_reports.publishing.manifest import Difference
from annual_reports.publishing.story import Destination, Unsound, Wish
from annual_reports.spoken_commands import SpokenCommand

_FOLDER = click.Path(path_type=Path, file_okay=False)
_MOST_SHOWN = 200


@click.command(cls=SpokenCommand)
@click.argument("where", metavar="DEST", default="")
@click.option("--dry-run", is_flag=True, help="只做网站、检查，说出会增、改、删哪些文件，不改动去处")
@click.option("--rollback", is_flag=True, help="退回到上一版；可以接连退")
@click.option("--built", type=_FOLDER, help="发布这个文件夹里已经做好的网站，不再做一遍")
@click.option(
    "--ssh",
    default="ssh",
    envvar="ANNUAL_REPORTS_SSH",
    help="连服务器用的命令，例如 'ssh -i 密钥文件'；也可以写在环境变量 ANNUAL_REPORTS_SSH 里",
)
@click.option("--site", "root", type=_FOLDER, default=".", help="网站所在的文件夹，里面有 data 和 docs")
def publish(  # noqa: PLR0913  # click hands over each option
    *, where: str, dry_run: bool, rollback: bool, built: Path | None, ssh: str, root: Path
) -> None:
    """做好网站，检查过，传到 DEST，一次切换。

    DEST 写成 用户@主机:/绝对路径、ssh://用户@主机:端口/绝对路径、rclone的名称:存储桶/目录，或者本机的一个文件夹。
    """
    wish = Wish(root, built)
    if dry_run and rollback:
        _or_stop(_undecided)
    elif dry_run:
        _or_stop(lambda: _listing(story.rehearse(wish, _destination(where, ssh), _tell)))
    elif rollback:
        _or_stop(lambda: story.roll_back(_destination(where, ssh), _tell))
    else:
        _or_stop(lambda: story.publish(wish, _destination(where, ssh), _tell))


def _undecided() -> NoReturn:
    raise NotPublished("undecided")


def _destination(where: str, ssh: str) -> Destination:
    return story.destination(places.parse(where), places.words(ssh))


def _or_stop(do: Callable[[], str]) -> None:
    """Print what was done, or why it was not, and exit with status 1."""
    try:
        done = do()
    except Unsound as unsound:
        told = reporting.as_text(unsound.findings).rstrip("\n")
    except NotPublished as reason:
        told = f"没有成功：{reason}。"
    except OSError as error:
        told = f"没有成功：{_not_written(error)}。"
    else:
        click.echo(done)
        return
    click.echo(told, err=True)
    raise SystemExit(1)


def _not_written(error: OSError) -> NotPublished:
    return NotPublished("not-written", place=error.filename or "临时文件夹", reason=error.strerror or error)


def _tell(phase: str) -> None:
    click.echo(phase, err=True)


def _listing(found: Difference) -> str:
    """What a publish would change, in words: counts, then paths."""
    kinds = {"增加": found.added, "改动": found.changed, "删除": found.removed}
    counts = "，".join(f"{kind} {len(paths)} 个文件" for kind, paths in kinds.items())
    lines = [f"  {kind} {path}" for kind, paths in kinds.items() for path in paths]
    more = [f"  …… 还有 {len(lines) - _MOST_SHOWN} 个"] if len(lines) > _MOST_SHOWN else []
    return "\n".join([f"如果发布：{counts}。去处没有改动。", *lines[:_MOST_SHOWN], *more])
