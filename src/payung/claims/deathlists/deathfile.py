"""A file with a list of deaths as it was sent, handed to the one reader of lists from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from payung.audit import clock
from payung.kernel.errors import UnreadableFile
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say

if TYPE_CHECKING:
    import polars as pl
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 20 * 1024 * 1024


def read_deaths(file: UploadedFile[bytes]) -> pl.DataFrame:
    """The dead of a file under the names of `deathrows.COLUMNS`, all text.

    `baris` is the row of the file as its sender sees it. `UnreadableFile` for anything else.
    """
    from payung.lists.deaths import read_deaths as read

    if (file.size or 0) > MOST_BYTES:
        raise UnreadableFile(say("Berkas lebih besar dari 20 MB. Pecah menjadi beberapa berkas."))
    with scratch_folder() as folder:
        path = folder / f"kematian{Path(file.name or '').suffix[:6]}"
        path.write_bytes(file.read())
        return read(path, clock.today()).people
