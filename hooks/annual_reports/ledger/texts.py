"""The text of each entry, as it was signed: `data/published/pingshi/2024-1.txt`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annual_reports.ledger.canonical import digest
from annual_reports.ledger.chain import Entry

FOLDER = "published"


def name_of(entry: Entry) -> str:
    """The name of a version's text, without its suffix: `pingshi/2024-1`."""
    return f"{entry.report}-{entry.version}"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that are kept below `data/`."""

    data: Path | None = None
    """None where there are none."""

    def path_of(self, entry: Entry) -> Path | None:
        """Where a version's text is kept."""
        return self.data / FOLDER / f"{name_of(entry)}.txt" if self.data else None

    def names(self) -> list[str]:
        """The names of all texts that are kept."""
        folder = self.data / FOLDER if self.data else None
        found = folder.glob("*/*.txt") if folder else ()
        return sorted(f"{path.parent.name}/{path.stem}" for path in found)

    def of(self, entry: Entry) -> str | None:
        """The text of a version; None if it is not there, or is not what was published."""
        path = self.path_of(entry)
        if path is None or path.is_symlink() or not path.is_file():
            return None
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None
        return text if digest(text) == entry.stated.text else None
