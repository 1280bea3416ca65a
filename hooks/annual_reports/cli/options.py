"""Arguments that several commands take, and how a command stops."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import click

from annual_reports.cli import formats
from annual_reports.domain.findings import Finding

SITE = click.option(
    "--site",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    help="网站所在的文件夹，里面有 data 和 docs",
)
GOVERNMENT_HELP = "政府代号，例如 pingshi"
YEAR_HELP = "报告年度，例如 2025"
YEAR_RANGE = click.IntRange(1949, 2100)
GOVERNMENT = click.option("--government", required=True, help=GOVERNMENT_HELP)
YEAR = click.option("--year", required=True, type=YEAR_RANGE, help=YEAR_HELP)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


def shown(path: Path) -> str:
    """Return a path as people read it: relative to the current folder."""
    return Path(os.path.relpath(path)).as_posix()


def stop(message: str) -> NoReturn:
    """Say on standard error why the command stops, and exit with status 1."""
    click.echo(message, err=True)
    raise SystemExit(1)


def stop_with_findings(*findings: Finding) -> NoReturn:
    """List findings on standard error, and exit with status 1."""
    click.echo(formats.as_text(findings), err=True, nl=False)
    raise SystemExit(1)
