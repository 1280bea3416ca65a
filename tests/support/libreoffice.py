"""LibreOffice as a second reader of the same documents."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2

LONGEST = 300
"""Seconds for one call."""


def convert(files: Sequence[Path], kind: str, folder: Path) -> Mapping[str, Path]:
    """Convert documents with LibreOffice; returns the new file of each stem."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    made = {path.stem: path for path in folder.iterdir() if path.suffix == f".{kind.partition(':')[0]}"}
    assert set(made) == {file.stem for file in files}
    return made


def printed(documents: Mapping[str, bytes], folder: Path) -> dict[str, str]:
    """Return the text that LibreOffice prints of each Word document, page after page."""
    source, target = folder / "source", folder / "printed"
    for place in (source, target):
        place.mkdir()
    for name, data in documents.items():
        (source / f"{name}.docx").write_bytes(data)
    return {name: _text(path) for name, path in convert(sorted(source.iterdir()), "pdf", target).items()}


def _text(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()
