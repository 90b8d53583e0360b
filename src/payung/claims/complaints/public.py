"""Complaining and asking for the answer, without an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.accounts import limits
from payung.accounts.pages import is_sent, public_form
from payung.accounts.scope import acting_as, visitor
from payung.areas.models import Area
from payung.areas.selectors import place_name
from payung.audit.clock import today
from payung.claims.complaints.forms import ComplaintCodeForm, ComplaintForm
from payung.claims.complaints.selectors import complaints
from payung.claims.complaints.services import ComplaintLine, receive_complaint
from payung.claims.complaints.terms import APPEAL, COMPLAINT, term_of
from payung.claims.ground.codes import typed_index
from payung.claims.models import CONFIDENTIAL, Complaint, ComplaintKind
from payung.claims.open.places import visited_city, visited_rt
from payung.office.selectors import offices
from payung.ui.format import write_date

MOST = 30
"""Complaints, or wrong codes, an hour from one place."""


@public_form
def complain(request: HttpRequest, rt: str = "") -> HttpResponse:
    """The form; after it number, code, and until when somebody answers."""
    city, place = visited_city(), visited_rt(rt)
    asked = request.GET.get("jenis", "")
    form = ComplaintForm(
        request.POST or None, city=city.code, rt=place,
        initial={"jenis": asked if asked in ComplaintKind.values else ""},
    )  # fmt: skip
    context: dict[str, Any] = {
        "form": form,
        "place": place_name(place) if place else "",
        "offices": offices(),
        "complaint_term": COMPLAINT,
        "appeal_term": APPEAL,
    }
    if not is_sent(request):
        return render(request, "claims/complain.html", context)
    if not request.user.is_authenticated and limits.knock(request, "pengaduan", MOST) is None:
        context["refusal"] = _("Terlalu banyak pengaduan dari sini. Telepon kami, atau tunggu.")
        return render(request, "claims/complain.html", context, status=429)
    if not form.is_valid():
        return render(request, "claims/complain.html", context, status=422)
    return render(request, "claims/complained.html", _keep(city, place, form.cleaned_data))


def _keep(city: Area, place: Area | None, data: dict[str, Any]) -> dict[str, Any]:
    where = place.code if place else data["kelurahan"] or city.code
    line = ComplaintLine(
        id=data["id"], kind=ComplaintKind(data["jenis"]), text=data["isi"], area=where,
        name=data["nama"], phone=data["hp"], case_code=data["kode"],
    )  # fmt: skip
    code = receive_complaint(actor=visitor(where), line=line, today=today())
    term = term_of(line.kind)
    return {
        "number": Complaint(pk=line.id).number,
        "code": "-".join(code[n : n + 4] for n in range(0, len(code), 4)),
        "due": write_date(term.due(today())),
        "basis": term.cited,
        "confidential": line.kind in CONFIDENTIAL,
    }


@public_form
def complaint_answer(request: HttpRequest) -> HttpResponse:
    """What became of a complaint, for whoever has its code; asked by POST."""
    form = ComplaintCodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if not is_sent(request):
        return render(request, "claims/complaint_answer.html", context)
    knock = limits.knock(request, "kode pengaduan", MOST)
    if knock is None:
        context["refusal"] = _("Terlalu sering mencoba. Tunggu satu jam, lalu coba lagi.")
        return render(request, "claims/complaint_answer.html", context, status=429)
    if not form.is_valid():
        limits.succeed(knock)
        return render(request, "claims/complaint_answer.html", context, status=422)
    complaint = _with_code(form.cleaned_data["kode"])
    if complaint is None:
        context["refusal"] = _("Kode ini tidak dikenal. Periksa kodenya, lalu coba lagi.")
    else:
        limits.succeed(knock)
        context["complaint"] = complaint
    return render(request, "claims/complaint_answer.html", context)


def _with_code(code: str) -> Complaint | None:
    with acting_as(visitor(visited_city().code)) as actor:
        return complaints(actor).filter(code_index=typed_index(code, "pengaduan")).first()
