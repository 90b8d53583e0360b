"""A file with a list of deaths, read as text: CSV or XLSX, headers in any case."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from payung.kernel.errors import UnreadableFile

if TYPE_CHECKING:
    import polars as pl
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 20 * 1024 * 1024


def read_deaths(file: UploadedFile[bytes]) -> pl.DataFrame:
    """All columns as text, headers in small letters with `_`; `UnreadableFile` otherwise."""
    import polars as pl

    if (file.size or 0) > MOST_BYTES:
        raise UnreadableFile("Berkas lebih besar dari 20 MB. Pecah menjadi beberapa berkas.")
    content = file.read()
    try:
        if (file.name or "").lower().endswith(".xlsx"):
            import fastexcel

            sheet = fastexcel.read_excel(content).load_sheet(0, dtypes="string")
            frame = sheet.to_polars()
        else:
            frame = pl.read_csv(io.BytesIO(content), infer_schema=False, encoding="utf8-lossy")
    except Exception as error:
        raise UnreadableFile("Berkas ini tidak terbaca. Kirim CSV atau XLSX.") from error
    return frame.rename({name: name.strip().lower().replace(" ", "_") for name in frame.columns})
