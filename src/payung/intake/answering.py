"""Answering what a list asks; an answer about dates is remembered and the list read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.intake.headers import check_again
from payung.intake.memory import remember_as_told
from payung.intake.models import Upload, UploadState
from payung.intake.questions import (
    DATES,
    DAY_FIRST,
    GO_ON,
    HIDDEN,
    LEAVE,
    MONTH_FIRST,
    PARTLY,
    PLACE,
    TAKE,
)
from payung.intake.services import SENDERS
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import say

_ALLOWED = {
    HIDDEN: (TAKE, LEAVE),
    PARTLY: (GO_ON,),
    DATES: (DAY_FIRST, MONTH_FIRST),
    PLACE: (GO_ON,),
}


@business_action("intake.answer_questions", *SENDERS)
def answer_questions(
    *, actor: Actor, upload_id: UUID, answers: Mapping[str, str], on: date
) -> Upload:
    """Keeps the answers to what was asked, before the list is confirmed."""
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None or upload.state != UploadState.CHECKED:
        raise Conflict(say("Pertanyaan hanya bisa dijawab sebelum daftar dikonfirmasi."))
    for name, answer in answers.items():
        if name not in upload.questions or answer not in _ALLOWED.get(name, ()):
            raise BadInput(say("Jawaban ini tidak ditanyakan. Muat ulang halaman."))
    kept = {**upload.answers, **answers}
    if DATES in answers:
        from payung.lists.fields import DATE_ORDER

        remember_as_told(actor, upload.area_id, {DATE_ORDER: answers[DATES]})
        check_again(actor, upload, on)
        upload.refresh_from_db()
        kept = {name: answer for name, answer in kept.items() if name in upload.questions}
    upload.answers = kept
    upload.save(update_fields=["answers"])
    note(f"upload:{upload.pk}", answers=dict(answers))
    return upload
