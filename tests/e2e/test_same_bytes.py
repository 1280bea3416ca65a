"""From one state of the sources come the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from support.sites import COUNTY, PINGSHI, ROOT, SETTINGS, contents

MADE = shutil.ignore_patterns(".git", ".venv", ".cache", ".*_cache", ".hypothesis", "__pycache__", "site")
WRITTEN = (SETTINGS, ROOT / "hooks", PINGSHI, COUNTY)
BACKWARDS = """
import os
_listdir, _scandir = os.listdir, os.scandir
class _Backwards:
    def __init__(self, entries):
        with entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self): return self._entries
    def __next__(self): return next(self._entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.listdir = lambda *path: sorted(_listdir(*path), reverse=True)
os.scandir = lambda *path: _Backwards(_scandir(*path))
"""
LONG_AGO = 978_307_200  # 2001


@dataclass(frozen=True)
class Surroundings:
    """Everything that may differ between two machines and must not show."""

    folder: str
    environment: Mapping[str, str]
    umask: int = 0o022
    backwards: bool = False
    """True if folders are listed in reverse order, so that a missing sort shows."""
    repository: bool = False
    """True if there is a git repository, with a commit that has another date."""
    touched: bool = False
    """True if all files have a date long ago."""


PLACES = {
    "an island at the end of the day": Surroundings(
        "a",
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1", "HOME": "/nonexistent"},
        umask=0o077,
        backwards=True,
        repository=True,
    ),
    "an island at its beginning": Surroundings(
        "三级 目录/法治 政府/年度 报告 (新)/x",
        {
            "TZ": "America/Adak",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONHASHSEED": "random",
            "SOURCE_DATE_EPOCH": "1700000000",
            "USER": "张三",
        },
        touched=True,
    ),
    "a county office": Surroundings(
        "site/docs/site", {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "0"}
    ),
}
SITES = {
    "site_folder": "tests/sites/pingshi/mkdocs.yml",
    "county_folder": "tests/sites/county/mkdocs.yml",
}


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Locales of this test's own, where the system can make them; elsewhere C stands in for them."""
    folder = tmp_path_factory.mktemp("locales")
    for name in ("zh_CN", "tr_TR"):
        command = ["localedef", "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
        if shutil.which("localedef"):
            subprocess.run(command, capture_output=True, check=False)
    return folder


def laid_out(where: Surroundings, below: Path) -> Path:
    """A copy of what people and we wrote, as it may lie on some machine."""
    project = below / where.folder
    for source in WRITTEN:
        target = project / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target, ignore=MADE) if source.is_dir() else shutil.copy(source, target)
    if where.repository:
        as_somebody = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
        for command in (["init", "-q"], ["add", "."], [*as_somebody, "commit", "-qm", "x"]):
            subprocess.run(["git", *command], cwd=project, check=True, env=_with_date())
    if where.touched:
        for path in project.rglob("*"):
            os.utime(path, (LONG_AGO, LONG_AGO))
    return project


def _with_date() -> dict[str, str]:
    return {
        **os.environ,
        "GIT_AUTHOR_DATE": "2003-04-05T06:07:08Z",
        "GIT_COMMITTER_DATE": "2003-04-05T06:07:08Z",
    }


def build(where: Surroundings, config: str, below: Path, locales: Path) -> dict[str, bytes]:
    project = laid_out(where, below)
    environment = {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        "NO_MKDOCS_2_WARNING": "1",
        "LOCPATH": str(locales),
        "PYTHONDONTWRITEBYTECODE": "1",
        **where.environment,
    }
    if where.backwards:
        (below / "backwards").mkdir()
        (below / "backwards/sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
        environment["PYTHONPATH"] = str(below / "backwards")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config],
        cwd=project,
        env=environment,
        capture_output=True,
        check=False,
        preexec_fn=partial(os.umask, where.umask),  # nothing else runs beside
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    assert b"ar-" in (project / config).with_name("site").joinpath("index.html").read_bytes()
    return contents((project / config).with_name("site"))


@pytest.mark.parametrize("where", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("site", SITES)
def test_the_same_bytes_come_out(
    site: str, where: Surroundings, request: pytest.FixtureRequest, tmp_path: Path, locales: Path
):
    wanted = contents(request.getfixturevalue(site))
    made = build(where, SITES[site], tmp_path, locales)
    assert sorted(made) == sorted(wanted)
    assert not [name for name, data in made.items() if data != wanted[name]]


def unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


@pytest.mark.parametrize("site", SITES)
def test_no_page_tells_where_or_when_it_was_built(site: str, request: pytest.FixtureRequest):
    folder = request.getfixturevalue(site)
    now = datetime.now(tz=UTC)
    days = {(now + timedelta(days=d)).date() for d in (-1, 0, 1)}  # it is not the same day everywhere
    spoken = [f"{day.year}年{day.month}月{day.day}日" for day in days]
    written = [form for day in days for form in (day.isoformat(), day.strftime("%a, %d %b %Y"))]
    places = [str(ROOT), str(folder), sys.prefix]
    telling = [text.encode() for text in (*spoken, *written, *places, "site-packages")]
    for name, data in contents(folder).items():
        assert not [text for text in telling if text in unpacked(data)], name
    assert unpacked(contents(folder)["search/index/pages.bin"])[:1] == b"{", "the index is read, not skipped"


def test_packed_files_bear_no_time(county_folder: Path):
    packed = {name: data for name, data in contents(county_folder).items() if data[:2] == b"\x1f\x8b"}
    assert len(packed) > 5
    assert {name: data[4:8] for name, data in packed.items()} == dict.fromkeys(packed, bytes(4))
