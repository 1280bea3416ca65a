"""What our build costs beside others, on the same machine in the same run: `make bench`.

For each size: a made-up province, a project of it for each contender, then rounds in which each builds once,
so that a slow minute of the machine meets all of them. The results are kept in `.cache/bench.md` and
`.cache/bench.json`.

Exit status: 0 all limits are met, 1 one is missed at the largest size, 2 a contender did not build.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

from contenders import ROOT, Contender, read
from results import Judgement, Result, as_json, judgements
from rounds import Rules, at_size
from table import sentences, table

CACHE = ROOT / ".cache"
SIZES = [100, 1000, 5000]
ROUNDS = 3
ONCE_ABOVE = 90
"""Seconds: who takes longer than that builds once at this size."""
_PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "hugo")


def machine() -> dict[str, str]:
    """What it was measured on and with."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB",
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", "") + f", {platform.machine()}",
        "python": platform.python_version(),
    } | dict(_versions())


def _processor() -> str:
    known = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return known[1].strip() if known else platform.machine()


def _versions() -> Iterator[tuple[str, str]]:
    others = [str(path) for path in (CACHE / "bench/lib").glob("python*/site-packages")]
    for one in distributions(path=[*sys.path, *others]):
        if one.name in _PACKAGES:
            yield one.name, one.version


def _arguments(words: Sequence[str], known: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of reports")
    parser.add_argument("--only", nargs="+", choices=known, default=known, help="some contenders")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--once-above", type=float, default=ONCE_ABOVE, help="seconds")
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    """Measure, print and write all of it, and return the exit status."""
    everybody, limits = read()
    given = _arguments(words, list(everybody))
    contenders = {short: one for short, one in everybody.items() if short in given.only}
    results: list[Result] = []
    failures: list[str] = []
    with TemporaryDirectory(dir=CACHE, prefix="bench-") as folder:
        for size in sorted(set(given.sizes)):
            rules = Rules(given.rounds, given.once_above)
            measured, failed = at_size(contenders, size, rules, Path(folder, str(size)))
            results += measured
            failures += [f"{size:,} reports, {everybody[short].name}: {why}" for short, why in failed.items()]
            judged = judgements(results, limits)
            page = _kept(results, judged, everybody)  # after each size: the next one may take long
    sys.stdout.write(page)
    sys.stderr.write("".join(f"{line}\n" for line in failures))
    return 2 if failures else int(any(one.missed for one in judged))


def _kept(results: list[Result], judged: list[Judgement], contenders: Mapping[str, Contender]) -> str:
    """Write the table and the JSON, and return what is printed."""
    here = machine()
    on = "; ".join(f"{key} {text}" for key, text in here.items())
    lines = "\n".join(f"- {line}" for line in sentences(judged, contenders))
    page = f"{on}\n\n{table(results, contenders)}\n{lines}\n"
    (CACHE / "bench.md").write_text(page, encoding="utf-8")
    kept = json.dumps(as_json(results, judged, here), ensure_ascii=False, indent=1)
    (CACHE / "bench.json").write_text(f"{kept}\n", encoding="utf-8")
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
