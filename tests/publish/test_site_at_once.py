"""`make site`, twice at once and killed at any moment: always a whole site, and next time the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annual_reports.publish.site_folder import put_back
from support.commands import ENVIRONMENT, run_mkdocs
from support.sites import PINGSHI, ROOT, contents, copy_of, edit

COMMAND = [sys.executable, "-m", "annual_reports.cli.site"]
WHOLE = {**ENVIRONMENT, "PYTHONPATH": str(ROOT / "hooks")}
PAIRS = 20
KILLS = 30
READY = "网站做好了"
WORDS = ("据不完全统计", "据初步统计", "据统计")
"""What the text of the report says in turn, so that each build differs from the last."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of 平氏镇's site whose text a test may change: nothing of it is published."""
    folder = copy_of(PINGSHI, tmp_path / "project")
    shutil.rmtree(folder / "data/published", ignore_errors=True)
    (folder / "data/ledger.jsonl").unlink(missing_ok=True)
    return folder


def start(project: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        COMMAND,
        cwd=project,
        env=WHOLE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def finished(process: subprocess.Popen[str]) -> str:
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr
    assert READY in stdout
    return stderr


def from_nothing(project: Path, folder: Path) -> dict[str, bytes]:
    """Return the site as a build makes it that knows nothing of the last."""
    done = run_mkdocs(project, "build", "--quiet", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return contents(folder)


def versions(project: Path, folder: Path) -> list[dict[str, bytes]]:
    """Return the site of each of the words; the project ends with the first."""
    made = []
    for number, (before, after) in enumerate(zip(WORDS, WORDS[1:] + WORDS[:1], strict=True)):
        made.append(from_nothing(project, folder / str(number)))
        edit(project, (before, after))
    assert len({len(site) for site in made}) == 1
    assert made[0] != made[1] != made[2]
    return made


def test_two_at_once_make_a_whole_site_each_time(project: Path, tmp_path: Path):
    made, waited = versions(project, tmp_path), 0
    for number in range(PAIRS):
        pair = [start(project), start(project)]
        waited += sum("等它做完" in finished(process) for process in pair)
        assert contents(project / "site") == made[number % 3]
        edit(project, (WORDS[number % 3], WORDS[(number + 1) % 3]))
    assert waited >= PAIRS // 2
    assert not {path.name for path in project.glob("site.*")}


def test_another_project_waits_for_nobody(project: Path, tmp_path: Path):
    other = copy_of(PINGSHI, tmp_path / "other")
    pair = [start(project), start(other)]
    assert not any("等它做完" in finished(process) for process in pair)


def kill(process: subprocess.Popen[str], *, alone: bool) -> None:
    """Kill a command with its children, as a power cut does, or alone, as `kill -9` does."""
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("alone", [False, True])
def test_killed_at_random_moments(project: Path, tmp_path: Path, alone: bool):  # noqa: FBT001
    made, choose = versions(project, tmp_path), random.Random(int(alone))
    begin = time.monotonic()
    finished(start(project))
    lasts, current, found = time.monotonic() - begin, 0, Counter[str]()
    for _ in range(KILLS // 2):
        new = (current + 1) % 3
        edit(project, (WORDS[current], WORDS[new]))
        process = start(project)
        time.sleep(choose.uniform(0, lasts))
        kill(process, alone=alone)
        stays = contents(project / ("site" if (project / "site").exists() else "site.old"))
        found["new" if stays == made[new] else "old"] += 1
        assert stays in (made[current], made[new])
        finished(start(project))
        assert contents(project / "site") == made[new]
        current = new
    assert found["old"]
    assert not {path.name for path in project.glob("site.*")}


@pytest.fixture
def keyboard() -> Iterator[None]:
    """Let the interrupt reach what is started: whatever runs behind a shell inherits that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("keyboard")
def test_interrupted_by_the_keyboard(project: Path):
    finished(start(project))
    before = contents(project / "site")
    edit(project, (WORDS[0], WORDS[1]))
    process = start(project)
    time.sleep(0.4)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate()
    assert process.returncode != 0
    assert "停下了" in stderr
    assert contents(project / "site") == before


@pytest.mark.parametrize("moment", ["rename", "rmtree"])
def test_killed_between_two_steps_of_the_switch(project: Path, tmp_path: Path, moment: str):
    """Between the renames there is no `site/`: the next command puts the old one back."""
    made = versions(project, tmp_path)
    finished(start(project))
    edit(project, (WORDS[0], WORDS[1]))
    code = (
        "import os, shutil, signal, sys, pathlib\n"
        "real = pathlib.Path.rename\n"
        "def die(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        "def rename(self, to):\n"
        "    real(self, to)\n"
        "    if self.name == 'site': die()\n"
        "def rmtree(path):\n"
        "    if path.name == 'site.old': die()\n"
        f"if {moment == 'rename'}: pathlib.Path.rename = rename\n"
        "else: shutil.rmtree = rmtree\n"
        "from annual_reports.cli.site import site\n"
        "site.main([])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, env=WHOLE, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (project / "site").exists() is (moment == "rmtree")
    put_back(project)
    assert contents(project / "site") == made[moment == "rmtree"]
    finished(start(project))
    assert contents(project / "site") == made[1]
