"""What pictures tell beside what they show; Pillow writes them, so that our reader meets another's hand."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from annual_reports.publish.file_properties import telling
from annual_reports.publish.picture_properties import read_picture

FORMATS = ["JPEG", "PNG", "WEBP", "TIFF"]


def picture(kind: str, **settings: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, kind, **settings)
    return file.getvalue()


def exif(tags: dict[int, object], *, camera: dict[int, object] | None = None, gps: bool = False) -> bytes:
    made = Image.Exif()
    made.update(tags)
    made.get_ifd(0x8769).update(camera or {})
    if gps:
        made.get_ifd(0x8825).update({1: "N", 2: (33.0, 1.0, 2.5), 3: "E", 4: (112.0, 1.0, 2.5)})
    return made.tobytes()


def told(data: bytes) -> set[tuple[str, str]]:
    return set(telling(read_picture(data)))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_place_of_a_photograph(kind: str):
    names = {name for name, _ in told(picture(kind, exif=exif({}, gps=True)))}
    assert names == {"GPSLatitude", "GPSLongitude"}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        (0x013B, "Wang Xiaoming", {("Artist", "Wang Xiaoming")}),
        (0x9C9D, "示范县司法局\0".encode("utf-16-le"), set()),
        (0x9C9D, "王小明\0".encode("utf-16-le"), {("XPAuthor", "王小明")}),
        (0x010F, "HUAWEI", set()),
        (0x0131, "GIMP 2.10", set()),
    ],
)
def test_the_maker_of_a_picture(kind: str, tag: int, value: object, expected: set[tuple[str, str]]):
    assert told(picture(kind, exif=exif({tag: value}))) == expected


@pytest.mark.parametrize("kind", FORMATS)
def test_owner_and_number_of_a_camera(kind: str):
    camera = {0xA430: "Wang Xiaoming", 0xA431: "SN12345", 0xA435: "LN678"}
    assert {name for name, _ in told(picture(kind, exif=exif({}, camera=camera)))} == {
        "CameraOwnerName",
        "BodySerialNumber",
        "LensSerialNumber",
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_comments_are_words(kind: str):
    data = picture(kind, exif=exif({0x010E: "13812345678"}, camera={0x9286: b"ASCII\0\0\0call 13912345678"}))
    words = "\n".join(value for _, value in read_picture(data))
    assert "13812345678" in words
    assert "13912345678" in words


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="33,1.2N" aux:SerialNumber="7">'
    b"<dc:creator><rdf:Seq><rdf:li>Wang Xiaoming</rdf:li></rdf:Seq></dc:creator>"
    b"<dc:description>13812345678</dc:description></rdf:Description></x:xmpmeta>"
)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "TIFF"])
def test_xmp_without_exif(kind: str):
    settings = {"tiffinfo": {700: XMP}} if kind == "TIFF" else {"xmp": XMP}
    data = picture(kind, **settings)
    assert {name for name, _ in told(data)} == {"GPSLatitude", "SerialNumber", "creator"}
    assert any("13812345678" in value for _, value in read_picture(data))


@pytest.mark.parametrize("compressed", [False, True])
def test_texts_of_a_png(*, compressed: bool):
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=compressed)
    info.add_text("Author", "王小明", zip=compressed)
    info.add_text("Comment", "13812345678", zip=compressed)
    info.add_text("Software", "GIMP")
    data = picture("PNG", pnginfo=info)
    assert {name for name, _ in told(data)} == {"GPSLatitude", "SerialNumber", "creator", "Author"}
    assert any(value == "13812345678" for _, value in read_picture(data))


def test_the_comment_of_a_jpeg():
    assert ("", "call 13812345678") in set(read_picture(picture("JPEG", comment=b"call 13812345678")))


def test_the_by_line_of_a_newspaper():
    by_line = b"\x1c\x02\x50\x00\x09" + "王小明".encode()
    assert told(b"\xff\xd8\xff\xed\0\x20Photoshop 3.0\0" + by_line) == {("By-line", "王小明")}


def test_the_place_of_a_video():
    assert told(b"\0\0\0\x18ftypmp42..udta\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+33.1000+112.2000/") == {
        ("location", "+33.1000+112.2000")
    }


@pytest.mark.parametrize("kind", [*FORMATS, "GIF"])
def test_a_bare_picture_tells_nothing(kind: str):
    assert told(picture(kind)) == set()


def test_a_picture_of_the_screen_tells_nothing():
    assert told(picture("PNG", dpi=(96, 96), exif=exif({0x0112: 1, 0x011A: 96.0}))) == set()


@given(st.binary(), st.sampled_from(FORMATS), st.integers(0, 400))
def test_damage_raises_nothing(noise: bytes, kind: str, at: int):
    whole = picture(kind, exif=exif({0x013B: "A"}, camera={0xA430: "B"}, gps=True))
    list(read_picture(whole[:at] + noise + whole[at + len(noise) :]))
    list(read_picture(noise))


def test_a_folder_of_exif_that_names_itself_ends():
    ring = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0"
    assert list(read_picture(ring)) == []
