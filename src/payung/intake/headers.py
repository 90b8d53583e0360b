"""Answering what an unknown header means; the list is then checked again with the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.intake.memory import remember
from payung.intake.models import Row, RowFinding, Upload, UploadState
from payung.intake.services import SENDERS, check
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say

NOT_NEEDED = "-"
"""The answer for a column that the list check does not need."""


@business_action("intake.answer_headers", *SENDERS)
def answer_headers(
    *, actor: Actor, upload_id: UUID, answers: Mapping[str, str], on: date
) -> Upload:
    """Remembers for the sending office which field each header is, and checks the list anew.

    Only before the list is confirmed: what is in is not read again.
    """
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None or upload.state not in (UploadState.CHECKED, UploadState.REFUSED):
        raise Conflict(say("Judul kolom hanya bisa dijelaskan sebelum daftar dikonfirmasi."))
    _refuse(upload, answers)
    from payung.lists.fields import MAPPABLE

    remember(actor, upload.area_id, {h: MAPPABLE[field] for h, field in answers.items()})
    check_again(actor, upload, on)
    note(f"upload:{upload.pk}", headers=len(answers))
    upload.refresh_from_db()
    return upload


def check_again(actor: Actor, upload: Upload, on: date) -> None:
    """Reads a list anew with what its sender has answered by now."""
    RowFinding.objects.filter(upload=upload).delete()
    Row.objects.filter(upload=upload).delete()
    upload.state = UploadState.RECEIVED
    upload.save(update_fields=["state"])
    check(actor=actor, upload_ids=[upload.pk], on=on)


def _refuse(upload: Upload, answers: Mapping[str, str]) -> None:
    from payung.lists.fields import MAPPABLE

    if not answers or not set(answers) <= set(upload.unknown_headers):
        raise BadInput(say("Judul kolom ini tidak ada di berkas. Muat ulang halamannya."))
    if not set(answers.values()) <= set(MAPPABLE):
        raise BadInput(say("Isi kolom tidak dikenal. Pilih dari daftar."))
    named = [MAPPABLE[field] for field in answers.values()]
    fields = [field for field in named if field != NOT_NEEDED]
    if len(fields) != len(set(fields)):
        raise BadInput(say("Dua judul dijelaskan sebagai isian yang sama. Pilih salah satu."))
