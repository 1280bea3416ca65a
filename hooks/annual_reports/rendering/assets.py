"""Versioned addresses of assets, which never change under their address: a browser may cache them for good.

The folder is named after the digest of all its files: `assets/3f2a…/base.css`. All files share one digest,
so that they can link to each other by relative addresses; a change to one file gives all a new address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_FOLDER = "assets/"
_LENGTH = 12
UNCHANGING = re.compile(rf"(^|/)(assets|search/index)/[0-9a-f]{{{_LENGTH}}}/")
"""Pattern in the address of such a file, wherever the site lies; nginx and `grep -E` use it too."""


def version(contents: Iterable[bytes]) -> str:
    """Return the digest that names the folder of some files; their order must be fixed."""
    whole = sha256()
    for content in contents:
        whole.update(sha256(content).digest())
    return whole.hexdigest()[:_LENGTH]


def source_of(address: str) -> str:
    """Return the asset that is published at an address; the inverse of `address_of`."""
    return UNCHANGING.sub(r"\1\2/", address, count=1)


def address_of(path: str, version: str) -> str:
    """Return the address of an asset: `assets/base.css` in the folder of its version."""
    return f"{_FOLDER}{version}/{path.removeprefix(_FOLDER)}"
