"""Read what pictures and videos carry beside what they show: Exif, XMP, IPTC, comments.

No picture is decoded. Exif is found by its signature, so it is read from JPEG, PNG, WebP and TIFF alike, and
from a preview within a picture. Sources: Exif 2.32 (CIPA DC-008), PNG (11.3.3), IPTC IIM 4.2.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from annual_reports.publish.file_properties import Property, properties_of_xml

_TAGS = {
    0x010E: "ImageDescription",
    0x013B: "Artist",
    0x8298: "Copyright",
    0x9286: "UserComment",
    0x9C9B: "XPTitle",
    0x9C9C: "XPComment",
    0x9C9D: "XPAuthor",
    0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
    0xA430: "CameraOwnerName",
    0xA431: "BodySerialNumber",
    0xA435: "LensSerialNumber",
    0xC62F: "CameraSerialNumber",
}
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_GPS_TAGS = {2: "GPSLatitude", 4: "GPSLongitude"}
_FIRST_XP, _LAST_XP = 0x9C9B, 0x9C9F
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 10: 8, 13: 4}
"""Type of a field -> bytes of one value; other types hold no text and no offset."""
_MOST_FIELDS, _MOST_FOLDERS = 500, 8
_LONGEST = 100_000
"""Bytes of one text."""

_TIFF = re.compile(rb"(?:Exif\0.|eXIf|EXIF....)(?=II\*\0|MM\0\*)|\A(?=II\*\0|MM\0\*)", re.DOTALL)
_XMP = re.compile(rb"<(x:xmpmeta|rdf:RDF)\b.*?</\1>", re.DOTALL)
_IPTC = re.compile(rb"\x1c\x02([\x50\x69\x73\x78\x7a])([\0-\x7f].)", re.DOTALL)
_BY_LINE = b"\x50"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_JPEG_COMMENT = re.compile(rb"\xff\xfe(..)", re.DOTALL)
_VIDEO_PLACE = re.compile(rb"(?:\xa9xyz....|location\.ISO6709.{0,200}?)([+-]\d+\.\d+[+-]\d+\.\d+)", re.DOTALL)


class _Field(NamedTuple):
    """Field of a folder of Exif."""

    tag: int
    kind: int
    content: bytes


def read_picture(data: bytes) -> Iterator[Property]:
    """Yield the properties of a picture or a video, and every text in it, as far as they can be read."""
    for match in _TIFF.finditer(data):
        yield from _read_exif(data[match.end() :])
    for match in _XMP.finditer(data):
        yield from _read_xmp(match[0])
    for match in _IPTC.finditer(data):
        (length,) = struct.unpack(">H", match[2])
        yield Property(
            "By-line" if match[1] == _BY_LINE else "", _text(data[match.end() : match.end() + length])
        )
    if data.startswith(_PNG):
        yield from _read_png(data)
    elif data.startswith(b"\xff\xd8"):
        for match in _JPEG_COMMENT.finditer(data):
            (length,) = struct.unpack(">H", match[1])
            yield Property("", _text(data[match.end() : match.end() + length - 2]))
    for match in _VIDEO_PLACE.finditer(data):
        yield Property("location", _text(match[1]))


def _read_xmp(data: bytes) -> Iterator[Property]:
    text = data.decode(errors="replace")
    yield from properties_of_xml(text)
    yield Property("", text)


def _read_exif(data: bytes) -> Iterator[Property]:
    """Yield the properties of a TIFF structure: its folders, that of the camera and that of the place."""
    order = "<" if data.startswith(b"II") else ">"
    with suppress(struct.error):
        folders = [(struct.unpack_from(f"{order}I", data, 4)[0], _TAGS)]
        for offset, names in folders:
            for field in _fields(data, offset, order):
                if field.tag in (_EXIF_IFD, _GPS_IFD) and len(folders) < _MOST_FOLDERS:
                    at = struct.unpack_from(f"{order}I", field.content)[0]
                    folders.append((at, _GPS_TAGS if field.tag == _GPS_IFD else _TAGS))
                elif field.tag in names and any(field.content):
                    yield Property(names[field.tag], _value(field))


def _fields(data: bytes, offset: int, order: str) -> Iterator[_Field]:
    count = min(struct.unpack_from(f"{order}H", data, offset)[0], _MOST_FIELDS)
    for at in range(offset + 2, offset + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", data, at)
        size = _SIZES.get(kind, 0) * number
        start = at + 8 if size <= 4 else struct.unpack_from(f"{order}I", data, at + 8)[0]  # noqa: PLR2004  # bytes of an offset
        yield _Field(tag, kind, data[start : start + min(size, _LONGEST)])


def _value(field: _Field) -> str:
    if _FIRST_XP <= field.tag <= _LAST_XP:
        return field.content.decode("utf-16-le", "replace").strip("\0 ")
    if field.kind in (5, 10):
        return "有"
    return _text(field.content)


def _read_png(data: bytes) -> Iterator[Property]:
    """Yield the texts of a PNG: keyword and text, which may be compressed."""
    offset = len(_PNG)
    while offset + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, offset)
        kind, content = data[offset + 4 : offset + 8], data[offset + 8 : offset + 8 + length]
        if kind in _PNG_TEXTS:
            keyword, _, text = content.partition(b"\0")
            words = _inflated(text)
            yield Property(_text(keyword), words)
            yield from properties_of_xml(words)
        offset += length + 12


def _inflated(text: bytes) -> str:
    """Return a text, decompressed if it is; the stream begins within the first bytes, behind languages."""
    start = text.find(b"\x78")
    with suppress(zlib.error):
        return _text(zlib.decompressobj().decompress(text[max(start, 0) :], _LONGEST))
    return _text(text)


def _text(data: bytes) -> str:
    """Decode a text in UTF-8, or as Chinese programs write it."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).replace("\0", " ").strip()
    return data.decode("utf-8", "replace").replace("\0", " ").strip()
