"""Files that never change under their address, so that a browser may keep them for good.

They lie below a folder that is named after what it holds: `assets/3f2a…/base.css`. One name for all of
them, so that they lead to each other by short relative addresses; a change of one gives all a new address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_FOLDER = "assets/"
_LENGTH = 12
UNCHANGING = re.compile(rf"(^|/)(assets|search/index)/[0-9a-f]{{{_LENGTH}}}/")
"""What the address of such a file contains, wherever the site lies; nginx and `grep -E` read it too."""


def version(contents: Iterable[bytes]) -> str:
    """Name what lies together; the order counts, so it is to be a fixed one."""
    whole = sha256()
    for content in contents:
        whole.update(sha256(content).digest())
    return whole.hexdigest()[:_LENGTH]


def source_of(address: str) -> str:
    """The asset that is published at an address: the other way round than `address_of`."""
    return UNCHANGING.sub(r"\1\2/", address, count=1)


def address_of(path: str, version: str) -> str:
    """Where an asset is published: `assets/base.css` in the folder of its version."""
    return f"{_FOLDER}{version}/{path.removeprefix(_FOLDER)}"
