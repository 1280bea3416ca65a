"""Command `annual-reports witness`."""

from __future__ import annotations

from pathlib import Path

import click

from annual_reports.cli.messages import ChineseCommand
from annual_reports.cli.options import SITE, stop
from annual_reports.publish import witnessing
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.web_files import read_web_file
from annual_reports.rendering.site_address import is_site_address


@click.command(cls=ChineseCommand)
@click.argument("addresses", metavar="网址…", nargs=-1, required=True)
@click.option("--new-key", is_flag=True, help="已经向对方核对过：它签名的密钥换了")
@SITE
def witness(addresses: tuple[str, ...], new_key: bool, root: Path) -> None:  # noqa: FBT001  # click names it
    """为别的网站的登记簿作证：与上次见到的比较，记下它现在到哪里，下次发布时公开。"""
    failed = False
    for address in addresses:
        try:
            click.echo(_witness(root / "data", address, new_key=new_key))
        except NotPublished as failure:
            click.echo(f"没有成功：{failure}。", err=True)
            failed = True
        except OSError as error:
            stop(f"没有记成：{error.strerror}（{error.filename}）。请看磁盘是否满了、有没有写的权限。")
    raise SystemExit(1 if failed else 0)


def _witness(data: Path, address: str, *, new_key: bool) -> str:
    if not is_site_address(address):
        raise NotPublished("bad-site-address", found=address)
    whole = address.removesuffix("/") + "/"
    return witnessing.witness(data, whole, read_web_file, accept_new_key=new_key)
