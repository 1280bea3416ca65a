"""Command `annual-reports site`, which `make site` runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click

from annual_reports.cli.messages import ChineseCommand, ChineseGroup
from annual_reports.publish import site_folder

_GENERATOR = (sys.executable, "-m", "annual_reports_mkdocs", "build", "--dirty", "--quiet", "--site-dir")
"""Command that builds on top of the last build; the folder follows."""
_WAITING = "这个文件夹里另一个命令正在做网站或者 PDF，等它做完……"
_NOT_BUILT = "网站没有做成，问题列在上面；原来的网站没有动。"
_READY = "网站做好了，放在 site/。用 make serve 预览，或者复制到网站服务器上。"


@click.command(cls=ChineseCommand)
@click.option(
    "--site",
    "root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="网站所在的文件夹，里面有 data 和 docs",
)
def site(root: Path) -> None:
    """做网站，放在 site/；没有做成的，原来的网站不动。"""
    try:
        with site_folder.lock(root, say_waiting) as lock, site_folder.replaced_site(root) as folder:
            _build(root, folder, lock)
    except site_folder.SiteIncomplete:
        _stop(_NOT_BUILT)
    except OSError as error:
        _stop(f"{_NOT_BUILT}{error.strerror}（{error.filename}）。请看磁盘是否满了、有没有写的权限。")
    click.echo(_READY)


def say_waiting() -> None:
    """Say that another command is at work in the same folder."""
    click.echo(_WAITING, err=True)


def _build(root: Path, folder: Path, lock: int) -> None:
    """Build the site. The generator holds the lock too: it may outlive us, and goes on writing."""
    command = [*_GENERATOR, str(folder.resolve())]
    done = subprocess.run(command, cwd=root, pass_fds=[lock], stdin=subprocess.DEVNULL, check=False)  # noqa: S603  # a list, no shell
    if done.returncode != 0:
        _stop(_NOT_BUILT)


def _stop(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    raise SystemExit(1)


if __name__ == "__main__":  # the other commands would take half a second to import
    ChineseGroup(commands=[site]).main(["site", *sys.argv[1:]])
