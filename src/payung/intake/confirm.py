"""From quarantine to persons: the part of a confirmation that concerns rows and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from payung.intake.models import Upload, UploadState
from payung.intake.questions import leaves_hidden_out, refuse_unasked
from payung.kernel.errors import Conflict, OutOfArea
from payung.kernel.sentence import say
from payung.registry.admit import COLUMNS, Admitted, admit_staged, open_staging

USABLE = ("ok", "periksa")


@dataclass(frozen=True)
class Confirmed:
    """`rows` went in; `people.new` are records made for them."""

    rows: int
    people: Admitted


def admit(upload_ids: Sequence[UUID]) -> Confirmed:
    """Makes persons of the usable rows; called inside a business action of the room above.

    Who sends a list is the office whose list it is, whoever presses the button.
    """
    uploads = list(Upload.objects.select_for_update().filter(pk__in=upload_ids))
    if len(uploads) != len(set(upload_ids)):
        raise OutOfArea(say("Sebagian berkas tidak ada di wilayah Anda."))
    if any(upload.state != UploadState.CHECKED for upload in uploads):
        raise Conflict(say("Hanya berkas yang sudah diperiksa yang bisa dikonfirmasi."))
    for upload in uploads:
        refuse_unasked(upload)
    ids = [upload.pk for upload in uploads]
    without_hidden = [upload.pk for upload in uploads if leaves_hidden_out(upload)]
    open_staging()
    names = ", ".join(name for name in COLUMNS if name != "number")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO incoming (number, {names}, sender)"
            f" SELECT id, {names}, (SELECT u.area_id FROM intake_upload u WHERE u.id = upload_id)"
            " FROM intake_row"
            " WHERE upload_id = ANY(%s) AND status = ANY(%s) AND nik_index IS NOT NULL"
            " AND NOT (upload_id = ANY(%s) AND EXISTS (SELECT 1 FROM intake_rowfinding f"
            " WHERE f.upload_id = intake_row.upload_id AND f.number = intake_row.number"
            " AND f.code = 'BARIS_TERSEMBUNYI'))",
            [ids, list(USABLE), without_hidden],
        )
        people = admit_staged()
        cursor.execute(
            "UPDATE intake_row r SET person_id = i.person_id FROM incoming i WHERE r.id = i.number"
        )
        rows = cursor.rowcount
    Upload.objects.filter(pk__in=ids).update(state=UploadState.CONFIRMED)
    return Confirmed(rows=rows, people=people)
