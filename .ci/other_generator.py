"""Build the sites with two generators, and show the differences between their output.

    python .ci/other_generator.py .venv/bin/mkdocs .cache/properdocs/bin/properdocs mkdocs.yml …

Exit status: 0 all files are the same, byte by byte, 1 a file differs, 2 a generator did not build a site.
"""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

FILES_SHOWN = 20
LINES_SHOWN = 12
LONGEST_LINE = 160


class NotBuilt(Exception):  # noqa: N818  # it is what happened
    """A generator did not build a site."""


def built(program: str, config: str, folder: Path) -> Path:
    """Build a site as a user does; warnings are not errors."""
    command = [program, "build", "--quiet", "--config-file", config, "--site-dir", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    if done.returncode or not (folder / "index.html").is_file():
        raise NotBuilt(f"{program} did not build {config}:\n{done.stderr.strip()}")
    return folder


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield each file that differs or that only one site has, with the first lines that differ."""
    ones, others = _files(one), _files(other)
    for path in sorted(ones.keys() | others.keys()):
        if path not in others:
            yield f"only the first wrote {path}"
        elif path not in ones:
            yield f"only the second wrote {path}"
        elif ones[path] != others[path]:
            yield "\n".join([f"{path} differs", *islice(_lines(ones[path], others[path]), LINES_SHOWN)])


def _files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def _lines(one: bytes, other: bytes) -> Iterator[str]:
    try:
        texts = (one.decode().splitlines(), other.decode().splitlines())
    except UnicodeDecodeError:
        return iter([f"  {len(one)} bytes and {len(other)} bytes"])
    changed = islice(difflib.unified_diff(*texts, lineterm="", n=0), 2, None)
    return (f"  {line[:LONGEST_LINE]}" for line in changed)


def main(first: str, second: str, *configs: str) -> int:
    """Compare the sites of all configurations, and return the exit status."""
    found: list[str] = []
    for config in configs:
        with tempfile.TemporaryDirectory() as folder:
            sites = [
                built(program, config, Path(folder, str(n))) for n, program in enumerate((first, second))
            ]
            count = len(_files(sites[0]))
            of_this = [f"{config}: {difference}" for difference in differences(*sites)]
        sys.stdout.write(f"{config}: {count} files, {len(of_this)} differ\n")
        found += of_this
    sys.stdout.write("".join(f"{one}\n" for one in found[:FILES_SHOWN]))
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except NotBuilt as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
