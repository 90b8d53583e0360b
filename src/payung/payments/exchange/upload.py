"""A return file from a browser, read in the layout in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.accounts.pages import open_to, roles_of
from payung.payments.exchange.layouts import profile_in_force
from payung.payments.exchange.pages import tell
from payung.payments.exchange.returns import take_return
from payung.payments.exchange.selectors import get_target
from payung.registry.uploads import kept_for_reading

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

    from payung.accounts.scope import Actor
    from payung.kernel.month import Month
    from payung.lists.returns import ReturnRow


@open_to(*roles_of(take_return))
def take_upload(
    *,
    actor: Actor,
    request: HttpRequest,
    upload: UploadedFile[bytes],
    list_id: int = 0,
    file_id: int = 0,
) -> None:
    """Takes over what BPJS sent back for a list to pay or for a file, and tells the sender."""
    month = get_target(actor, list_id=list_id, file_id=file_id).month
    content, rows = _return_rows(upload, month)
    taken = take_return(
        actor=actor, list_id=list_id, file_id=file_id, name=upload.name or "", content=content,
        rows=rows,
    )  # fmt: skip
    tell(request, taken)


def _return_rows(upload: UploadedFile[bytes], month: Month) -> tuple[bytes, list[ReturnRow]]:
    """The file's content, and each of its rows with what keeps it from being clear."""
    from payung.lists.returns import read_return

    with kept_for_reading(upload) as path:
        return path.read_bytes(), read_return(path, profile_in_force("jawaban"), month)
