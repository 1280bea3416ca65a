"""Measure all contenders at one size, in rounds."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from contenders import SITE, Contender, prepare_build, prepare_project
from measuring import BuildError, Cost, Weight, measure_command, weigh_site
from province import write_province
from results import Result, summarize

_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


class Rules(NamedTuple):
    """Number of rounds, and when one build is enough."""

    rounds: int
    once_above: float
    """Seconds; a contender whose first build takes longer builds only once."""


class ContenderRun:
    """A contender's builds at one size: its folder, their costs, and the failure that ended them."""

    def __init__(self, short: str, contender: Contender, province: Path, folder: Path) -> None:
        """Write the contender's project."""
        self.short, self.contender, self.folder = short, contender, folder
        self.costs: list[Cost] = []
        self.failure = ""
        prepare_project(contender, province, folder)

    def build_if_due(self, rules: Rules) -> bool:
        """Build once unless the contender failed or is too slow; return True if a build was measured."""
        if self.failure or (self.costs and self.costs[0].wall > rules.once_above):
            return False
        try:
            self.costs.append(self._build())
        except BuildError as error:
            self.failure = str(error)
        return not self.failure

    def weigh(self, size: int) -> Weight | None:
        """Measure the site's size, or return None if a build failed or a report has no page."""
        if self.failure:
            return None
        weighed = weigh_site(self.folder / SITE, self.contender.search)
        if weighed.reports != size:
            self.failure = f"{weighed.reports} of {size} reports became pages"
        return None if self.failure else weighed

    def _build(self) -> Cost:
        command_line = self.contender.command_line
        if self.contender.rebuild and not (self.folder / SITE).exists():
            measure_command(command_line, self.folder, _QUIET)
        prepare_build(self.contender, self.folder)
        return measure_command(command_line, self.folder, _QUIET)


def run_rounds(
    contenders: Mapping[str, Contender], size: int, rules: Rules, folder: Path
) -> tuple[list[Result], dict[str, str]]:
    """Measure all contenders at one size in an empty folder; return results, and failures by short name."""
    write_province(folder / "province", size)
    runs = [
        ContenderRun(short, one, folder / "province", folder / short)
        for short, one in contenders.items()
        if size <= one.up_to
    ]
    for number in range(rules.rounds):
        for run in runs:
            if run.build_if_due(rules):
                _log(f"{size:>6} {run.short:<10} {number + 1}: {run.costs[-1].cpu:8.2f} s")
    weights = {run.short: run.weigh(size) for run in runs}
    measured = [(one.short, one.costs, found) for one in runs if (found := weights[one.short])]
    results = [summarize(short, size, costs, found) for short, costs, found in measured]
    return results, {run.short: run.failure for run in runs if run.failure}


def _log(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
