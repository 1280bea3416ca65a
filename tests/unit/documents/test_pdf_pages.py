"""Values of the pages of a PDF, and findings instead of them; the golden cases hold what is seen and told."""

from __future__ import annotations

import random
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.pdf_pages import read_pages
from annual_reports.documents.pdf_values import PdfPage
from support.pdf_files import pdf_file

TEXT = "甲镇二〇二四年共办理案件五百二十六件，化解率百分之九十八点五。"
SEEN = f"BT /F 16 Tf 80 700 Td «{TEXT}» Tj ET\n"
FILE = pdf_file(f"=== page ===\n{SEEN}")


def only_page(operators: str, entries: str = "") -> PdfPage:
    (page,) = read_pages(pdf_file(f"=== page {entries} ===\n{operators}"))
    return page


def text_of(page: PdfPage) -> str:
    return "".join(character.text for character in page.characters)


def encrypted(password: str) -> bytes:
    allowed = UserAccessPermissions.all() & ~UserAccessPermissions.EXTRACT
    writer, file = PdfWriter(clone_from=PdfReader(BytesIO(FILE))), BytesIO()
    writer.encrypt(password, "主人", permissions_flag=allowed, algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def test_characters_come_with_their_places():
    page = only_page(SEEN)
    assert (page.number, page.width, page.height, text_of(page), page.told) == (1, 595, 842, TEXT, ())
    first, second, *_ = page.characters
    assert (first.base, first.size, first.box) == (700, 16, (80, 696.8, 96, 712.8))
    assert second.box.left == first.box.right == 96


@pytest.mark.parametrize(
    ("turned", "matrix", "place"),
    [
        (90, "0 1 -1 0 80 100", (100, 515)),
        (180, "-1 0 0 -1 550 700", (45, 142)),
        (270, "0 -1 1 0 80 700", (142, 80)),
    ],
)
def test_a_turned_page_is_read_as_it_is_shown(turned: int, matrix: str, place: tuple[int, int]):
    page = only_page(SEEN.replace("80 700 Td", f"{matrix} Tm"), f"/Rotate {turned}")
    assert text_of(page) == TEXT
    assert (page.characters[0].box.left, page.characters[0].base) == place
    assert page.width == (842 if turned % 180 else 595)


def test_places_are_those_on_the_visible_part():
    page = only_page(SEEN, "/CropBox [50 100 595 800]")
    assert (page.width, page.height) == (545, 700)
    assert (page.characters[0].box.left, page.characters[0].base) == (30, 600)


def test_the_size_is_that_of_the_font_by_all_matrices():
    page = only_page(f"q 2 0 0 2 0 0 cm BT /F 1 Tf 4 0 0 4 0 300 Tm 10 0 Td «{TEXT}» Tj ET Q\n")
    assert (page.characters[0].size, page.characters[0].box.left) == (8, 80)


def test_rules_and_pictures_are_given_as_they_are_shown():
    page = only_page(SEEN + "60 500 m 300 500 l S\n", "/CropBox [50 100 595 800]")
    assert page.rules == ((10, 400, 250, 400),)


def test_a_file_that_forbids_copying_is_read():
    assert text_of(read_pages(encrypted(""))[0]) == TEXT


def test_later_changes_are_told_but_not_those_of_a_file_for_the_web():
    writer, file = PdfWriter(BytesIO(FILE), incremental=True), BytesIO()
    writer.add_metadata({"/Title": "改"})
    writer.write(file)
    assert read_pages(file.getvalue())[0].told == ("文件存成以后又改过，读入的是最后的内容：1 次",)
    linearized = file.getvalue().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%/Linearized\n", 1)
    assert not [line for line in read_pages(linearized)[0].told if "改过" in line]


def test_a_damaged_file_that_can_still_be_read_is_told():
    told = read_pages(FILE.replace(b"startxref\n", b"startxref\n9"))[0].told
    assert told == ("文件有损坏，只读入了还能读的部分，请从头到尾对照原件：共 1 页",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-broken"),
        (b"%PDF-1.7 nothing", "document-broken"),
        (encrypted("密码"), "document-old-or-locked"),
        (pdf_file("=== page ===\n" * 301), "document-too-long"),
        (pdf_file(f"=== page ===\nBT /F 9 Tf 9 -90 Td «{TEXT}» Tj ET\n"), "document-scanned"),
    ],
    ids=["empty", "no PDF", "locked", "301 pages", "beside the page"],
)
def test_what_cannot_be_read_is_a_finding(data: bytes, code: str):
    with pytest.raises(UnreadableDocument) as told:
        read_pages(data)
    assert told.value.code == code


def test_a_file_that_takes_too_long_is_given_up():
    with pytest.raises(UnreadableDocument) as told:
        read_pages(FILE, seconds=0.001)
    assert told.value.code == "document-takes-too-long"


def test_the_process_heeds_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "json.py").write_text("raise SystemExit(1)", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert text_of(read_pages(FILE)[0]) == TEXT


def test_damaged_files_become_pages_or_findings():
    chance = random.Random(7)
    for _ in range(12):
        damaged = bytearray(FILE)
        for place in chance.sample(range(len(FILE)), 40):
            damaged[place] = chance.randrange(256)
        with suppress(UnreadableDocument):
            assert read_pages(bytes(damaged))
