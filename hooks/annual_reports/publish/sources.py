"""Tell which sources the live site was made of, so that an old checkout does not quietly take back edits.

A published site bears `sources.sha256`, a list of its sources. Each checkout keeps, in
`data/published/sources.sha256`, every line of these lists that it has published or found published. So a
line of the live list is known here if it is what lies here, if it was kept, or if it stands in the history
of version control. What is not known was published by somebody else, and would be taken back. The digests
of the lists of files are kept too: they tell which releases were published from here, or before here.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from annual_reports.domain.files import write_whole
from annual_reports.ledger import chain, texts, witnessing
from annual_reports.publish import manifest
from annual_reports.publish.manifest import FileDigests

NAME = "sources.sha256"
"""Path on the site, and below `data/published`."""
_GONE = "0" * 64
"""Stands in place of the digest of a source that was published once and is not there any more."""
_WRITTEN_BY_PROGRAM = (
    *(f"data/{chain.FILE_NAME}", f"data/{texts.FOLDER}/", "data/schema/"),
    *(f"data/{witnessing.RECEIVED}", f"data/{witnessing.GIVEN}"),
)


def list_sources(root: Path, live: FileDigests) -> dict[str, str]:
    """Return the digest of each source here; sources of the live site that are not here are marked."""
    paths = [*_files(root, "docs"), *_files(root, "data"), *_files(root, "mkdocs.yml")]
    here = {path: _digest((root / path).read_bytes()) for path in paths}
    return {**dict.fromkeys(live, _GONE), **here}


def taken_back(root: Path, live: FileDigests) -> list[str]:
    """Return the sources of the live site that this checkout never had, in order."""
    here, kept = list_sources(root, live), _kept_lines(root)
    unknown = (path for path in sorted(live) if live[path] not in (here[path], *kept.get(path, ())))
    return [path for path in unknown if live[path] not in _digests_in_history(root, path)]


def keep(root: Path, *published: FileDigests) -> bool:
    """Add lists of published sources to what this checkout knows; return False if it knew them.

    Raises OSError.
    """
    lines = {(path, digest) for path, digests in _kept_lines(root).items() for digest in digests}
    lines |= {line for digests in published for line in digests.items()}
    content = "".join(f"{digest}  {path}\n" for path, digest in sorted(lines)).encode()
    path = _kept_file(root)
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return True


def knows_release(root: Path, digest: str) -> bool:
    """Return True if a release was published from here, or before here; `digest` begins that of its list."""
    return bool(digest) and any(each.startswith(digest) for each in _kept_lines(root).get(manifest.NAME, ()))


def _files(root: Path, name: str) -> Iterator[str]:
    """Yield the paths of the ordinary files at or below a path that people write, hidden ones left out."""
    top = root / name
    for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
        relative = path.relative_to(root).as_posix()
        is_hidden = any(part.startswith(".") for part in relative.split("/"))
        is_ours = not is_hidden and not f"{relative}/".startswith(_WRITTEN_BY_PROGRAM)
        if is_ours and path.is_file() and not path.is_symlink():
            yield relative


def _digest(content: bytes) -> str:
    """Return a digest that is the same where git writes Windows line ends."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _kept_file(root: Path) -> Path:
    return root / "data" / texts.FOLDER / NAME


def _kept_lines(root: Path) -> dict[str, set[str]]:
    """Return path -> digests. Both sides of a conflict of version control count."""
    path, kept = _kept_file(root), dict[str, set[str]]()
    for source, digest in manifest.parse_lines(path.read_bytes() if path.is_file() else b""):
        kept.setdefault(source, set()).add(digest)
    return kept


def _digests_in_history(root: Path, path: str) -> Iterable[str]:
    """Yield the digests of all versions of a file in the history of git; none without git."""
    for commit in (_git(root, "log", "--full-history", "--format=%H", "--", path) or b"").split():
        content = _git(root, "show", f"{commit.decode()}:./{path}")
        yield _GONE if content is None else _digest(content)


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None if it fails, or is not there."""
    try:
        done = subprocess.run(  # noqa: S603  # a list, no shell
            ["git", "-C", str(root), *arguments],  # noqa: S607  # the user's own git
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
