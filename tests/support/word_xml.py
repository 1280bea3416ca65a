"""Word documents written as markup, part by part, as Word itself would write them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = {
    "w": W,
    "r": f"{_OFFICE}relationships",
    "m": f"{_OFFICE}math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_ROOTS = {"header": "hdr", "footer": "ftr"}


def word_package(body: str, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A .docx file: the markup inside `w:body`, and inside the roots of other parts.

    Parts by the name of their relationship: styles, numbering, footnotes, endnotes, comments, settings,
    header1, footer1, … `links` are addresses by the ids of their relationships; each part has them.
    """
    files = {"document": f"<w:body>{body}</w:body>", **parts}
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _types(files))
        package.writestr("_rels/.rels", _relationships({"word/document": "officeDocument"}))
        names = {name: name.rstrip("0123456789") for name in parts}
        package.writestr("word/_rels/document.xml.rels", _relationships(names, links or {}))
        for name, markup in files.items():
            package.writestr(f"word/{name}.xml", _part(name, markup))
            if links and name != "document":
                package.writestr(f"word/_rels/{name}.xml.rels", _relationships({}, links))
    return made.getvalue()


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph with one run of text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _part(name: str, markup: str) -> str:
    kind = name.rstrip("0123456789")
    root = _ROOTS.get(kind, kind)
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_DECLARED}>{markup}</w:{root}>'


def _types(files: Mapping[str, str]) -> str:
    kinds = {name: "document.main" if name == "document" else name.rstrip("0123456789") for name in files}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    defaults = (
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}content-types">{defaults}{overrides}</Types>'


def _relationships(targets: Mapping[str, str], links: Mapping[str, str] = MappingProxyType({})) -> str:
    kinds = f"{_OFFICE}relationships/"
    rows = "".join(
        f'<Relationship Id="{name.rpartition("/")[2]}" Type="{kinds}{kind}" Target="{name}.xml"/>'
        for name, kind in targets.items()
    )
    rows += "".join(
        f'<Relationship Id="{id_}" Type="{kinds}hyperlink" Target="{address}" TargetMode="External"/>'
        for id_, address in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'
