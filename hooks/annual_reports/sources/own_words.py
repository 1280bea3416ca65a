"""Read what a site says in its own words: files beside its pages, and settings that all pages print."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from annual_reports.domain.findings import Finding, Place
from annual_reports.sources.docs_folder import DocsFolder
from annual_reports.sources.file_names import read_file

SETTINGS = "mkdocs.yml"
_PRINTED = ("site_name", "copyright")
"""Settings of the generator that stand on every page."""
_MOST_PARENTS = 5
"""Files from which settings may be inherited in a row; stops a circle."""


def read_file_digests(root: Path, docs: DocsFolder) -> tuple[dict[str, str], list[Finding]]:
    """Return source path -> SHA-256 of the files beside written pages; findings about unreadable ones."""
    read = {path: read_file(root / "docs" / path, Place(f"docs/{path}")) for path in docs.beside}
    digests = {
        path: sha256(content).hexdigest() for path, content in read.items() if isinstance(content, bytes)
    }
    return digests, [found for found in read.values() if isinstance(found, Finding)]


def read_printed_settings(root: Path) -> dict[str, str]:
    """Return the settings that stand on every page, as far as they are plain text: `site_name`, `copyright`.

    All else in the file is the generator's, which says what is wrong with it.
    """
    settings = _read(root / SETTINGS, _MOST_PARENTS)
    return {key: settings[key].strip() for key in _PRINTED if isinstance(settings.get(key), str)}


def _read(path: Path, parents: int) -> dict[str, Any]:
    content = read_file(path, Place(path.name)) if path.is_file() and parents else b""
    try:
        read = yaml.load(content, Loader=_TextLoader) if isinstance(content, bytes) else None  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}
    own = read if isinstance(read, dict) else {}
    inherited = own.get("INHERIT")
    return {**(_read(path.parent / inherited, parents - 1) if isinstance(inherited, str) else {}), **own}


class _TextLoader(yaml.CSafeLoader):
    """Loader that knows plain values only; a tag, such as `!ENV`, stands for nothing."""


_TextLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
