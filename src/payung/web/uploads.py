"""Large uploads on a disk, without a name there: a kill leaves nothing of them behind."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessUploadHandler(FileUploadHandler):
    """Takes what is too large for memory; Django's own gives its file a name until it is read."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
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
