"""Sending lists in, seeing what the check said, and getting them back to mend."""

from __future__ import annotations

from typing import Any, NamedTuple, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role, User
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.intake import files
from payung.intake.forms import CATEGORIES, UploadFilter, UploadForm
from payung.intake.models import Upload, UploadState
from payung.intake.questions import still_asked
from payung.intake.selectors import (
    FindingGroup,
    finding_groups,
    get_upload,
    search_uploads,
    to_mend,
    with_names,
)
from payung.intake.services import SENDERS, Incoming, check, receive
from payung.intake.wording import finding_name
from payung.jobs import services as jobs
from payung.jobs.models import Job
from payung.registry import storage
from payung.ui.downloads import file_answer
from payung.ui.format import write_moment
from payung.ui.paging import paged
from payung.ui.parts import Column, Crumb, Fact

READERS = (*SENDERS, Role.APPROVER, Role.AUDITOR)

upload_list = ListPage(
    name="unggahan",
    title=gettext_lazy("Unggahan"),
    roles=READERS,
    rows=search_uploads,
    columns=(
        Column("filename", gettext_lazy("Berkas")),
        Column("area.name", gettext_lazy("Wilayah")),
        Column("received_at", gettext_lazy("Diterima"), "moment"),
        Column("state", gettext_lazy("Keadaan"), "state"),
        Column("rows", gettext_lazy("Baris"), "count"),
        Column("ready", gettext_lazy("Siap"), "count"),
        Column("rows_tolak", gettext_lazy("Harus diperbaiki"), "count"),
    ),
    noun=gettext_lazy("berkas"),
    why_empty=gettext_lazy("Belum ada berkas yang cocok."),
    what_to_do=gettext_lazy("Kirim daftar pertama, atau hapus saringan."),
    filters=UploadFilter,
    leads_to=lambda upload: reverse("upload", args=[upload.pk]),
    doors=(
        (gettext_lazy("Kirim daftar"), "upload_new"),
        (gettext_lazy("Siapa yang belum mengirim"), "progress_board"),
    ),
).view()


def send_page(request: HttpRequest) -> HttpResponse:
    """The form that takes files."""
    crumbs = [Crumb(_("Unggahan"), reverse("upload_list")), Crumb(_("Kirim daftar"))]
    return render(
        request, "intake/new.html", {"offer": offer(request, None, SEND), "crumbs": crumbs}
    )


class TakenIn(NamedTuple):
    """Files that were taken in; what has no job is checked already."""

    uploads: list[Upload]
    jobs: list[Job]


@open_to(*SENDERS)
def _send(*, actor: Actor, sent: list[Incoming]) -> TakenIn:
    """Takes files in; small ones are checked at once, large ones by a job each."""
    uploads = receive(actor=actor, files=sent)
    waiting = [upload.pk for upload in uploads if upload.state == UploadState.RECEIVED]
    if sum(len(file.content) for file in sent) > files.SMALL_BYTES:
        started = [jobs.start(actor=actor, kind="intake.check", subject=str(k)) for k in waiting]
        return TakenIn(uploads, started)
    if waiting:
        check(actor=actor, upload_ids=waiting, on=today())
    return TakenIn(uploads, [])


def _incoming(asked: Asked[None]) -> dict[str, Any]:
    sender = cast(User, asked.request.user).full_name
    return {"sent": asked.form.incoming(sender, asked.actor.id)}


def _where_to_look(asked: Asked[None], taken: TakenIn) -> str:
    """The one thing that came of it, or the list of them."""
    if len(taken.uploads) == 1 and not taken.jobs:
        return reverse("upload", args=[taken.uploads[0].pk])
    if len(taken.jobs) == 1:
        return reverse("job", args=[taken.jobs[0].pk])
    return reverse("job_list" if taken.jobs else "upload_list")


SEND: Act[None] = Act(
    "upload_new",
    gettext_lazy("Kirim dan periksa"),
    _send,
    _incoming,
    lambda taken: "" if taken.jobs else _("Berkas diterima dan sudah diperiksa."),
    form=UploadForm,
    facts=lambda actor, nothing: {"area": actor.area},
    then=_where_to_look,
)
upload_new = form_page(SEND, send_page)


@page(*READERS)
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """One upload: counts, findings by kind, the rows to mend."""
    actor = actor_of_request(request)
    upload = get_upload(actor, upload_id)
    code = request.GET.get("temuan", "")
    mends = paged(request, to_mend(actor, upload, code))
    groups = finding_groups(actor, upload)
    context = {
        "upload": upload,
        "facts": _facts(upload),
        "groups": [_group_row(group, upload) for group in groups],
        "group_columns": [
            Column("name", _("Temuan")),
            Column("severity", _("Akibat")),
            Column("count", _("Jumlah"), "count"),
            Column("example", _("Contoh")),
        ],
        "code_name": finding_name(code) if code else "",
        "page": mends,
        "mends": with_names(upload, list(mends)),
        "mend_columns": [
            Column("row", _("Baris"), "count"),
            Column("name", _("Nama")),
            Column("sheet", _("Lembar")),
            Column("field", _("Kolom")),
            Column("message", _("Yang harus diperbaiki")),
        ],
        "asked": still_asked(upload),
        "has_marked": storage.has(upload.pk, files.MARKED),
        "offers": offers(request, upload, (CHECK, MARK), upload_id=upload_id),
        "letter": _letter(upload, groups),
        "crumbs": [Crumb(_("Unggahan"), reverse("upload_list")), Crumb(upload.filename)],
    }
    return render(request, "intake/detail.html", context)


@open_to(*SENDERS)
def _check(*, actor: Actor, upload: Upload) -> Job:
    return jobs.start(actor=actor, kind="intake.check", subject=str(upload.pk))


@open_to(*SENDERS)
def _mark(*, actor: Actor, upload: Upload) -> Job | None:
    """Makes the marked workbook: at once for a short list, by a job for a long one."""
    if upload.rows > files.SMALL_ROWS:
        return jobs.start(actor=actor, kind="intake.mark", subject=str(upload.pk))
    files.mark(actor=actor, upload_id=upload.pk)
    return None


def _its_job(asked: Asked[Upload], job: Job | None) -> str:
    return reverse("job", args=[job.pk]) if job else reverse("upload", args=[asked.thing.pk])


CHECK = Act(
    "upload_check",
    gettext_lazy("Periksa sekarang"),
    _check,
    lambda asked: {"upload": asked.thing},
    "",
    offered=lambda actor, upload: upload.state == UploadState.RECEIVED,
    then=_its_job,
)
MARK = Act(
    "upload_mark",
    gettext_lazy("Siapkan berkas perbaikan"),
    _mark,
    lambda asked: {"upload": asked.thing},
    lambda job: "" if job else _("Berkas perbaikan siap diunduh."),
    then=_its_job,
)
upload_check = act_view(CHECK, upload, get_upload)
upload_mark = act_view(MARK, upload, get_upload)


@page(*SENDERS)
def upload_file(request: HttpRequest, upload_id: UUID, part: str) -> HttpResponse:
    """The sender's file as it came, or marked; each download is noted."""
    name, content = files.download(actor=actor_of_request(request), upload_id=upload_id, part=part)
    return file_answer(content, name, "application/octet-stream")


def _facts(upload: Upload) -> list[Fact]:
    by = names_of([upload.sent_by]).get(upload.sent_by, "")
    return [
        Fact(_("Jenis pekerja"), dict(CATEGORIES).get(upload.category, upload.category)),
        Fact(_("Wilayah"), upload.area.name),
        Fact(_("Pengirim"), upload.sender),
        Fact(_("Diunggah"), f"{write_moment(upload.received_at)}, {by}"),
        Fact(_("Sidik berkas (SHA-256)"), upload.sha256),
    ]


def _group_row(group: FindingGroup, upload: Upload) -> dict[str, Any]:
    back = group.severity == "galat"
    return {
        "href": f"{reverse('upload', args=[upload.pk])}?temuan={group.code}#baris",
        "name": finding_name(group.code),
        "severity": _("Harus diperbaiki") if back else _("Masuk, diperiksa petugas"),
        "count": group.count,
        "example": group.example,
    }


def _letter(upload: Upload, groups: list[FindingGroup]) -> str:
    """A message to the sender, ready to be copied."""
    common = ", ".join(
        f"{finding_name(g.code)} ({g.count})" for g in groups if g.severity == "galat"
    )
    words = _(
        "Yth. %(sender)s, %(area)s. Daftar %(file)s sudah diperiksa: %(rows)d baris, "
        "%(ready)d siap, %(mend)d harus diperbaiki."
    ) % {
        "sender": upload.sender,
        "area": upload.area.name,
        "file": upload.filename,
        "rows": upload.rows,
        "ready": upload.ready,
        "mend": upload.rows_tolak,
    }
    if not common:
        thanks = _("Terima kasih.")
        return f"{words} {thanks}"
    mend = _(
        "Yang perlu diperbaiki: %(what)s. Buka berkas terlampir, lihat sel merah dan kolom "
        "Perbaikan, lalu kirim kembali."
    ) % {"what": common}
    return f"{words} {mend}"
