"""An answer file from a browser, read in BPJS's layout."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl
    from django.core.files.uploadedfile import UploadedFile


def answers_of(upload: UploadedFile[bytes]) -> tuple[pl.DataFrame, int]:
    """Columns nik, accepted, reason, kpj of the clear rows, and how many were not clear."""
    import polars as pl

    from payung.lists.profiles import profile, read_answer

    with tempfile.TemporaryDirectory() as folder:
        suffix = Path(upload.name or "").suffix.lower() or ".xlsx"
        path = Path(folder, f"jawaban{suffix}")
        path.write_bytes(upload.read())
        found = read_answer(path, profile("jawaban"))
    clear = found.filter(pl.col("status") != "unknown")
    answers = clear.select("nik", "reason", "kpj", accepted=pl.col("status") == "accepted")
    return answers, found.height - clear.height
