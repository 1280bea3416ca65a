"""Open Word packages (.docx, .docm, .dotx) by the standard library: parts and relations (ISO/IEC 29500-2).

Names of the Strict form of the format are read as those of the transitional one, which Word itself writes.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from annual_reports.documents.paragraphs import UnreadableDocument

_LARGEST_UNPACKED = 60_000_000
"""Bytes of all parts; a file that unpacks to more is a zip bomb or a picture album."""
_LARGEST_XML = 20_000_000
"""Bytes of one part that is parsed; forty pages have less than two million."""
_MOST_PARTS = 2_000
_DEEPEST = 300
"""Elements within each other; a table in a text box in a table has forty."""
_OLE = b"\xd0\xcf\x11\xe0"
"""Beginning of an old .doc, and of a new file with a password."""
_OOXML = "http://schemas.openxmlformats.org/"
_RELATION = f"{{{_OOXML}package/2006/relationships}}Relationship"
_STRICT = {
    f"http://purl.oclc.org/ooxml/{name}/{rest}".encode(): f"{_OOXML}{name}/2006/{rest}".encode()
    for name, rest in (("wordprocessingml", "main"), ("drawingml", ""), ("officeDocument", ""))
}


def w(name: str) -> str:
    """Return a name of WordprocessingML as ElementTree writes it."""
    return f"{{{_OOXML}wordprocessingml/2006/main}}{name}"


class Relation(NamedTuple):
    """Relation of a part to another part of the package."""

    id: str
    kind: str
    """Last word of the relation's type: `styles`, `footnotes`, `image`, …"""
    target: str


class _NoDoctype(ET.TreeBuilder):
    def doctype(self, *_: str | None) -> None:
        raise ValueError("entities and outside definitions have no business in a Word document")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """Opened package; parsing a part may raise `ValueError`, `KeyError`, `ET.ParseError` and zip errors."""

    archive: zipfile.ZipFile
    names: dict[str, str]
    """Names of the parts in small letters (two names are the same part then) -> as they are written."""

    @classmethod
    def open(cls, data: bytes) -> WordPackage:
        """Open a package within its limits.

        Raises:
            UnreadableDocument: it is encrypted, or it unpacks to too much.
            zipfile.BadZipFile: it is no package.

        """
        if data.startswith(_OLE):
            raise UnreadableDocument("document-old-or-locked")
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableDocument("document-old-or-locked")
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            raise UnreadableDocument("document-unpacks-too-large")
        return cls(archive, {name.replace("\\", "/").lower(): name for name in archive.namelist()})

    def main(self) -> str:
        """Return the name of the main part, wherever it lies; empty if there is none."""
        return next((r.target for r in self.relations("") if r.kind == "officeDocument"), "")

    def links(self, part: str) -> dict[str, str]:
        """Return the addresses outside of the package to which a part refers, by the relations' ids."""
        external = (e for e in self._relations(part) if e.get("TargetMode") == "External")
        return {element.get("Id", ""): element.get("Target", "") for element in external}

    def relations(self, part: str) -> Iterator[Relation]:
        """Yield the relations of a part, or of the package itself if `part` is empty."""
        folder = posixpath.dirname(part)
        for element in self._relations(part):
            if element.get("TargetMode") != "External":
                target = posixpath.join("/", folder, unquote(element.get("Target", "")))
                kind = element.get("Type", "").rpartition("/")[2]
                yield Relation(element.get("Id", ""), kind, posixpath.normpath(target).lstrip("/"))

    def _relations(self, part: str) -> Iterator[ET.Element]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        return self.xml(relations).iter(_RELATION) if relations.lower() in self.names else iter(())

    def xml(self, name: str) -> ET.Element:
        """Parse a part."""
        part = self.archive.getinfo(self.names[name.lower()])
        if part.file_size > _LARGEST_XML:
            raise UnreadableDocument("document-unpacks-too-large")
        data = self.archive.read(part)
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
        parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314  # it refuses definitions of entities
        parser.feed(data)
        root: ET.Element = parser.close()
        level = [root]
        for _ in range(_DEEPEST):
            level = [child for element in level for child in element]
        if level:
            raise ValueError("elements are nested too deep")
        return root
