"""PDFs are opened in another process, all at once; what breaks it costs only itself."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.publish import file_contents
from annual_reports.publish.file_contents import read_pdfs
from annual_reports.publish.file_properties import telling


def pdf(path: Path, *, xmp: str = "", packed: bool = False, **information: str) -> Path:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": value for name, value in information.items()})
    if xmp:
        stream = DecodedStreamObject()
        stream.set_data(xmp.encode())
        stream = stream.flate_encode() if packed else stream
        stream.update(
            {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
        )
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)  # noqa: SLF001
    file = BytesIO()
    writer.write(file)
    path.write_bytes(file.getvalue())
    return path


def told(path: Path) -> set[tuple[str, str]]:
    ((_, contents),) = read_pdfs([path])
    return set(telling(iter(contents.properties)))


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("王小明", {("Author", "王小明")}),
        ("王小明;示范县司法局", {("Author", "王小明")}),
        ("示范县人民政府办公室", set()),
        ("Administrator", set()),
        ("WPS 文字", set()),
    ],
)
def test_the_author_of_a_pdf(tmp_path: Path, author: str, expected: set[tuple[str, str]]):
    assert told(pdf(tmp_path / "a.pdf", Author=author, Producer="x")) == expected


def test_title_and_keywords_are_words(tmp_path: Path):
    path = pdf(tmp_path / "a.pdf", Title="张三 13812345678", Keywords="13912345678")
    ((_, contents),) = read_pdfs([path])
    assert "13812345678" in contents.words
    assert "13912345678" in contents.words


@pytest.mark.parametrize("packed", [False, True])
def test_xmp_alone(tmp_path: Path, *, packed: bool):
    creator = "<dc:creator><rdf:li>王小明</rdf:li></dc:creator>"
    xmp = f"{creator}<dc:title>13812345678</dc:title>"
    path = pdf(tmp_path / "a.pdf", xmp=f"<x:xmpmeta>{xmp}</x:xmpmeta>", packed=packed)
    ((_, contents),) = read_pdfs([path])
    assert set(telling(iter(contents.properties))) == {("creator", "王小明")}
    assert "13812345678" in contents.words


def test_a_damaged_pdf_is_skipped(tmp_path: Path):
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\nnothing")
    whole = pdf(tmp_path / "c.pdf", Author="王小明")
    found = dict(read_pdfs([tmp_path / "b.pdf", whole]))
    assert found[tmp_path / "b.pdf"].properties == ()
    assert [value for _, value in found[whole].properties if value == "王小明"] == ["王小明"]


def test_a_pdf_that_breaks_the_reader_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    paths = [pdf(tmp_path / f"{number}.pdf", Author=f"王小{number}") for number in range(5)]
    run = file_contents.run_apart

    def run_apart(program: str, data: bytes, seconds: float) -> bytes:
        if b"3.pdf" in data:
            raise UnreadableDocument("document-broken")
        return run(program, data, seconds)

    monkeypatch.setattr(file_contents, "run_apart", run_apart)
    found = {path.name: contents.words.strip() for path, contents in read_pdfs(paths)}
    assert [name for name, words in found.items() if not words.strip()] == ["3.pdf"]
    assert len(found) == 5
