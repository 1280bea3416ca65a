"""Hard links with a copy as fallback, and files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """Make `target` a hard link to `source`, or a copy if the file system cannot link the two.

    Missing folders are created. A file or symbolic link that is at `target` is replaced.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        if not os.path.samestat(os.lstat(source), os.lstat(target)):
            os.unlink(target)
            link_or_copy(source, target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target))
        link_or_copy(source, target)
    except OSError:  # another disk, or a file system without hard links
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(source, target)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a file that is there is replaced.

    Until then a hidden file `.<name>.new` lies beside it, which a killed program leaves behind.

    Raises:
        OSError: with the path of the file itself.

    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from error


def is_ours(folder: Path) -> bool:
    """Return True for a folder of our own that only we and our group may write to, or that is not there."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return True
    return os.name == "nt" or (status.st_uid == os.getuid() and not status.st_mode & stat.S_IWOTH)


def is_closed(path: Path) -> bool:
    """Return True for a file or folder that is there and that we may not read."""
    wanted = os.R_OK | (os.X_OK if path.is_dir() else 0)
    return path.exists() and not os.access(path, wanted)
