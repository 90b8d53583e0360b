"""A large upload lies on the disk without a name."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

LARGE = b"nik,nama\n" * 400_000
DJANGOS_OWN = "django.core.files.uploadhandler.TemporaryFileUploadHandler"


def names_on_disk(folder: Path) -> list[str]:
    request = RequestFactory().post("/", {"berkas": SimpleUploadedFile("daftar.csv", LARGE)})
    upload = request.FILES["berkas"]
    names = [path.name for path in folder.iterdir()]
    assert (upload.name, upload.size, upload.read()) == ("daftar.csv", len(LARGE), LARGE)
    request.close()
    return names


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_kill_would_leave_nothing_of_a_large_upload(folder: Path) -> None:
    assert names_on_disk(folder) == []


def test_djangos_own_handler_would_leave_it(folder: Path, settings: object) -> None:
    settings.FILE_UPLOAD_HANDLERS = [DJANGOS_OWN]  # type: ignore[attr-defined]
    assert names_on_disk(folder) != []
