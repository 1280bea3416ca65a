"""Read the signed texts of published versions: `data/published/pingshi/2024-1.txt`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annual_reports.ledger.canonical import canonical_digest
from annual_reports.ledger.chain import Entry

FOLDER = "published"


def version_id(entry: Entry) -> str:
    """Return the id of a version: `pingshi/2024-1`. It is the path of its text without the suffix."""
    return f"{entry.report}-{entry.version}"


@dataclass(frozen=True, slots=True)
class PublishedTexts:
    """Signed texts of published versions, one file each."""

    data: Path | None = None
    """The folder `data`; None for no texts."""

    def path_of(self, entry: Entry) -> Path | None:
        """Return the path of a version's text, whether the file exists or not; None without a folder."""
        return self.data / FOLDER / f"{version_id(entry)}.txt" if self.data else None

    def version_ids(self) -> list[str]:
        """Return the ids of all versions that have a file, sorted."""
        folder = self.data / FOLDER if self.data else None
        paths = folder.glob("*/*.txt") if folder else ()
        return sorted(f"{path.parent.name}/{path.stem}" for path in paths)

    def get(self, entry: Entry) -> str | None:
        """Return a version's text; None if there is no such file or its digest is not the recorded one."""
        path = self.path_of(entry)
        if path is None or path.is_symlink() or not path.is_file():
            return None
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None
        return text if canonical_digest(text) == entry.content_digests.text else None
