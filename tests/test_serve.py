"""The preview: it shows the site with its search, reports bad input, and goes on."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from helpers import ENVIRONMENT, REPORT

PATIENCE = 60
"""Seconds; a preview answers within two on an idle machine."""


@pytest.fixture
def preview(project: Path) -> Iterator[tuple[str, Path]]:
    """A running preview: its address, and the file to which it says what it does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.parent / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (
        log.open("w") as file,
        subprocess.Popen(command, cwd=project, env=ENVIRONMENT, stderr=file) as server,
    ):
        yield f"http://127.0.0.1:{port}/", log
        server.terminate()


def fetch(address: str) -> str:
    try:
        with urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except URLError:
        return ""


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_a_preview_lives_through_bad_input(project: Path, preview: tuple[str, Path]):
    address, log = preview
    page = f"{address}reports/pingshi/2024/"
    report = project / REPORT
    sound = report.read_text(encoding="utf-8")
    wait_until(lambda: "数据一览" in fetch(page))
    assert "zh" in fetch(f"{address}pagefind/pagefind-entry.json")

    report.write_text(sound.replace(": 526 余件", ": 527 余件"), encoding="utf-8")
    wait_until(lambda: "figure-not-in-body" in log.read_text(encoding="utf-8"))
    wait_until(lambda: "数据一览" not in fetch(page))
    assert "法治政府建设年度报告" in fetch(address)

    report.write_text(sound.replace("note: 含会前学法", "note: 含各类会前学法"), encoding="utf-8")
    wait_until(lambda: "含各类会前学法" in fetch(page))
    assert "Traceback" not in log.read_text(encoding="utf-8")
