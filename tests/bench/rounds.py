"""All contenders at one size, in rounds."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from contenders import SITE, Contender, before_a_build, prepare
from measuring import Cost, Failed, Weight, cost, weight
from province import make
from results import Result, result

_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


class Rules(NamedTuple):
    """How it is measured."""

    rounds: int
    once_above: float
    """Seconds: who takes longer than that builds once."""


class Racer:
    """A contender at one size: its folder, what its builds took, and why it takes no further part."""

    def __init__(self, short: str, contender: Contender, province: Path, folder: Path) -> None:
        """Lay out its project."""
        self.short, self.contender, self.folder = short, contender, folder
        self.costs: list[Cost] = []
        self.failed = ""
        prepare(contender, province, folder)

    def turn(self, rules: Rules) -> bool:
        """Build once, if it is to; and say whether it did."""
        if self.failed or (self.costs and self.costs[0].wall > rules.once_above):
            return False
        try:
            self.costs.append(self._built())
        except Failed as error:
            self.failed = str(error)
        return not self.failed

    def weigh(self, size: int) -> Weight | None:
        """Weigh the site if it is whole."""
        if self.failed:
            return None
        weighed = weight(self.folder / SITE, self.contender.search)
        if weighed.reports != size:
            self.failed = f"{weighed.reports} of {size} reports became pages"
        return None if self.failed else weighed

    def _built(self) -> Cost:
        words = self.contender.words
        if self.contender.rebuild and not (self.folder / SITE).exists():
            cost(words, self.folder, _QUIET)
        before_a_build(self.contender, self.folder)
        return cost(words, self.folder, _QUIET)


def at_size(
    contenders: Mapping[str, Contender], size: int, rules: Rules, folder: Path
) -> tuple[list[Result], dict[str, str]]:
    """Measure everybody at one size, in a folder that is empty; and what went wrong with whom."""
    make(folder / "province", size)
    racers = [
        Racer(short, one, folder / "province", folder / short)
        for short, one in contenders.items()
        if size <= one.up_to
    ]
    for number in range(rules.rounds):
        for racer in racers:
            if racer.turn(rules):
                _tell(f"{size:>6} {racer.short:<10} {number + 1}: {racer.costs[-1].cpu:8.2f} s")
    weights = {racer.short: racer.weigh(size) for racer in racers}
    measured = [(one.short, one.costs, found) for one in racers if (found := weights[one.short])]
    results = [result(short, size, costs, found) for short, costs, found in measured]
    return results, {racer.short: racer.failed for racer in racers if racer.failed}


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
