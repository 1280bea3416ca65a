"""Tell staff what is wrong, through MkDocs' log or one `PluginError`; the sentences are in `messages.yml`."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import NoReturn

import yaml
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from annual_reports.cli.streams import make_readable
from annual_reports.domain.files import is_closed
from annual_reports.domain.findings import Finding, Severity, errors
from annual_reports.ledger.lines import read_day
from annual_reports.rendering.site_address import is_site_address

_LOG = get_plugin_logger("annual_reports")
_MESSAGES: dict[str, str] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_LEVELS = {Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}


def check_site_url(address: str | None) -> None:
    """Raise PluginError if `site_url` is not an address below which pages can lie."""
    if address and not is_site_address(address):
        raise PluginError(_MESSAGES["site-url"].format(address=address))


def check_day(day: str) -> str:
    """Return the day of the publication for which this build is made; raise PluginError if it is none."""
    try:
        read_day(day)
    except ValueError as error:
        raise PluginError(_MESSAGES["day"].format(found=day)) from error
    return day


def load_options(given: object, options: Config) -> None:
    """Load `given` into the plugin's options; raise PluginError if one is wrong or unknown."""
    if not isinstance(given, dict):
        raise PluginError(_MESSAGES["options"].format(wrong=f"annual_reports: {given}"))
    options.load_dict(given)
    wrong = [f"{option}: {reason}" for problems in options.validate() for option, reason in problems]
    if wrong:
        raise PluginError(_MESSAGES["options"].format(wrong="；".join(wrong)))


def tell_section_of_menu(title: object) -> None:
    """Log that the menu does not show the title of a section."""
    _LOG.warning(_MESSAGES["section-in-menu"].format(title=title))


def report(findings: Iterable[Finding], *, preview: bool) -> None:
    """Log all findings; raise PluginError with all errors, unless this is a preview, which goes on."""
    found = list(findings)
    for finding in found:
        if finding.severity in _LEVELS:
            _LOG.log(_LEVELS[finding.severity], str(finding))
    if stopping := errors(found):
        first = _MESSAGES["errors-in-preview" if preview else "errors-stop-the-build"]
        message = "\n".join([first.format(count=len(stopping)), *map(str, stopping)])
        if not preview:
            raise PluginError(message)
        _LOG.error(message)


def explain_disk_error(error: Exception) -> None:
    """Raise PluginError for a disk that is full or read-only, or a file that we may not read.

    MkDocs would print a traceback.
    """
    if not isinstance(error, OSError) or not error.strerror:
        return
    if error.filename and is_closed(Path(error.filename)):
        raise PluginError(_MESSAGES["not-readable"].format(path=error.filename)) from error
    place = _MESSAGES["place"].format(path=error.filename) if error.filename else ""
    raise PluginError(_MESSAGES["not-written"].format(reason=error.strerror, place=place)) from error


def stop_preview(host: str, port: int, error: Exception) -> NoReturn:
    """Raise PluginError for an address at which the preview cannot listen."""
    code = "port-taken" if getattr(error, "errno", None) == errno.EADDRINUSE else "no-such-port"
    raise PluginError(_MESSAGES[code].format(address=f"{host}:{port}", next=min(port + 1, 65535))) from error


def server_message(status: HTTPStatus, address: str) -> str:
    """Return the sentence that the preview answers when it refuses a request."""
    return _MESSAGES[f"preview-{status.value}"].format(address=address)


def prepare_log() -> None:
    """Let the log carry Chinese, and drop MkDocs' warning that pages of a dirty build may be out of date."""
    make_readable()
    logging.getLogger("mkdocs.commands.build").addFilter(_is_not_dirty_warning)


def _is_not_dirty_warning(record: logging.LogRecord) -> bool:
    """Return False for that warning: our pages are never out of date."""
    return "'dirty' build" not in str(record.msg)
