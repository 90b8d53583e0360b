"""Evidence on the screen: noted, looked at for a purpose, withdrawn."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.kernel.errors import BadInput
from payung.registry.evidence import (
    ACCEPTERS,
    RECORDERS,
    VIEWERS,
    Seen,
    accept_evidence,
    fetch_evidence,
    get_evidence,
    note_evidence,
    withdraw_evidence,
)
from payung.registry.evidence_forms import EvidenceForm, ScanPurposeForm
from payung.registry.models import Evidence, EvidenceKind
from payung.registry.scans import MEDIA
from payung.registry.selectors import lives_with
from payung.registry.services import get_person
from payung.ui.downloads import file_answer
from payung.ui.format import write_date, write_moment
from payung.ui.parts import Crumb, Fact


@page_for(*RECORDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_new(request: HttpRequest, person_id: int) -> HttpResponse:
    """Notes one piece of evidence about a person."""
    actor = actor_of_request(request)
    person = get_person(actor, person_id)
    initial = {"tanggal": today(), "jenis": EvidenceKind.WORK}
    form = EvidenceForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            note_evidence(actor=actor, person_id=person_id, seen=_seen(form), on=today())
        except BadInput as refusal:
            form.add_error("apa", refusal.sentence)
        else:
            messages.success(request, _("Bukti dicatat."))
            return redirect("person", person_id)
    crumbs = [Crumb(person.name, reverse("person", args=[person_id])), Crumb(_("Catat bukti"))]
    context = {"form": form, "person": person, "crumbs": crumbs}
    return render(
        request, "registry/evidence_new.html", context, status=422 if form.errors else 200
    )


@page_for(*VIEWERS, Role.RT)
@require_safe
def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """One piece: what, from whom, when; the scan behind a purpose."""
    found = get_evidence(actor_of_request(request), evidence_id)
    return _evidence_page(request, found, ScanPurposeForm())


@page_for(*VIEWERS)
@never_cache
@require_POST
def scan(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """The scan, after a purpose was given."""
    actor = actor_of_request(request)
    form = ScanPurposeForm(request.POST)
    if not form.is_valid():
        return _evidence_page(request, get_evidence(actor, evidence_id), form, status=422)
    found, content = fetch_evidence(actor=actor, evidence_id=evidence_id, **form.stated())
    name = f"bukti-{found.kind}-{found.pk}.{found.scan_kind}"
    return file_answer(content, name, MEDIA[found.scan_kind])


@page_for(*RECORDERS)
@require_POST
def withdraw(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Takes a wrong entry out of what counts."""
    found = withdraw_evidence(actor=actor_of_request(request), evidence_id=evidence_id)
    messages.success(request, _("Bukti ditarik. Catatannya tetap ada untuk pemeriksa."))
    return redirect("person", found.person_id)


@page_for(*ACCEPTERS)
@require_POST
def accept(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Lets count what another area reported."""
    found = accept_evidence(actor=actor_of_request(request), evidence_id=evidence_id)
    messages.success(request, _("Laporan diterima sebagai bukti."))
    return redirect("person", found.person_id)


def _seen(form: EvidenceForm) -> Seen:
    data = form.cleaned_data
    return Seen(
        kind=EvidenceKind(data["jenis"]),
        what=data["apa"],
        source=data["sumber"],
        dated=data["tanggal"],
        scan=data["berkas"].read() if data["berkas"] else None,
    )


def _evidence_page(
    request: HttpRequest, found: Evidence, form: ScanPurposeForm, status: int = 200
) -> HttpResponse:
    actor = actor_of_request(request)
    names = names_of([found.noted_by])
    noted = f"{write_moment(found.noted_at)}, {names.get(found.noted_by, '')}"
    person = reverse("person", args=[found.person_id])
    context = {
        "found": found,
        "facts": [
            Fact(_("Orang"), found.person.name, person, _("Buka")),
            Fact(_("Yang dilihat"), found.what),
            Fact(_("Dari siapa"), found.source),
            Fact(_("Tanggal"), write_date(found.dated)),
            Fact(_("Dicatat"), noted),
        ],
        "purpose_form": form,
        "may_view": actor.role in VIEWERS and bool(found.scan_kind),
        "may_withdraw": actor.role in RECORDERS,
        "may_accept": found.report and actor.role in ACCEPTERS and lives_with(actor, found.person),
        "crumbs": [Crumb(found.person.name, person), Crumb(_("Bukti"))],
    }
    return render(request, "registry/evidence.html", context, status=status)
