"""A publish is killed at fifty points while people read: every answer is of one whole release."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest

from support.commands import ENVIRONMENT
from support.html_page import named_by
from support.publish_servers import Host, Versions, is_live, nginx, program
from support.sites import contents

READERS = 2
PAUSE = 0.005
"""Seconds between two visits of a reader."""
POINTS = {
    "": 3,
    "检查做好的网站": 4,
    "连接": 5,
    "传输": 14,
    "核对传到的文件": 7,
    "接上旧页面要用的文件": 5,
    "切换到": 7,
    "清理旧版": 5,
}
"""First words of a phase's line -> number of points in the phase, evenly over its time in a full run."""
CARRYING = ("传输", "核对传到的文件", "接上旧页面要用的文件", "切换到", "清理旧版")
OURS = {"releases", "current", "lock", "transfer.lock"}
"""Names in a destination's folder between publishes."""


@dataclass
class Reading:
    """Several readers who request pages at random, each page with all files that it names."""

    address: str
    texts: dict[str, dict[str, bytes]]
    """Version -> path -> content."""
    wanted: str = "a"
    """The version that is being published."""
    visits: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """Find the pages that differ between the versions, and the other files that both have."""
        a, b = self.texts.values()
        both = sorted(a.keys() & b.keys())
        self.pages = [path for path in both if path.endswith("index.html") and a[path] != b[path]]
        self.others = [path for path in both if not path.endswith(".html")]
        assert len(self.pages) > 10

    @contextmanager
    def going_on(self) -> Iterator[Reading]:
        """Read until the end of the block, then fail if a reader complained."""
        readers = [threading.Thread(target=self._read, args=(seed,)) for seed in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            yield self
        finally:
            self._over.set()
            for reader in readers:
                reader.join()
        assert not self.complaints, self.complaints[:5]

    def _read(self, seed: int) -> None:
        choose = random.Random(seed)  # no cryptography: chooses the next page
        seen = ""
        with closing(HTTPConnection(self.address.removeprefix("http://"), timeout=30)) as connection:
            while not self._over.wait(PAUSE):
                wanted = self.wanted
                version = self._visit(connection, choose.choice(self.pages))
                self._check(connection, choose.choice(self.others))
                if seen == wanted == self.wanted != version:
                    self.complaints.append(f"{version} was seen after {seen}")
                seen = version
                self.visits[version] += 1

    def _visit(self, connection: HTTPConnection, page: str) -> str:
        content, version = self._check(connection, page)
        for path in named_by(page, content):
            self._check(connection, path)
        return version

    def _check(self, connection: HTTPConnection, path: str) -> tuple[bytes, str]:
        """Request a file, and complain if it is missing or is not the file of a version, byte for byte."""
        connection.request("GET", "/" + path.removesuffix("index.html"))
        answer = connection.getresponse()
        content = answer.read()
        versions = [name for name, texts in self.texts.items() if texts.get(path) == content]
        if answer.status != 200 or not versions:
            self.complaints.append(f"{path}: {answer.status}, {len(content)} bytes of no version")
        return content, next(iter(versions), "")


def phases(host: Host, version: Path) -> dict[str, float]:
    """Return the duration of each phase of a full run, in seconds."""
    start = time.monotonic()
    process = host.start("--built", str(version))
    begins = {"": start}
    for line in process.stderr:
        begins.update({name: time.monotonic() for name in POINTS if name and line.startswith(name)})
    assert process.wait() == 0
    process.stdout.close()
    process.stderr.close()
    ends = [*list(begins.values())[1:], time.monotonic()]
    return {name: end - begin for (name, begin), end in zip(begins.items(), ends, strict=True)}


def kill(host: Host, version: Path, phase: str, delay: float) -> tuple[str, bool]:
    """Kill a publish and all its children in a phase; return the last phase, and True if it still ran."""
    process = host.start("--built", str(version))
    if phase:
        next(line for line in process.stderr if line.startswith(phase))
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    _, rest = process.communicate()
    last = [name for name in POINTS for line in rest.splitlines() if name and line.startswith(name)]
    return (last or [phase])[-1], process.returncode == -signal.SIGKILL


def check_afterwards(host: Host, version: Path) -> None:
    """Check that the live site and each release are whole, and that nothing else lies there."""
    assert is_live(host, version)
    assert {path.name for path in host.root.iterdir()} == OURS
    assert len(host.releases()) <= 5
    for name in host.releases():
        release = host.root / "releases" / name
        subprocess.check_output(["sha256sum", "-c", "files.sha256"], cwd=release)
        assert re.fullmatch(r"\d{4}-[0-9a-f]{12}", name)


def hold(host: Host, versions: Versions, folder: Path, points: dict[str, int]) -> Counter[str]:
    """For each point publish the other version twice: killed at the point, then to the end."""
    sites = {"a": versions.a, "b": versions.b}
    for name in "ababab":  # as many as are kept, and one more
        host.publish("--built", sites[name])
    lasting = phases(host, sites["a"])
    assert lasting.keys() == POINTS.keys(), lasting
    texts = {name: contents(site) for name, site in sites.items()}
    killed: Counter[str] = Counter()
    after: Counter[str] = Counter()
    with nginx(host.root, folder) as address, Reading(address, texts).going_on() as reading:
        old, new = "a", "b"  # a went live when the phases were measured
        for phase, count in points.items():
            for point in range(count):
                reading.wanted = new
                last, running = kill(host, sites[new], phase, lasting[phase] * (point + 0.5) / count)
                killed[last] += running
                live = [name for name in (old, new) if is_live(host, sites[name])]
                assert len(live) == 1, (phase, point)
                after["old" if live == [old] else "new"] += 1
                host.publish("--built", sites[new])
                check_afterwards(host, sites[new])
                assert not reading.complaints, (phase, point, reading.complaints[:5])
                old, new = new, old
    print(f"killed in {dict(killed)}; live afterwards {dict(after)}; visits {dict(reading.visits)}")  # noqa: T201
    assert min(reading.visits.values()) > 10 * sum(points.values()) / 2
    assert min(after.values()) > 0, "some kills fell before the switch, some behind"
    return killed


def test_killed_at_fifty_points_behind_ssh(server: Host, versions: Versions, tmp_path: Path):
    assert sum(POINTS.values()) == 50
    killed = hold(server, versions, tmp_path, POINTS)
    assert sum(killed.values()) >= 45, "the others had just ended"
    assert sum(killed[phase] for phase in CARRYING) >= 30


def test_killed_in_a_folder_of_this_machine(folder: Host, versions: Versions, tmp_path: Path):
    """Here `host.sh` runs on this machine too, and is killed between any two of its steps."""
    points = {phase: count * 2 // 3 for phase, count in POINTS.items() if phase in CARRYING}
    killed = hold(folder, versions, tmp_path, points)
    assert sum(killed.values()) >= sum(points.values()) - 5


STEPS = ("mkdir", "mv", "ln", "rm", "sync", "rsync")
"""Programs with which `host.sh` changes files."""
STAND_IN = """#!/bin/sh
# Run the real program, or kill the whole process group if this is the call at which to kill.
echo {name} >> {log}
if [ "$(wc -l < {log})" -eq "$KILLED_AT" ]; then kill -KILL 0; fi
exec {real} "$@"
"""


def stand_ins(folder: Path) -> Path:
    """Write programs that log each call before they run the real one; return their folder."""
    folder.mkdir()
    for name in STEPS:
        text = STAND_IN.format(name=name, log=folder / "log", real=program(name))
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def test_killed_before_each_step_of_the_destination(
    folder: Host, versions: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The whole process group is killed between any two changes, also the process that holds the lock.

    All hard links of old files are made alike, so only every tenth of these steps is tried.
    """
    old, new = versions.a, versions.b
    for version in (new, old, new, old, new):  # so that one is thrown away
        folder.publish("--built", version)
    called = stand_ins(tmp_path / "bin")
    path = os.environ["PATH"]

    def publish(version: Path, step: int) -> tuple[int, list[str]]:
        """Kill a publish before a step; return how it ended, and the steps that it reached."""
        (called / "log").write_text("", encoding="utf-8")
        monkeypatch.setitem(ENVIRONMENT, "KILLED_AT", str(step))
        monkeypatch.setitem(ENVIRONMENT, "PATH", f"{called}:{path}")
        process = folder.start("--built", str(version))
        process.communicate()
        monkeypatch.setitem(ENVIRONMENT, "PATH", path)
        return process.returncode, (called / "log").read_text(encoding="utf-8").split()

    status, names = publish(old, 0)
    assert status == 0
    lent = [step for step, name in enumerate(names, 1) if name == "ln"][1:-2]
    for step in sorted({*range(1, len(names) + 1)} - {*lent} | {*lent[::10]}):
        status, reached = publish(new, step)
        assert (status, len(reached)) == (-signal.SIGKILL, step)
        assert is_live(folder, old) or is_live(folder, new), step
        folder.publish("--built", new)
        check_afterwards(folder, new)
        old, new = new, old
    assert set(names) == set(STEPS)
    assert names.count("mv") >= 3
