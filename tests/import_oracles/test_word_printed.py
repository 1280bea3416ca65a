"""Random Word documents: what LibreOffice prints is read, or it is told."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annual_reports.documents.word_reader import read_docx
from support.found_again import differences
from support.libreoffice import printed
from support.random_word import random_word_document

BATCH, BATCHES = 50, 20


@settings(
    max_examples=BATCHES,
    phases=[Phase.explicit, Phase.generate],  # a smaller batch tells no more, and costs as much
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(st.lists(st.integers(0, 2**32), min_size=BATCH, max_size=BATCH, unique=True))
def test_a_thousand_documents_are_read_as_they_are_printed(seeds: list[int]):
    documents = {str(seed): random_word_document(seed) for seed in seeds}
    with TemporaryDirectory() as folder:
        texts = printed(documents, Path(folder))
    found = {name: list(differences(texts[name], read_docx(data))) for name, data in documents.items()}
    assert not {name: told for name, told in found.items() if told}
