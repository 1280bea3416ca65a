"""Word packages are opened by their relations, within limits."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.word_package import Relation, WordPackage, w
from annual_reports.documents.word_reader import read_docx
from support.word_xml import paragraph, word_package

TRANSITIONAL = "http://schemas.openxmlformats.org/"
SOUND = word_package(paragraph("办理526件。"), styles="")


def repacked(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The package with words of its parts and of their names replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text, written = old.read(name).decode(), name
            for one, other in changes:
                text, written = text.replace(one, other), written.replace(one, other)
            new.writestr(written, text)
    return made.getvalue()


def code(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_docx(data)
    return caught.value.code


def texts(data: bytes) -> list[str]:
    return [p.text for p in read_docx(data).paragraphs]


def test_relations_name_parts_by_the_last_word_of_their_type():
    package = WordPackage.open(SOUND)
    assert package.main() == "word/document.xml"
    assert list(package.relations(package.main())) == [Relation("styles", "styles", "word/styles.xml")]
    assert package.xml("WORD/document.xml").tag == w("document")


@pytest.mark.parametrize(
    "changes",
    [
        [("word/_rels/document", "elsewhere/_rels/text"), ("word/document", "elsewhere/text")],
        [('Target="word/', 'Target="/word/')],
        [('Target="word/', 'Target="./x/../word/')],
        [("/word/document.xml", "/word/document.xml")],
        [("document.main+xml", "document.macroEnabled.main+xml")],
        [("wordprocessingml.document.main", "wordprocessingml.template.main")],
        [(f"{TRANSITIONAL}wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")],
        [(f"{TRANSITIONAL}officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")],
    ],
)
def test_all_forms_of_word_packages_are_read(changes: list[tuple[str, str]]):
    changes = (
        [("word/_rels/document", "elsewhere/_rels/text"), *changes]
        if "elsewhere" in str(changes)
        else changes
    )
    assert texts(repacked(SOUND, *changes)) == ["办理526件。"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("<w:body>", "<!-- --><w:corpse>"), "document-broken"),
        (("/officeDocument", "/else"), "document-broken"),
        (('Target="word/document', 'Target="word/nothing'), "document-broken"),
        (("<w:document ", "<w:workbook "), "document-broken"),
        (('encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE x [<!ENTITY a "b">]>'), "document-broken"),
        (("办理526件。", "办理526件。" * 2_000_000), "document-unpacks-too-large"),
    ],
)
def test_what_is_no_sound_word_document_is_said(change: tuple[str, str], expected: str):
    data = repacked(SOUND, change, ("</w:body>", "</w:corpse>") if "corpse" in change[1] else ("", ""))
    assert code(data) == expected


def test_a_package_of_very_many_parts_is_refused():
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for number in range(2_001):
            package.writestr(f"{number}.xml", "")
    assert code(made.getvalue()) == "document-unpacks-too-large"


def test_an_encrypted_package_is_refused():
    data = bytearray(SOUND)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    assert code(bytes(data)) == "document-old-or-locked"
    assert code(b"\xd0\xcf\x11\xe0" + b"\0" * 600) == "document-old-or-locked"


@given(st.integers(0, len(SOUND) - 1), st.integers(0, 255))
def test_a_damaged_byte_is_harmless_or_said(place: int, byte: int):
    data = SOUND[:place] + bytes([byte]) + SOUND[place + 1 :]
    try:
        read_docx(data)
    except UnreadableDocument as unreadable:
        assert unreadable.code.startswith("document-")  # noqa: PT017  # a sound reading is right too
