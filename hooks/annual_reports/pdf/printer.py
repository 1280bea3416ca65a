"""Print HTML as PDF with WeasyPrint, which is imported only here and only when something is printed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

_NOT_INSTALLED = (
    "还不能做 PDF：没有装 WeasyPrint 或它要用的 Pango。请运行 make pdf，它会装好；"
    "Debian、Ubuntu 也可以自己装：apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class PrinterNotReady(Exception):  # noqa: N818  # nothing is wrong with us, something is to be installed
    """A Chinese sentence says what has to be installed first."""


class Printer(NamedTuple):
    """Function that prints, and the version of the program."""

    pdf: Callable[[str], bytes]
    """HTML -> PDF."""
    engine: str


def load_printer() -> Printer:
    """Import WeasyPrint. Raises PrinterNotReady if it or a library is missing."""
    try:
        # It prints about libraries that it does not find, in English, on the terminal.
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint  # noqa: PLC0415  # slow to import, and needs libraries that a build does without
    except (ImportError, OSError) as error:
        raise PrinterNotReady(_NOT_INSTALLED) from error
    return Printer(_print, weasyprint.__version__)


def _print(html: str) -> bytes:
    """Print HTML that loads nothing: a tagged PDF whose text can be copied, and the same bytes each time."""
    import weasyprint  # noqa: PLC0415

    no_fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html, url_fetcher=no_fetcher)
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return content
