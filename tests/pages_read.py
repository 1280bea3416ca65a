"""What a browser fetches with a page."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from helpers import Html


@cache
def named_by(page: str, content: bytes) -> tuple[str, ...]:
    """What a page needs to be shown, by its path in the site."""
    tags = [
        (tag, at.get("href") if tag == "link" else at.get("src"))
        for tag, at in Html.of(content.decode()).tags
    ]
    links = (link for tag, link in tags if tag in ("link", "script", "img") and link and ":" not in link)
    return tuple(os.path.normpath(Path("/", page).parent / link).lstrip("/") for link in links)
