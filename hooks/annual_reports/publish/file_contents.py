"""Read what a file of a finished site tells: its words, and its properties.

Not read are sound and the pictures of scans, which hold words that only a person finds, and the search index,
which repeats the words of pages.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.pdf_pages import run_apart
from annual_reports.publish.file_properties import Property, properties_of_xml
from annual_reports.publish.picture_properties import read_picture
from annual_reports.sources.html_words import decode_escapes, words_of_markup

_MARKUP = frozenset((".html", ".svg", ".xml"))
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".mp4", ".mp3"))
_DOCUMENTS = frozenset(
    (".docx", ".xlsx", ".pptx", ".ofd", ".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".odt", ".ods")
)
_UNREAD = frozenset((".bin", ".gz", ".js", ".css", ".woff2", ".pdf"))
"""The search index, the packed sitemap, the theme; PDFs are read in a process of their own."""
_PART = re.compile(r"\.(?:xml|rels|vml|html?|txt)$", re.IGNORECASE)
_LONGEST = 20_000_000
"""Bytes of all parts of a document."""
_WIDE_RUN = re.compile(rb"(?:[\x09\x20-\x7e]\0|[\0-\xff][\x4e-\x9f]|[\0-\xff]\xff){4,}")
"""Text of old documents in UTF-16: Latin characters, Chinese ones, full-width forms."""
_NARROW_RUN = re.compile(rb"[\x20-\x7e\xa1-\xfe]{8,}")
_PDF_PROGRAM = "annual_reports.publish.pdf_contents"
_PDF_SECONDS = 120
_PDF_XMP = re.compile(rb"/Subtype\s*/XML\b[^>]*>>\s*stream\r?\n(.*?)endstream", re.DOTALL)


class Contents(NamedTuple):
    """Contents of a file."""

    words: str
    properties: tuple[Property, ...] = ()


def read_contents(path: str, data: bytes) -> Contents:
    """Return what a file tells, by the suffix of its path; PDFs see `read_pdfs`."""
    suffix = Path(path).suffix.lower()
    if suffix in _UNREAD:
        return Contents("")
    if suffix in _MARKUP:
        text = data.decode("utf-8", "replace")
        return Contents(words_of_markup(text), () if suffix == ".html" else tuple(properties_of_xml(text)))
    if suffix in _PICTURES:
        return _of(read_picture(data))
    if suffix in _DOCUMENTS:
        return _read_package(data) if zipfile.is_zipfile(BytesIO(data)) else _read_old_document(data)
    return Contents(decode_escapes(_decoded(data)))


def read_pdfs(paths: Iterable[Path]) -> Iterator[tuple[Path, Contents]]:
    """Yield each PDF with its contents; one that breaks the reader has what stands in it as plain XMP."""
    remaining = list(paths)
    if not remaining:
        return
    try:
        answer = run_apart(_PDF_PROGRAM, json.dumps(list(map(str, remaining))).encode(), _PDF_SECONDS)
    except UnreadableDocument:
        half = len(remaining) // 2
        if half:
            yield from read_pdfs(remaining[:half])
            yield from read_pdfs(remaining[half:])
        else:
            yield remaining[0], _read_xmp(remaining[0], {}, "")
        return
    for path, (information, text) in zip(remaining, json.loads(answer), strict=True):
        yield path, _read_xmp(path, information, text)


def _read_xmp(path: Path, information: Mapping[str, str], text: str) -> Contents:
    """Return the contents of a PDF with its XMP, which the library does not give."""
    xmp = "\n".join(_inflated(match[1]) for match in _PDF_XMP.finditer(path.read_bytes()))
    properties = [*(Property(*each) for each in information.items()), *properties_of_xml(xmp)]
    return Contents("\n".join((text, *information.values(), words_of_markup(xmp))), tuple(properties))


def _inflated(data: bytes) -> str:
    with suppress(zlib.error):
        data = zlib.decompressobj().decompress(data, _LONGEST)
    return data.decode("utf-8", "replace")


def _of(properties: Iterable[Property]) -> Contents:
    found = tuple(properties)
    return Contents("\n".join(value for _, value in found), found)


def _read_package(data: bytes) -> Contents:
    """Return the words and properties of all XML parts of a Word, Excel, PowerPoint, OFD or ODF document."""
    texts = list(_parts(data))
    properties = (each for text in texts for each in properties_of_xml(text))
    return Contents("\n".join(map(_run_together, texts)), tuple(properties))


def _run_together(xml: str) -> str:
    """Return the words of a part; a paragraph's runs are one line, as a number may be spread over them."""
    paragraphs = re.split(r"</(?:\w+:)?(?:p|si|c|TextCode|row)>", xml)
    return "\n".join((words_of_markup(xml), *(re.sub(r"<[^<>]*>", "", each) for each in paragraphs)))


def _parts(data: bytes) -> Iterator[str]:
    left = _LONGEST
    with suppress(zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        package = zipfile.ZipFile(BytesIO(data))
        for part in package.infolist():
            if _PART.search(part.filename) and left > 0:
                with package.open(part) as file:
                    content = file.read(left)
                left -= len(content)
                yield content.decode("utf-8", "replace")


def _read_old_document(data: bytes) -> Contents:
    """Return the runs of characters in a document of an old format, whose structure is not read."""
    wide = (run.decode("utf-16-le", "replace") for run in _WIDE_RUN.findall(data))
    narrow = (run.decode("gb18030", "replace") for run in _NARROW_RUN.findall(data))
    return Contents("\n".join((*wide, *narrow)))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("utf-8", "replace")
