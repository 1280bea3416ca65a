"""What commands say can be read in every locale, and nothing fails that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.commands import ENVIRONMENT
from support.sites import REPORT, edit

LOCALES = {
    "C": ({"LC_ALL": "C"}, "utf-8"),
    "POSIX": ({"LANG": "POSIX"}, "utf-8"),
    "C without Python's own remedies": (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        "utf-8",
    ),
    "ASCII": ({"PYTHONIOENCODING": "ascii"}, "utf-8"),
    "strict ASCII": ({"PYTHONIOENCODING": "ascii:strict"}, "utf-8"),
    "Windows in the west": ({"PYTHONIOENCODING": "cp1252"}, "utf-8"),
    "Windows in China": ({"PYTHONIOENCODING": "cp936"}, "gb18030"),
    "GB2312": ({"PYTHONIOENCODING": "gb2312:strict"}, "gb18030"),
    "GB18030": ({"PYTHONIOENCODING": "gb18030"}, "gb18030"),
    "Big5": ({"PYTHONIOENCODING": "big5"}, "utf-8"),
}
COMMANDS = {
    "check": ("-m", "annual_reports", "check"),
    "site": ("-m", "annual_reports.cli.site"),
    "usage": ("-m", "annual_reports", "check", "--none"),
    "mkdocs": ("-m", "mkdocs", "build"),
    "mkdocs quiet": ("-m", "mkdocs", "build", "--quiet"),
}
WORDS = {
    "check": "错误 figure-not-in-body 正文里没有“527 余件”",
    "site": "网站没有做成，问题列在上面",
    "usage": "没有 --none 这个选项",
    "mkdocs": "检查出 1 处错误，网站没有更新",
    "mkdocs quiet": "错误 figure-not-in-body 正文里没有“527 余件”",
}


def run(folder: Path, command: str, locale: dict[str, str]) -> bytes:
    environment = {key: value for key, value in ENVIRONMENT.items() if key not in ("LC_ALL", "LANG")}
    del environment["PYTHONIOENCODING"]
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, *COMMANDS[command]],
        cwd=folder,
        env={**environment, **locale},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode > 0
    return done.stdout


def read_in(project: Path, name: str, command: str) -> None:
    """Run a command in a locale; its words can be read there."""
    locale, encoding = LOCALES[name]
    told = run(project, command, locale).decode(encoding)
    assert WORDS[command] in told, (command, told)
    assert "Traceback" not in told
    assert "\\u" not in told


@pytest.mark.parametrize("name", LOCALES)
def test_findings_can_be_read(project: Path, name: str):
    edit(project, (": 526 余件", ": 527 余件"))
    read_in(project, name, "check")


@pytest.mark.parametrize("name", ["C without Python's own remedies", "strict ASCII", "GB2312"])
def test_all_commands_can_be_read(project: Path, name: str):
    edit(project, (": 526 余件", ": 527 余件"))
    for command in COMMANDS:
        read_in(project, name, command)


@pytest.mark.parametrize("name", LOCALES)
def test_what_no_encoding_has_does_not_stop_a_command(project: Path, name: str):
    (Path(os.fsdecode(bytes(project / "docs") + b"/\xb9\xab\xb8\xe6\xff.md"))).write_text(
        "# 公告\n", encoding="utf-8"
    )
    edit(project, (": 526 余件", ": 527 余件"), name=REPORT)
    told = run(project, "check", LOCALES[name][0])
    assert b"Traceback" not in told
    assert b"file-name" in told
