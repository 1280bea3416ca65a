"""The preview: it shows the site with its search, reports bad input, and goes on."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from support.commands import ENVIRONMENT, run_mkdocs
from support.html_page import Html
from support.sites import REPORT

REBUILDS = """
import gc
from mkdocs.commands.build import build
from mkdocs.config import load_config

for _ in range(4):
    config = load_config()
    config.plugins.on_startup(command="serve", dirty=True)
    held = []
    config.plugins._register_event("files", lambda files, config: held.extend(
        one for one in gc.get_objects() if type(one).__name__ == "Collection"
    ))
    gc.disable()
    build(config, dirty=True)
    print(len(held))
    del held
"""
"""The server's steps at each save, without garbage collection; prints how many builds are still held."""
PATIENCE = 60
"""Seconds; a preview answers within two on an idle machine."""


@pytest.fixture
def preview(project: Path) -> Iterator[tuple[str, Path]]:
    """A running preview: its address, and the file to which it says what it does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.parent / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", f"127.0.0.1:{port}"]
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
    assert 'class="ar-review-date">2024 年度</span>' in fetch(page)
    with urlopen(f"{address}search/index/pages.bin", timeout=5) as answer:
        assert gzip.decompress(answer.read()).startswith(b"{")

    report.write_text(sound.replace(": 526 余件", ": 527 余件"), encoding="utf-8")
    wait_until(lambda: "figure-not-in-body" in log.read_text(encoding="utf-8"))
    wait_until(lambda: "数据一览" not in fetch(page))
    panel = Html.of(fetch(page), "ar-panel").text
    assert "第 31 行第 11 列：正文里没有“527 余件”" in " ".join(panel.split())
    assert "法治政府建设年度报告" in fetch(address)

    report.write_text(sound.replace("remark: 含会前学法", "remark: 含各类会前学法"), encoding="utf-8")
    wait_until(lambda: "含各类会前学法" in fetch(page))
    assert "Traceback" not in log.read_text(encoding="utf-8")


RUBBISH = {
    "nothing": b"",
    "no UTF-8": b"\xff\xfe\x00",
    "a header that never ends": "---\ntitle: 标题\n".encode(),
    "YAML that is broken": "---\ntitle: [\nyear: {\n---\n正文".encode(),
    "a date that does not exist": "---\ntitle: 标题\npublished: 2026-02-30\n---\n正文".encode(),
    "NUL bytes": b"---\n\x00\n---\n",
    "a long line": b"---\ntitle: " + b"x" * 2_000_000,
}


def test_a_preview_never_dies(project: Path, preview: tuple[str, Path]):
    """Whatever is saved, the server goes on and shows the next sound version."""
    address, log = preview
    page, report = f"{address}reports/pingshi/2024/", project / REPORT
    sound = report.read_text(encoding="utf-8")
    wait_until(lambda: "数据一览" in fetch(page))
    for number, (name, data) in enumerate(RUBBISH.items()):
        report.write_bytes(data)
        wait_until(lambda: "数据一览" not in fetch(page))
        report.write_text(sound.replace("据不完全统计", f"第{number}次", 1), encoding="utf-8")
        wait_until(lambda number=number: f"第{number}次" in fetch(page))
        assert "Traceback" not in log.read_text(encoding="utf-8"), name


def test_a_preview_holds_the_reports_of_one_build(project: Path):
    command = [sys.executable, "-c", REBUILDS]
    told = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    counts = [int(line) for line in told.stdout.split()]
    assert counts == [1, 1, 1, 1]


def test_the_panel_is_no_part_of_the_site(site_folder: Path):
    for path in site_folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "ar-panel" not in page, path
        assert "ar-review" not in page, path


def test_a_preview_puts_back_the_site_that_a_killed_build_moved_away(
    project: Path, preview: tuple[str, Path]
):
    wait_until(lambda: bool(fetch(preview[0])))
    (project / "site.old").mkdir()
    (project / "docs/index.md").touch()
    wait_until((project / "site").is_dir)


def status(address: str, path: str, host: str) -> int:
    with closing(HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=30)) as connection:
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        return connection.getresponse().status


def test_a_preview_answers_by_its_own_address_alone(preview: tuple[str, Path]):
    address, log = preview
    wait_until(lambda: bool(fetch(address)))
    own = address.removeprefix("http://").rstrip("/")
    port = own.rpartition(":")[2]
    assert [status(address, "/", host) for host in (own, f"localhost:{port}")] == [200, 200]
    assert [status(address, "/", host) for host in (f"evil.example:{port}", "evil.example", "")] == [421] * 3
    assert status(address, "/%00", own) == 400
    assert status(address, "/%ff", own) in (200, 404)
    assert status(address, f"/livereload/{'9' * 5000}/1", own) == 400
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_a_second_preview_says_that_the_port_is_taken(project: Path, preview: tuple[str, Path]):
    address, _ = preview
    wait_until(lambda: bool(fetch(address)))
    done = run_mkdocs(project, "serve", "--dev-addr", address.removeprefix("http://").rstrip("/"))
    assert done.returncode == 1
    assert "已经被占用" in done.stderr
    assert "PORT=" in done.stderr
    assert "Traceback" not in done.stderr
