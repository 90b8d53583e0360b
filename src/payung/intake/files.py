"""Files on their way back to the sender: what he sent, and his own workbook with its marks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor, acting_as, business_action
from payung.audit.clock import today
from payung.audit.services import note
from payung.intake.memory import header_memory
from payung.intake.models import Upload, UploadState
from payung.intake.selectors import findings_frame, get_upload
from payung.intake.services import MENDS, SENDERS, check
from payung.jobs.services import Report, kind
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say
from payung.registry import storage

if TYPE_CHECKING:
    import polars as pl

ORIGINAL, MARKED = "asli", "perbaikan"
SMALL_BYTES = 250_000
SMALL_ROWS = 2_000
"""What is not larger is done while the person waits; the rest is a job."""


@business_action("intake.download", *SENDERS)
def download(*, actor: Actor, upload_id: UUID, part: str) -> tuple[str, bytes]:
    """Name and content of a kept file, for those who send lists; each download is noted."""
    upload = get_upload(actor, upload_id)
    if part not in (ORIGINAL, MARKED) or not storage.has(upload.pk, part):
        raise BadInput(say("Berkas perbaikan belum disiapkan. Siapkan dulu dari halaman unggahan."))
    note(f"upload:{upload.pk}", part=part)
    return file_name(upload, part), storage.fetch(upload.pk, part)


def file_name(upload: Upload, part: str) -> str:
    """The name under which a kept file leaves."""
    return upload.filename if part == ORIGINAL else f"perbaikan-{Path(upload.filename).stem}.xlsx"


@business_action("intake.mark", *SENDERS)
def mark(*, actor: Actor, upload_id: UUID) -> None:
    """Makes the sender's workbook with its findings marked, and keeps it sealed."""
    upload = get_upload(actor, upload_id)
    if upload.state in (UploadState.RECEIVED, UploadState.REFUSED):
        raise Conflict(say("Berkas ini belum diperiksa. Periksa dulu, lalu siapkan perbaikannya."))
    storage.keep(upload.pk, MARKED, _marked(upload))
    note(f"upload:{upload.pk}")


def _marked(upload: Upload) -> bytes:
    from payung.lists.marking import mark_apart

    with scratch_folder() as folder:
        source, target = folder / Path(upload.filename).name, folder / ".marked.xlsx"
        source.write_bytes(storage.fetch(upload.pk, ORIGINAL))
        memory = header_memory([upload]).get(upload.filename, {})
        mark_apart(source, findings_frame(upload), target, memory, _mends(upload))
        return target.read_bytes()


def _mends(upload: Upload) -> pl.DataFrame | None:
    """What *Perbaikan* says beside the findings, as the check kept it."""
    if not storage.has(upload.pk, MENDS):
        return None
    import polars as pl

    return pl.read_ipc(BytesIO(storage.fetch(upload.pk, MENDS)))


@kind("intake.mark", label=gettext_lazy("Berkas perbaikan"), page="upload")
def _mark_job(actor: Actor, subject: str, report: Report) -> str:
    mark(actor=actor, upload_id=UUID(subject))
    return _("Berkas perbaikan siap diunduh.")


@kind("intake.check", label=gettext_lazy("Pemeriksaan daftar"), page="upload")
def _check_job(actor: Actor, subject: str, report: Report) -> str:
    checked = check(actor=actor, upload_ids=[UUID(subject)], on=today())
    report(checked.rows.height, checked.rows.height)
    with acting_as(actor):
        upload = get_upload(actor, UUID(subject))
    return upload.message or _("Daftar sudah diperiksa.")
