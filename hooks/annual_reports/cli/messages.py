"""Print help and usage errors in Chinese: click prints them in English."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from annual_reports.cli.streams import make_readable

_HEADINGS = {"Options": "选项", "Commands": "命令"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """Command whose help is in Chinese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, with a Chinese description."""
        if option := super().get_help_option(ctx):
            option.help = "显示用法"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """Group of commands. After a usage error it prints in Chinese what is wrong, and exits with status 2."""

    command_class = ChineseCommand

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run a command and exit with status 0, 1 if it found errors, or 2 after a usage error."""
        make_readable()
        try:
            status = super().main(args, prog_name="annual-reports", standalone_mode=False)
        except NoArgsIsHelpError as error:
            _stop(error.format_message())
        except click.UsageError as error:
            _stop(f"错误：{_message(error)}\n看用法：{_command_path(error)} --help")
        except click.Abort:
            _stop("停下了。")
        sys.exit(status if isinstance(status, int) else 0)


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)


def _command_path(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "annual-reports"


def _message(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return f"少了 {_name(param)}{_expectation(param)}"
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_name(param)} 写得不对{_expectation(param)}"
        case click.NoSuchOption(option_name=name):
            return f"没有 {name} 这个选项"
        case NoSuchCommand(command_name=name):
            return f"没有 {name} 这个命令"
        case _:
            return error.format_message()


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else "文件"


def _expectation(param: click.Parameter) -> str:
    """Return what a parameter expects: an option's own help; each argument is a file that must exist."""
    if isinstance(param, click.Option):
        return f"：{param.help}"
    return "：请写上一个已有文件的位置，例如 docs/reports/pingshi/2024.md"
