"""Upload → check → confirm: nothing is data before somebody confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.areas.selectors import area_table, rt_codes, within
from payung.audit.services import note
from payung.intake import quarantine
from payung.intake.memory import header_memory
from payung.intake.models import Upload, UploadState
from payung.intake.questions import questions_in
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.scratch import scratch_folder
from payung.kernel.sentence import say
from payung.registry import storage

if TYPE_CHECKING:
    from payung.lists.check import Checked

SENDERS = (Role.OPERATOR, Role.VERIFIER, Role.RT)
MOST_BYTES = 30 * 1024 * 1024
MOST_ROWS = 200_000
"""So many rows of one file the site takes; the command `lists check` takes any number."""


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A file as it was sent; `id` is made on the sender's device, so that a re-send is known."""

    id: UUID
    filename: str
    content: bytes
    category: str
    area: str
    sender: str


@business_action("intake.receive", *SENDERS)
def receive(*, actor: Actor, files: Sequence[Incoming]) -> list[Upload]:
    """Takes files into quarantine; a file that is already there is refused with when and by whom.

    The same id again gives the upload that is already there.
    """
    uploads = [_received(actor, file) for file in files]
    note(f"area:{actor.area}", uploads=[upload.pk for upload in uploads])
    return uploads


def _received(actor: Actor, file: Incoming) -> Upload:
    again = Upload.objects.filter(pk=file.id).first()
    if again is not None:
        return again
    if not actor.covers(file.area):
        raise OutOfArea(say("Daftar ini untuk wilayah lain. Pilih wilayah Anda sendiri."))
    if len(file.content) > MOST_BYTES:
        raise BadInput(say("Berkas lebih besar dari 30 MB. Bagi menjadi beberapa berkas."))
    digest = sha256(file.content).hexdigest()
    _refuse_repeat(digest, file.area)
    made = Upload(
        id=file.id,
        filename=file.filename[:200],
        sha256=digest,
        category=file.category,
        area_id=file.area,
        sender=file.sender,
        sent_by=actor.id,
    )
    return _stored(made, file.content)


def _stored(made: Upload, content: bytes) -> Upload:
    """The row first: a file whose id another upload has, seen or unseen, is never written over."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        again = Upload.objects.filter(pk=made.pk, sha256=made.sha256).first()
        if again is None:
            raise Conflict(say("Berkas ini sudah dikirim. Muat ulang halaman ini.")) from None
        return again
    storage.keep(made.pk, "asli", content)
    return made


def _refuse_repeat(digest: str, area: str) -> None:
    dead = (UploadState.REFUSED, UploadState.UNDONE)
    before = Upload.objects.filter(sha256=digest, area_id=area).exclude(state__in=dead).first()
    if before is not None:
        when = timezone.localtime(before.received_at).strftime("%d-%m-%Y %H.%M")
        raise Conflict(
            say(
                "Berkas ini sudah diproses pada {when} oleh {sender}.",
                when=when,
                sender=before.sender,
            )
        )


@business_action("intake.check", *SENDERS)
def check(*, actor: Actor, upload_ids: Sequence[UUID], on: date) -> Checked:
    """Reads and checks received files together, and puts rows and findings into quarantine.

    All files are seen at once, so that the same NIK in two of them is found.
    """
    uploads = list(Upload.objects.select_for_update().filter(pk__in=upload_ids).order_by("pk"))
    if len(uploads) != len(set(upload_ids)):
        raise OutOfArea(say("Sebagian berkas tidak ada di wilayah Anda."))
    if any(upload.state != UploadState.RECEIVED for upload in uploads):
        raise Conflict(say("Sebagian berkas sudah diperiksa. Muat ulang halaman ini."))
    checked = _checked(uploads, on)
    places = {upload.filename: (upload.pk, upload.area_id) for upload in uploads}
    quarantine.store(checked.rows, checked.findings, places, rt_codes(actor.area))
    _count(uploads, checked)
    _keep_mends(uploads, checked)
    note(f"area:{actor.area}", uploads=[u.pk for u in uploads], rows=checked.rows.height)
    return checked


def _checked(uploads: Sequence[Upload], on: date) -> Checked:
    from payung.lists.check import check_files
    from payung.lists.sandbox import Limits

    with scratch_folder() as folder:
        paths = []
        for upload in uploads:
            path = folder / Path(upload.filename).name
            path.write_bytes(storage.fetch(upload.pk, "asli"))
            paths.append(path)
        memory = header_memory(uploads)
        limits = Limits(most_rows=MOST_ROWS)
        return check_files(paths, on=on, areas=area_table(), header_memory=memory, limits=limits)


_COUNTED = (
    "state",
    "message",
    "rows",
    "rows_ok",
    "rows_periksa",
    "rows_tolak",
    "unknown_headers",
    "questions",
    "answers",
)


def _count(uploads: Sequence[Upload], checked: Checked) -> None:
    counts = {
        (file, status): n
        for file, status, n in checked.rows.group_by("file", "status").len().iter_rows()
    }
    broken = checked.findings.filter(code="BERKAS_RUSAK")
    unusable = dict(broken.select("file", "message").iter_rows())
    for upload in uploads:
        name = upload.filename
        upload.rows_ok, upload.rows_periksa, upload.rows_tolak = (
            counts.get((name, status), 0) for status in ("ok", "periksa", "tolak")
        )
        upload.rows = upload.rows_ok + upload.rows_periksa + upload.rows_tolak
        refused = name in unusable and not upload.rows
        upload.state = UploadState.REFUSED if refused else UploadState.CHECKED
        upload.message = unusable.get(name, "")[:400]
        upload.unknown_headers = list(checked.unknown_headers.get(name, ()))
        upload.questions = questions_in(checked, name, upload.area_id)
        upload.answers = {}
    Upload.objects.bulk_update(uploads, _COUNTED)


MENDS = "usul"


def _keep_mends(uploads: Sequence[Upload], checked: Checked) -> None:
    """What *Perbaikan* says beside the findings, sealed like the file: it holds birth dates."""
    for upload in uploads:
        own = checked.mends.filter(checked.mends["file"] == upload.filename)
        if own.height:
            table = BytesIO()
            own.write_ipc(table)
            storage.keep(upload.pk, MENDS, table.getvalue())


def uploads(actor: Actor) -> QuerySet[Upload]:
    """Uploads in the actor's area, newest first."""
    return Upload.objects.filter(**within(require_scope(actor)))


def lock_confirmed(actor: Actor, upload_id: UUID) -> Upload:
    """A confirmed list that is about to be taken back; until the transaction ends it is locked."""
    upload = uploads(actor).select_for_update().filter(pk=upload_id).first()
    if upload is None or upload.state != UploadState.CONFIRMED:
        raise Conflict(say("Hanya daftar yang sudah dikonfirmasi yang bisa dibatalkan."))
    return upload


def mark_undone(upload: Upload) -> None:
    """What the list brought in was taken back; the same file may be sent again."""
    upload.state = UploadState.UNDONE
    upload.save(update_fields=["state"])
