"""The heir's page: a letter's code and a birth date show the stage, the next paper, the office.

Known and unknown are told apart by nothing but the answer: the same query, the same words for every
failure, few tries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.pages import is_sent, public_form
from payung.accounts.visitors import client_address
from payung.areas.selectors import area_name
from payung.audit.clock import today
from payung.claims.entitlement.late import percent_words
from payung.claims.models import CaseState, StatusTry
from payung.kernel.area import kelurahan_of
from payung.law.jamsostek.papers import paper_label
from payung.registry.fields import key_ring
from payung.ui.forms import BirthField, PayungForm

MOST_TRIES = 10
WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Status:
    """What the heir may see: the stage in words, the next paper, whom to ask, BPJS's term."""

    state: str
    label: str
    paper: str
    office: str
    pay_by: str


class StatusForm(PayungForm):
    """A letter's code and the birth date of the deceased or injured."""

    kode = forms.CharField(
        label=gettext_lazy("Kode di surat Anda"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "class": "w-nik"}),
    )
    lahir = BirthField(label=gettext_lazy("Tanggal lahir peserta"))


@public_form
def claim_status(request: HttpRequest) -> HttpResponse:
    """Asks by POST, so that no address or log keeps the code."""
    form = StatusForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    code = 200
    if is_sent(request):
        if not _may_try(request):
            context["refusal"] = _("Terlalu sering mencoba. Tunggu 15 menit, lalu coba lagi.")
            code = 429
        elif form.is_valid():
            context |= _answer(form.cleaned_data["kode"], form.cleaned_data["lahir"])
        else:
            code = 422
    return render(request, "claims/status.html", context, status=code)


def _answer(code: str, born: date) -> dict[str, object]:
    status = find_status(code, born)
    if status is None:
        return {
            "refusal": _(
                "Kode atau tanggal lahir tidak cocok. Periksa surat, atau tanya pendamping."
            )
        }
    return {"status": status}


def find_status(code: str, born: date) -> Status | None:
    """The status under a letter's code, if the birth date agrees."""
    bare = "".join(code.upper().split()).replace("-", "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, paper, area_id, program, pay_by FROM claims_public_status(%s, %s)",
            [key_ring().index(bare, "letter"), born],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    state, paper, area, program, pay_by = row
    return Status(
        state=state,
        label=str(CaseState(state).label),
        paper=paper_label(paper) if paper else "",
        office=area_name(kelurahan_of(area)),
        pay_by=percent_words(program, pay_by, today()) if pay_by else "",
    )


def _may_try(request: HttpRequest) -> bool:
    """Notes this try, and whether the place it comes from has tries left."""
    client = key_ring().index(client_address(request), "status-try")
    now = timezone.now()
    StatusTry.objects.filter(at__lt=now - WINDOW).delete()
    tries = StatusTry.objects.filter(client=client).count()
    StatusTry.objects.create(client=client, at=now)
    return tries < MOST_TRIES
