"""Check an address that is given for the whole site."""

from __future__ import annotations

import re

_SITE_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>\\]+(?:/[^\s?#\"'<>\\]*)?")


def is_site_address(text: str) -> bool:
    """Return True for an address below which a site can lie: a host and possibly a folder, nothing more."""
    return _SITE_ADDRESS.fullmatch(text) is not None
