"""Sending lists in, seeing what the check said, and getting them back to mend."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.models import Role, User
from payung.accounts.pages import page_for
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.intake import files
from payung.intake.forms import CATEGORIES, UploadFilter, UploadForm
from payung.intake.models import Upload, UploadState
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
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.registry import storage
from payung.ui.format import write_moment
from payung.ui.parts import Column, Crumb, Fact

PER_PAGE = 50
READERS = (*SENDERS, Role.APPROVER, Role.AUDITOR)


@page_for(*READERS)
@require_safe
def upload_list(request: HttpRequest) -> HttpResponse:
    """All uploads of the actor's area; filters live in the URL."""
    actor = actor_of_request(request)
    form = UploadFilter(request.GET, actor=actor)
    page = Paginator(search_uploads(actor, **form.wanted()), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "filter_form": form,
        "page": page,
        "rows": [_listed(upload) for upload in page],
        "columns": [
            Column("filename", _("Berkas")),
            Column("area", _("Wilayah")),
            Column("received_at", _("Diterima"), "moment"),
            Column("state", _("Keadaan"), "state"),
            Column("rows", _("Baris"), "count"),
            Column("ready", _("Siap"), "count"),
            Column("mend", _("Harus diperbaiki"), "count"),
        ],
        "may_send": actor.role in SENDERS,
    }
    return render(request, "intake/list.html", context)


@page_for(*SENDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_new(request: HttpRequest) -> HttpResponse:
    """The form that takes files; small ones are checked at once, large ones by a job."""
    actor = actor_of_request(request)
    if request.method != "POST":
        return _form_page(request, UploadForm(area=actor.area))
    form = UploadForm(request.POST, request.FILES, area=actor.area)
    if not form.is_valid():
        return _form_page(request, form, 422)
    sent = form.incoming(cast(User, request.user).full_name, actor.id)
    try:
        uploads = receive(actor=actor, files=sent)
    except (BadInput, Conflict, OutOfArea) as refusal:
        form.add_error("berkas", refusal.sentence)
        return _form_page(request, form, 409)
    return _checked(request, actor, sent, uploads)


@page_for(*READERS)
@require_safe
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """One upload: counts, findings by kind, the rows to mend."""
    actor = actor_of_request(request)
    found = get_upload(actor, upload_id)
    code = request.GET.get("temuan", "")
    page = Paginator(to_mend(actor, found, code), PER_PAGE).get_page(request.GET.get("page"))
    groups = finding_groups(actor, found)
    context = {
        "upload": found,
        "facts": _facts(found),
        "groups": [_group_row(group, found) for group in groups],
        "group_columns": [
            Column("name", _("Temuan")),
            Column("severity", _("Akibat")),
            Column("count", _("Jumlah"), "count"),
            Column("example", _("Contoh")),
        ],
        "code_name": finding_name(code) if code else "",
        "page": page,
        "mends": with_names(found, list(page)),
        "mend_columns": _mend_columns(),
        "has_marked": storage.has(found.pk, files.MARKED),
        "may_send": actor.role in SENDERS,
        "letter": _letter(found, groups),
        "crumbs": [Crumb(_("Unggahan"), reverse("upload_list")), Crumb(found.filename)],
    }
    return render(request, "intake/detail.html", context)


@page_for(*SENDERS)
@require_POST
def upload_check(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Checks a received upload that nobody has checked yet."""
    actor = actor_of_request(request)
    found = get_upload(actor, upload_id)
    job = jobs.start(actor=actor, kind="intake.check", subject=str(found.pk))
    return redirect("job", job.pk)


@page_for(*SENDERS)
@require_POST
def upload_mark(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Makes the marked workbook: at once for a short list, by a job for a long one."""
    actor = actor_of_request(request)
    found = get_upload(actor, upload_id)
    if found.rows > files.SMALL_ROWS:
        job = jobs.start(actor=actor, kind="intake.mark", subject=str(found.pk))
        return redirect("job", job.pk)
    files.mark(actor=actor, upload_id=found.pk)
    messages.success(request, _("Berkas perbaikan siap diunduh."))
    return redirect("upload", found.pk)


@page_for(*SENDERS)
@require_safe
def upload_file(request: HttpRequest, upload_id: UUID, part: str) -> HttpResponse:
    """The sender's file as it came, or marked; each download is noted."""
    name, content = files.download(actor=actor_of_request(request), upload_id=upload_id, part=part)
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": _attachment(name)},
    )


def _form_page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    crumbs = [Crumb(_("Unggahan"), reverse("upload_list")), Crumb(_("Kirim daftar"))]
    return render(request, "intake/new.html", {"form": form, "crumbs": crumbs}, status=status)


def _checked(
    request: HttpRequest, actor: Actor, sent: list[Incoming], uploads: list[Upload]
) -> HttpResponse:
    """Has what was received checked, and goes to where the person sees the result."""
    waiting = [u for u in uploads if u.state == UploadState.RECEIVED]
    target = redirect("upload", uploads[0].pk) if len(uploads) == 1 else redirect("upload_list")
    if sum(len(file.content) for file in sent) <= files.SMALL_BYTES:
        if waiting:
            check(actor=actor, upload_ids=[u.pk for u in waiting], on=today())
        messages.success(request, _("Berkas diterima dan sudah diperiksa."))
        return target
    started = [jobs.start(actor=actor, kind="intake.check", subject=str(u.pk)) for u in waiting]
    return redirect("job", started[0].pk) if len(started) == 1 else redirect("job_list")


def _listed(upload: Upload) -> dict[str, Any]:
    return {
        "href": reverse("upload", args=[upload.pk]),
        "filename": upload.filename,
        "area": upload.area.name,
        "received_at": upload.received_at,
        "state": upload.state,
        "rows": upload.rows,
        "ready": upload.rows_ok + upload.rows_periksa,
        "mend": upload.rows_tolak,
    }


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


def _mend_columns() -> list[Column]:
    return [
        Column("row", _("Baris"), "count"),
        Column("name", _("Nama")),
        Column("sheet", _("Lembar")),
        Column("field", _("Kolom")),
        Column("message", _("Yang harus diperbaiki")),
    ]


def _letter(upload: Upload, groups: list[FindingGroup]) -> str:
    """A message to the sender, ready to be copied."""
    ready = upload.rows_ok + upload.rows_periksa
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
        "ready": ready,
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


def _attachment(name: str) -> str:
    from urllib.parse import quote

    return f"attachment; filename*=UTF-8''{quote(name)}"
