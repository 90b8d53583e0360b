"""An office's pages of complaints: what waits, one of them, and writing one down for somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, acts_view, form_page, offer, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.complaints import services
from payung.claims.complaints.forms import (
    AboutForm,
    AnswerComplaintForm,
    ComplaintFilter,
    LaporForm,
    OfficeComplaintForm,
)
from payung.claims.complaints.selectors import CONFIDANTS, READERS, complaints, get_complaint
from payung.claims.complaints.terms import term_of
from payung.claims.ground.pages import crumbs
from payung.claims.models import Complaint, ComplaintKind, ComplaintState, ComplaintWay
from payung.ui.format import DASH, write_date, write_moment
from payung.ui.parts import Column, Crumb, Fact, Words

complaint_list = ListPage(
    name="pengaduan",
    title=gettext_lazy("Pengaduan dan keberatan"),
    roles=READERS,
    rows=lambda actor, keadaan="": complaints(actor, state=keadaan),
    columns=(
        Column("number", gettext_lazy("Nomor")),
        Column("get_kind_display", gettext_lazy("Jenis")),
        Column("received_at", gettext_lazy("Diterima"), "moment"),
        Column("due_on", gettext_lazy("Jawab paling lambat"), "date"),
        Column("get_state_display", gettext_lazy("Keadaan")),
    ),
    noun=gettext_lazy("pengaduan"),
    why_empty=gettext_lazy("Belum ada pengaduan."),
    what_to_do=gettext_lazy("Surat dan telepon dicatat di sini juga."),
    filters=ComplaintFilter,
    doors=((gettext_lazy("Catat surat atau telepon"), "complaint_new"),),
    leads_to="complaint",
).view()


@page(*READERS)
def complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """One complaint: what was said, until when it is answered, what was answered."""
    actor = actor_of_request(request)
    row = get_complaint(actor, complaint_id)
    context = {
        "complaint": row,
        "facts": _facts(row),
        "text": row.text.reveal(),
        "offers": offers(request, row, ACTS, complaint_id=complaint_id),
        "crumbs": crumbs(Crumb(_("Pengaduan"), reverse("complaint_list"))),
    }
    return render(request, "claims/complaint.html", context)


def _facts(row: Complaint) -> list[Fact]:
    names = names_of([row.received_by, row.answered_by, row.closed_by, row.about])
    term = term_of(row.kind)
    rows = [
        Fact(_("Jenis"), row.get_kind_display()),
        Fact(_("Jawab paling lambat"), f"{write_date(row.due_on)} ({term.cited})"),
        Fact(_("Diterima"), f"{write_moment(row.received_at)}, {row.get_way_display()}"),
        Fact(_("Wilayah"), place_name(row.area)),
        Fact(_("Pengadu"), row.name.reveal() or _("tidak menyebut nama")),
        Fact(_("Nomor HP"), row.phone.reveal() or DASH),
        Fact(_("Nomor SP4N-LAPOR!"), row.lapor_number or DASH),
    ]
    if row.about:
        rows.append(Fact(_("Tentang"), names.get(row.about, "")))
    if row.answered_at:
        who = names.get(row.answered_by, "")
        rows.append(Fact(_("Dijawab"), f"{write_moment(row.answered_at)}, {who}"))
    if row.closed_at:
        who = names.get(row.closed_by, "")
        rows.append(Fact(_("Selesai"), f"{write_moment(row.closed_at)}, {who}"))
    return rows


def new_page(request: HttpRequest) -> HttpResponse:
    """A letter or a call, written down for whoever brought it."""
    context = {
        "offer": offer(request, None, RECEIVE),
        "crumbs": crumbs(Crumb(_("Pengaduan"), reverse("complaint_list")), Crumb(_("Catat"))),
    }
    return render(request, "claims/complaint_new.html", context)


def _line(asked: Asked[None]) -> dict[str, Any]:
    data = asked.data
    line = services.ComplaintLine(
        id=data["id"], kind=ComplaintKind(data["jenis"]), text=data["isi"],
        area=data["kelurahan"] or asked.actor.area, way=ComplaintWay(data["cara"]),
        name=data["nama"], phone=data["hp"], case_code=data["kode"], lapor_number=data["lapor"],
    )  # fmt: skip
    return {"line": line, "today": today()}


RECEIVE: Act[None] = Act(
    "complaint_new",
    gettext_lazy("Catat pengaduan"),
    services.receive_complaint,
    _line,
    gettext_lazy("Pengaduan dicatat. Beri tahu pengadu nomornya."),
    form=OfficeComplaintForm,
    facts=lambda actor, nothing: {"actor": actor},
    then=lambda asked, made: reverse("complaint_list"),
)
complaint_new = form_page(RECEIVE, new_page)


def _act(
    name: str, label: Words, service: Any, given: Any, said: Words, **more: Any
) -> Act[Complaint]:
    return Act(
        name, label, service,
        lambda asked: {"complaint_id": asked.thing.pk, **given(asked)}, said,
        address="complaint_act", **more,
    )  # fmt: skip


def _is_open(actor: Actor, row: Complaint) -> bool:
    return row.state != ComplaintState.CLOSED


ACTS: tuple[Act[Complaint], ...] = (
    _act(
        "answer", gettext_lazy("Jawab"), services.answer_complaint,
        lambda asked: {"answer": asked.data["jawaban"]}, gettext_lazy("Jawaban disimpan."),
        form=AnswerComplaintForm,
    ),
    _act(
        "close", gettext_lazy("Nyatakan selesai"), services.close_complaint,
        lambda asked: {}, gettext_lazy("Pengaduan selesai."),
        offered=lambda actor, row: row.state == ComplaintState.ANSWERED,
    ),
    _act(
        "number", gettext_lazy("Catat nomor SP4N-LAPOR!"), services.number_complaint,
        lambda asked: {"lapor_number": asked.data["nomor"]}, gettext_lazy("Nomor dicatat."),
        form=LaporForm, offered=_is_open,
    ),
    _act(
        "about", gettext_lazy("Sebut petugas yang diadukan"), services.name_official,
        lambda asked: {"about": asked.data["tentang"]}, gettext_lazy("Petugas dicatat."),
        form=AboutForm, facts=lambda actor, row: {"area": str(row.area_id)},
        offered=lambda actor, row: _is_open(actor, row) and actor.role in CONFIDANTS,
    ),
)  # fmt: skip
complaint_act = acts_view(ACTS, complaint, get_complaint)
