"""A return file from a browser, read in the layout in force."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from payung.payments.exchange.layouts import profile_in_force

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from payung.lists.returns import ReturnRow


def return_rows(upload: UploadedFile[bytes]) -> tuple[bytes, list[ReturnRow]]:
    """The file's content, and each of its rows with what keeps it from being clear."""
    from payung.lists.returns import read_return

    content = upload.read()
    with tempfile.TemporaryDirectory() as folder:
        suffix = Path(upload.name or "").suffix.lower() or ".xlsx"
        path = Path(folder, f"jawaban{suffix}")
        path.write_bytes(content)
        return content, read_return(path, profile_in_force("jawaban"))
