"""Time that the program takes to start, measured where no other tests run beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from resource import RUSAGE_CHILDREN, getrusage

from support.sites import ROOT


def seconds(code: str) -> float:
    """Return the processor time of a Python that runs some code, and keeps compiled modules as is usual."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "hooks", check=True, env=environment)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_core_imports_quickly():
    """Held as a ratio to what pydantic alone takes, since machines differ: 4.1 on 2026-11-29 (0.33 s).

    70 ms of it are patterns of words, which tell the context of amounts. Processor time, the least of twelve
    runs of each in turn: all runs but the first find the modules compiled, as people do.
    """
    codes = ("import annual_reports.build", "from pydantic import BaseModel, TypeAdapter")
    ours, pydantic = (min(runs) for runs in zip(*(map(seconds, codes) for _ in range(12)), strict=True))
    assert ours < 5 * pydantic
