"""`python -m annual_reports_mkdocs` is MkDocs' command, but tells mistakes in `mkdocs.yml` as findings.

MkDocs loads its settings before any hook, and says in English, without a position, what is wrong with them.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from click import ClickException
from mkdocs.__main__ import cli
from mkdocs.exceptions import Abort, ConfigurationError

from annual_reports.cli.streams import make_readable
from annual_reports_mkdocs import settings

_FILE_OPTIONS = ("-f", "--config-file")


def main(arguments: Sequence[str]) -> None:
    """Check the settings, then run MkDocs; exit with status 1 if something is wrong."""
    make_readable()
    path = _settings_path(arguments)
    if wrong := settings.check_alone(path):
        settings.tell(wrong)
        sys.exit(1)
    logging.getLogger("mkdocs.config").addFilter(settings.TellProblems(path))
    try:
        _run_mkdocs(arguments)
    except ConfigurationError as error:
        settings.tell([settings.problem(path, "", error.message)])
        sys.exit(1)


def _run_mkdocs(arguments: Sequence[str]) -> None:
    """Run MkDocs as its own command does, but leave its complaint about settings to the caller."""
    try:
        cli.main(list(arguments), prog_name="mkdocs", standalone_mode=False)
    except ConfigurationError:
        raise
    except Abort:  # what is wrong was told
        sys.exit(1)
    except ClickException as error:
        error.show()
        sys.exit(error.exit_code)


def _settings_path(arguments: Sequence[str]) -> Path:
    """Return the path of the settings for which the command line asks."""
    for option, value in pairwise(arguments):
        if option in _FILE_OPTIONS:
            return Path(value)
    return Path("mkdocs.yml")


if __name__ == "__main__":
    main(sys.argv[1:])
