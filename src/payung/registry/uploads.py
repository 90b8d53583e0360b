"""A table from a browser, on the disk only as long as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from payung.kernel.errors import BadInput
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 30 * 1024 * 1024


@contextmanager
def kept_for_reading(upload: UploadedFile[Any]) -> Iterator[Path]:
    """A file of the upload's content and ending, gone afterwards; large ones are refused."""
    if (upload.size or 0) > MOST_BYTES:
        raise BadInput(say("Berkas lebih besar dari 30 MB. Bagi menjadi beberapa berkas."))
    with scratch_folder() as folder:
        path = folder / f"berkas{Path(upload.name or '').suffix.lower()}"
        path.write_bytes(upload.read())
        yield path
