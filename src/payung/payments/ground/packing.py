"""Files on their way out: one as it is, several as an archive, a workbook as an answer."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from django.http import HttpResponse

from payung.ui.downloads import file_answer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_ZIP = "application/zip"


def packed(name: str, paths: list[Path]) -> tuple[str, bytes, str]:
    """Name, content and media type of one file, or of several as an archive."""
    if len(paths) == 1:
        return name, paths[0].read_bytes(), XLSX
    return name.replace(".xlsx", ".zip"), _archive(paths), _ZIP


def _archive(paths: list[Path]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.name)
    return target.getvalue()


def workbook(content: bytes, name: str) -> HttpResponse:
    return file_answer(content, name, XLSX)
