"""Compare our build's cost with other generators', on the same machine in the same run: `make bench`.

For each size: write a made-up province and a project for each contender, then run rounds in which each builds
once, so that a slow minute of the machine affects all of them. The results are written to `.cache/bench.md`
and `.cache/bench.json`.

Exit status: 0 all limits are met, 1 a limit is missed, 2 a contender did not build.
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

from contenders import ROOT, Contender, read_contenders
from results import Judgement, Result, as_json, judgements
from rounds import Rules, run_rounds
from table import sentences, table

CACHE = ROOT / ".cache"
SIZES = [100, 1000, 5000]
ROUNDS = 3
ONCE_ABOVE = 90
"""Seconds; a contender whose first build takes longer builds only once at this size."""
_PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "hugo")


def machine() -> dict[str, str]:
    """Return the machine, and the versions of the programs that are measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB",
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", "") + f", {platform.machine()}",
        "python": platform.python_version(),
    } | dict(_versions())


def _processor() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return model[1].strip() if model else platform.machine()


def _versions() -> Iterator[tuple[str, str]]:
    others = [str(path) for path in (CACHE / "bench/lib").glob("python*/site-packages")]
    for package in distributions(path=[*sys.path, *others]):
        if package.name in _PACKAGES:
            yield package.name, package.version


def _parse_arguments(arguments: Sequence[str], names: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of reports")
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="some contenders")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--once-above", type=float, default=ONCE_ABOVE, help="seconds")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Measure all sizes, print and write the results, and return the exit status."""
    all_contenders, limits = read_contenders()
    options = _parse_arguments(arguments, list(all_contenders))
    contenders = {short: one for short, one in all_contenders.items() if short in options.only}
    results: list[Result] = []
    failures: list[str] = []
    with TemporaryDirectory(dir=CACHE, prefix="bench-") as folder:
        for size in sorted(set(options.sizes)):
            rules = Rules(options.rounds, options.once_above)
            measured, failed = run_rounds(contenders, size, rules, Path(folder, str(size)))
            results += measured
            failures += [
                f"{size:,} reports, {all_contenders[short].name}: {why}" for short, why in failed.items()
            ]
            judged = judgements(results, limits)
            # after each size, because the next one may take long
            page = _write_results(results, judged, all_contenders)
    sys.stdout.write(page)
    sys.stderr.write("".join(f"{line}\n" for line in failures))
    return 2 if failures else int(any(one.missed for one in judged))


def _write_results(
    results: list[Result], judged: list[Judgement], contenders: Mapping[str, Contender]
) -> str:
    """Write the table and the JSON, and return the text to print."""
    here = machine()
    heading = "; ".join(f"{key} {text}" for key, text in here.items())
    lines = "\n".join(f"- {line}" for line in sentences(judged, contenders))
    page = f"{heading}\n\n{table(results, contenders)}\n{lines}\n"
    (CACHE / "bench.md").write_text(page, encoding="utf-8")
    values = json.dumps(as_json(results, judged, here), ensure_ascii=False, indent=1)
    (CACHE / "bench.json").write_text(f"{values}\n", encoding="utf-8")
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
