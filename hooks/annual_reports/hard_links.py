"""One file under two names."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def same(there: str | Path, here: str | Path) -> None:
    """Let a path be another name of a file, or a copy where it cannot be; a symbolic link is neither."""
    try:
        os.link(there, here)
    except FileExistsError:
        if not os.path.samestat(os.lstat(there), os.lstat(here)):
            os.unlink(here)
            same(there, here)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(here))
        same(there, here)
    except OSError:  # another disk, or one that knows no second names
        os.makedirs(os.path.dirname(here), exist_ok=True)
        shutil.copy2(there, here)
