"""Read files of other sites over HTTP, for commands only: a build never does."""

from __future__ import annotations

from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from annual_reports.publish.failures import NotPublished

_PATIENCE = 20
"""Seconds without an answer."""
_LARGEST = 200_000_000
"""Bytes; a ledger of 5,000 reports has a hundredth."""


def read_web_file(address: str) -> bytes | None:
    """Return the content of a file; None if the site has none there.

    Raises:
        NotPublished: the site cannot be reached, or answers with an error.

    """
    request = Request(address, headers={"Cache-Control": "no-cache"})  # noqa: S310  # https and http, checked before
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read(_LARGEST)
            return content
    except HTTPError as error:
        error.close()
        if error.code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        raise NotPublished("site-not-read", address=address, reason=f"HTTP {error.code}") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise NotPublished("site-not-read", address=address, reason=reason) from error
