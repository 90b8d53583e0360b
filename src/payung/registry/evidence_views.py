"""Evidence on the screen: noted, looked at for a purpose, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, form_page, offer, offers
from payung.accounts.models import Role
from payung.accounts.pages import open_to, page
from payung.accounts.scope import Actor, actor_of_request
from payung.accounts.selectors import names_of
from payung.audit.clock import today
from payung.registry.evidence import (
    VIEWERS,
    Seen,
    accept_evidence,
    fetch_evidence,
    get_evidence,
    note_evidence,
    withdraw_evidence,
)
from payung.registry.evidence_forms import EvidenceForm, ScanPurposeForm
from payung.registry.models import Evidence, EvidenceKind, Person
from payung.registry.scans import MEDIA
from payung.registry.selectors import lives_with
from payung.registry.services import get_person
from payung.ui.downloads import file_answer
from payung.ui.format import write_date, write_moment
from payung.ui.parts import Crumb, Fact


def new_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """The form for one piece of evidence about a person."""
    person = get_person(actor_of_request(request), person_id)
    context = {
        "person": person,
        "offer": offer(request, person, NOTE, person_id=person_id),
        "crumbs": [
            Crumb(person.name, reverse("person", args=[person_id])),
            Crumb(_("Catat bukti")),
        ],
    }
    return render(request, "registry/evidence_new.html", context)


def _seen(asked: Asked[Person]) -> dict[str, Any]:
    data = asked.data
    seen = Seen(
        kind=EvidenceKind(data["jenis"]),
        what=data["apa"],
        source=data["sumber"],
        dated=data["tanggal"],
        scan=data["berkas"].read() if data["berkas"] else None,
    )
    return {"person_id": asked.thing.pk, "seen": seen, "on": today(), "evidence_id": data["id"]}


NOTE = Act(
    "evidence_new",
    gettext_lazy("Simpan bukti"),
    note_evidence,
    _seen,
    gettext_lazy("Bukti dicatat."),
    form=EvidenceForm,
    facts=lambda actor, person: {"initial": {"tanggal": today(), "jenis": EvidenceKind.WORK}},
    then=lambda asked, noted: reverse("person", args=[asked.thing.pk]),
    keep=True,
)
evidence_new = form_page(NOTE, new_page, get_person)


@page(*VIEWERS, Role.RT)
def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """One piece: what, from whom, when; the scan behind a purpose."""
    evidence = get_evidence(actor_of_request(request), evidence_id)
    names = names_of([evidence.noted_by])
    noted = f"{write_moment(evidence.noted_at)}, {names.get(evidence.noted_by, '')}"
    person = reverse("person", args=[evidence.person_id])
    context = {
        "found": evidence,
        "facts": [
            Fact(_("Orang"), evidence.person.name, person, _("Buka")),
            Fact(_("Yang dilihat"), evidence.what),
            Fact(_("Dari siapa"), evidence.source),
            Fact(_("Tanggal"), write_date(evidence.dated)),
            Fact(_("Dicatat"), noted),
        ],
        "offers": offers(request, evidence, (SCAN, ACCEPT, WITHDRAW), evidence_id=evidence_id),
        "crumbs": [Crumb(evidence.person.name, person), Crumb(_("Bukti"))],
    }
    return render(request, "registry/evidence.html", context)


@open_to(*VIEWERS)
def _fetch(*, actor: Actor, **what: Any) -> HttpResponse:
    """The scan as a download."""
    found, content = fetch_evidence(actor=actor, **what)
    name = f"bukti-{found.kind}-{found.pk}.{found.scan_kind}"
    return file_answer(content, name, MEDIA[found.scan_kind])


def _to_person(asked: Asked[Evidence], done: Evidence) -> str:
    return reverse("person", args=[done.person_id])


SCAN: Act[Evidence] = Act(
    "evidence_scan",
    gettext_lazy("Unduh pindaian"),
    _fetch,
    lambda asked: {"evidence_id": asked.thing.pk, **asked.form.stated()},
    "",
    form=ScanPurposeForm,
    offered=lambda actor, evidence: bool(evidence.scan_kind),
)
ACCEPT = Act(
    "evidence_accept",
    gettext_lazy("Terima sebagai bukti"),
    accept_evidence,
    lambda asked: {"evidence_id": asked.thing.pk},
    gettext_lazy("Laporan diterima sebagai bukti."),
    offered=lambda actor, found: found.report and lives_with(actor, found.person),
    then=_to_person,
)
WITHDRAW = Act(
    "evidence_withdraw",
    gettext_lazy("Tarik bukti ini"),
    withdraw_evidence,
    lambda asked: {"evidence_id": asked.thing.pk},
    gettext_lazy("Bukti ditarik. Catatannya tetap ada untuk pemeriksa."),
    then=_to_person,
)
scan = act_view(SCAN, evidence, get_evidence)
accept = act_view(ACCEPT, evidence, get_evidence)
withdraw = act_view(WITHDRAW, evidence, get_evidence)
