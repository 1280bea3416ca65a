"""HTML -> PDF with WeasyPrint, which is imported only here and only when something is printed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

_TOLD = (
    "还不能做 PDF：没有装 WeasyPrint 或它要用的 Pango。请运行 make pdf，它会装好；"
    "Debian、Ubuntu 也可以自己装：apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class NotReady(Exception):  # noqa: N818  # nothing is wrong with us, something is to be installed
    """What has to be installed first, in a Chinese sentence."""


class Printer(NamedTuple):
    """What prints, and its version."""

    pdf: Callable[[str], bytes]
    engine: str


def printer() -> Printer:
    """Get ready to print. Raises NotReady where a library is missing."""
    try:
        # It speaks to the terminal itself, in English, of libraries that it does not find.
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint  # noqa: PLC0415  # half a second, and libraries that a build does without
    except (ImportError, OSError) as error:
        raise NotReady(_TOLD) from error
    return Printer(_pdf, weasyprint.__version__)


def _pdf(html: str) -> bytes:
    """Print a file that needs no other: tagged, its text can be copied, the same bytes each time."""
    import weasyprint  # noqa: PLC0415

    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html, url_fetcher=nothing)
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return content
