"""List known vulnerabilities of the locked packages, and tell "none known" from "no answer".

    python .ci/audit.py .cache/audit/bin/pip-audit requirements.lock …

Exit status: 0 no vulnerability is known, 1 at least one is, 2 the service did not answer for all packages.
pip-audit itself exits with 0 when the service knows none of the packages, as a mirror or a proxy may answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

SHOWN = 5
OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


class Answer(NamedTuple):
    """The service's answer for one lock file."""

    lock: str
    asked: int
    known: list[str]
    """One line for each known vulnerability of a package."""
    unanswered: list[str]
    """Packages that the service does not know, or the error that kept it from answering."""

    def __str__(self) -> str:
        lines = [f"{self.lock}: {line}" for line in self.known]
        if self.unanswered:
            more = f" and {len(self.unanswered) - SHOWN} more" if len(self.unanswered) > SHOWN else ""
            lines.append(f"{self.lock}: no answer about {', '.join(self.unanswered[:SHOWN])}{more}")
        return "\n".join(lines or [f"{self.lock}: nothing is known against its {self.asked} packages"])


def ask(program: str, lock: str) -> Answer:
    """Run pip-audit on one lock file."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "answer.json")
        command = [program, *OPTIONS, "--output", str(output), "--requirement", lock]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own
        try:
            return answer(lock, json.loads(output.read_text(encoding="utf-8"))["dependencies"])
        except (OSError, ValueError, KeyError):
            said = done.stderr.strip().splitlines() or ["nothing was said"]
            return Answer(lock, 0, [], [f"anything: {said[-1]}"])


def answer(lock: str, packages: Sequence[dict[str, Any]]) -> Answer:
    """Sort the packages into vulnerable ones and unanswered ones."""
    unanswered = [one["name"] for one in packages if "skip_reason" in one]
    known = [
        f"{one['name']} {one['version']}: {found['id']}, {_mended(found['fix_versions'])}"
        for one in packages
        for found in one.get("vulns", ())
    ]
    return Answer(lock, len(packages), known, unanswered or ([] if packages else ["anything: it is empty"]))


def _mended(versions: Sequence[str]) -> str:
    return f"mended in {', '.join(versions)}" if versions else "not mended yet"


def main(program: str, *locks: str) -> int:
    """Audit all lock files, print the answers, and return the exit status."""
    answers = [ask(program, lock) for lock in locks]
    sys.stdout.write("".join(f"{one}\n" for one in answers))
    if any(one.known for one in answers):
        return 1
    if any(one.unanswered for one in answers):
        sys.stdout.write(
            "Not all could be asked: this is no finding, and no all-clear either. Try again later.\n"
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
