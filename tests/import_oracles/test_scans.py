"""Made-up scans, a little askew, grey, and with a red seal: nearly every character is recognised."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image, ImageDraw
from rapidfuzz.distance import Levenshtein

from annual_reports.documents.document_reader import read_document
from annual_reports.documents.paragraphs import SourceDocument
from annual_reports.domain.text import squeeze
from support.printed_pdf import PARAGRAPHS, TITLE, by_weasyprint, html

PAGES = 2
DOTS = 200
MOST_WRONG = 0.01


def scanned(pdf: bytes) -> bytes:
    """The first pages of a PDF as they come out of a scanner."""
    document, chance = pypdfium2.PdfDocument(pdf), Random(1)
    pictures = [_picture(document[number], chance) for number in range(PAGES)]
    made = BytesIO()
    pictures[0].save(made, "PDF", save_all=True, append_images=pictures[1:], resolution=DOTS)
    return made.getvalue()


def _picture(page: pypdfium2.PdfPage, chance: Random) -> Image.Image:
    picture = page.render(scale=DOTS / 72).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture, "RGBA")
    draw.ellipse((900, 1700, 1250, 2050), outline=(220, 20, 20, 160), width=12)
    for _ in range(4_000):
        draw.point((chance.randrange(picture.width), chance.randrange(picture.height)), (90, 90, 90, 255))
    return picture.rotate(0.5, fillcolor="white")


def test_nearly_every_character_of_a_scan_is_recognised(tmp_path: Path):
    path = tmp_path / "扫描件.pdf"
    path.write_bytes(scanned(by_weasyprint(html(), tmp_path)))
    document = read_document(path)
    assert isinstance(document, SourceDocument)
    assert document.is_recognised
    found = "".join(squeeze(paragraph.text) for paragraph in document.paragraphs)
    wanted = squeeze(TITLE + "".join(PARAGRAPHS))[: len(found)]
    assert len(found) > 600
    assert Levenshtein.distance(wanted, found) <= MOST_WRONG * len(found)
