"""Convert old Word and WPS documents (.doc, .wps) to .docx with LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from annual_reports.documents.paragraphs import UnreadableDocument

_LONGEST = 120
"""Seconds; a first start with a new profile takes about five."""
_PROGRAMS = ("soffice", "libreoffice")


def convert_to_docx(data: bytes) -> bytes:
    """Return an old document as .docx.

    LibreOffice gets a profile of its own, in which it runs no macros, and writes into a temporary folder.
    The filter is named, because it would take anything else for plain text.

    Raises:
        UnreadableDocument: LibreOffice is not there, or cannot read the document, or it has a password.

    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableDocument("document-old-or-locked")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "document.doc").write_bytes(data)
        options = (
            "--headless",
            "--norestore",
            "--infilter=MS Word 97",
            "--convert-to",
            "docx",
            "--outdir",
            name,
        )
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, *options, str(folder / "document.doc")]
        try:
            subprocess.run(command, capture_output=True, timeout=_LONGEST, check=True)  # noqa: S603  # no shell
            return (folder / "document.docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise UnreadableDocument("document-old-or-locked") from error
