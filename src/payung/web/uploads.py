"""Uploads: large ones on a disk, without a name there, so that a kill leaves nothing of them; and
names that every file system and every column can hold."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler

LONGEST_NAME_BYTES = 120
_ENDING_BYTES = 12


def short_name(name: str) -> str:
    """The name without control characters, and cut in the middle so that its ending stays."""
    clean = "".join(letter for letter in name if letter.isprintable()) or "berkas"
    raw = clean.encode(errors="ignore")
    if len(raw) <= LONGEST_NAME_BYTES:
        return raw.decode()
    head, ending = raw[: LONGEST_NAME_BYTES - _ENDING_BYTES], raw[-_ENDING_BYTES:]
    return head.decode(errors="ignore") + ending.decode(errors="ignore")


class ShortNamedMemoryHandler(MemoryFileUploadHandler):
    """What is small enough for memory."""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, short_name(file_name), *args, **kwargs)


class NamelessUploadHandler(FileUploadHandler):
    """Takes what is too large for memory; Django's own gives its file a name until it is read."""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, short_name(file_name), *args, **kwargs)
        self.file = UploadedFile(
            tempfile.TemporaryFile(),  # noqa: SIM115 - closed with the request
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self.file.seek(0)
        self.file.size = file_size
        return self.file
