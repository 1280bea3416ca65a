"""Nothing that stands in a Word document vanishes: each word is in a paragraph, or told."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.word_reader import read_docx
from support.found_again import WORD
from support.random_word import random_word_document


@given(st.integers(0, 2**32))
def test_each_word_of_a_random_document_is_read_or_told(seed: int):
    data = random_word_document(seed)
    document = read_docx(data)
    lines = [*document.told, *(line for paragraph in document.paragraphs for line in paragraph.told)]
    found = {word for text in (*lines, *(p.text for p in document.paragraphs)) for word in WORD.findall(text)}
    with ZipFile(BytesIO(data)) as package:
        texts = [package.read(name).decode() for name in package.namelist()]
    assert {word for text in texts for word in WORD.findall(text)} <= found
