"""The heir's page: a letter's code and a birth date show today, the next step, papers, the sums.

Known and unknown are told apart by nothing but the answer: the same query, the same words for every
failure, few tries. The letter's picture brings the code behind a `#`, so no log ever holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts import limits
from payung.accounts.pages import is_sent, public_form
from payung.accounts.scope import Actor, acting_as, visitor
from payung.accounts.selectors import names_of
from payung.areas.selectors import area_name
from payung.audit.clock import today
from payung.claims.entitlement.late import percent_words
from payung.claims.entitlement.prediction import CASH
from payung.claims.entitlement.words import between
from payung.claims.ground.codes import typed_index
from payung.claims.ground.harm import task_words
from payung.claims.ground.selectors import get_case
from payung.claims.models import CallTime, Case, CaseState, Task
from payung.claims.open.calling import CallAsked, ask_call
from payung.kernel.area import kelurahan_of
from payung.law.jamsostek.deadlines import WIB
from payung.law.jamsostek.papers import paper_label
from payung.office.selectors import OfficeContact, offices
from payung.ui.format import write_date, write_rupiah
from payung.ui.forms import BirthField, PayungForm

MOST_WRONG = 20
"""Failed tries an hour from one place; the code itself has sixty bits."""


@dataclass(frozen=True, slots=True)
class PaperTick:
    """One paper of the family's case, ticked where it is here."""

    label: str
    here: bool
    turn: str


@dataclass(frozen=True, slots=True)
class Money:
    """One sum with what it is: expected, decided, received; never added up."""

    what: str
    amount: str


@dataclass(frozen=True, slots=True)
class Status:
    """What the heir may see: today, the next step, by when, who, how much, papers, whom to call."""

    case_id: int
    area: str
    state: str
    label: str
    step: str
    by: str
    who: str
    pay_by: str
    office: str
    money: list[Money] = field(default_factory=list)
    papers: list[PaperTick] = field(default_factory=list)
    offices: list[OfficeContact] = field(default_factory=list)
    waiting: bool = False


class StatusForm(PayungForm):
    """A letter's code and the birth date of the deceased or injured."""

    kode = forms.CharField(
        label=gettext_lazy("Kode di surat Anda"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "class": "w-nik", "data-from-hash": ""}),
    )
    lahir = BirthField(label=gettext_lazy("Tanggal lahir peserta"))


class CallForm(PayungForm):
    """Which number, and when it suits."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    hp = forms.CharField(
        label=gettext_lazy("Nomor HP Anda"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
    kapan = forms.ChoiceField(
        label=gettext_lazy("Kapan sebaiknya kami menelepon?"),
        choices=CallTime.choices,
        widget=forms.RadioSelect,
    )


@public_form
def claim_status(request: HttpRequest) -> HttpResponse:
    """Asks by POST, so that no address or log keeps the code."""
    form = StatusForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if not is_sent(request):
        return render(request, "claims/status.html", context)
    knock = limits.knock(request, "status", MOST_WRONG)
    if knock is None:
        context["refusal"] = _("Terlalu sering mencoba. Tunggu satu jam, lalu coba lagi.")
        return render(request, "claims/status.html", context, status=429)
    if not form.is_valid():
        limits.succeed(knock)
        return render(request, "claims/status.html", context, status=422)
    status = find_status(form.cleaned_data["kode"], form.cleaned_data["lahir"])
    if status is None:
        context["refusal"] = _(
            "Kode atau tanggal lahir tidak cocok. Periksa surat, atau tanya pendamping."
        )
        return render(request, "claims/status.html", context)
    limits.succeed(knock)
    call = CallForm(request.POST if request.POST.get("langkah") == "hubungi" else None)
    if call.is_bound and call.is_valid():
        context["called_by"] = _keep(status, call.cleaned_data)
    context |= {"status": status, "call": call, "typed": request.POST}
    code = 422 if call.is_bound and call.errors else 200
    return render(request, "claims/status.html", context, status=code)


def _keep(status: Status, data: dict[str, Any]) -> date:
    asked = CallAsked(id=data["id"], phone=data["hp"], wanted=CallTime(data["kapan"]))
    return ask_call(actor=visitor(status.area), case_id=status.case_id, asked=asked, today=today())


def find_status(code: str, born: date) -> Status | None:
    """The status under a letter's code, if the birth date agrees."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, area_id FROM claims_public_status(%s, %s)",
            [typed_index(code, "letter"), born],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    with acting_as(visitor(row[1])) as actor:
        return _status(actor, get_case(actor, row[0]))


def _status(actor: Actor, case: Case) -> Status:
    tasks = list(
        case.obligations.filter(done_at=None)
        .exclude(task=Task.CALL_BACK)
        .select_related("case__person", "case__event", "case__facts")
    )
    first = tasks[0] if tasks else None
    owner = first.owner if first else case.owner
    last = first.due.astimezone(WIB).date() if first and first.due else None
    last = last or (first.alarm_on if first else None)
    pays = next((one.due for one in tasks if one.task == Task.PAYMENT and one.due), None)
    return Status(
        case_id=case.pk,
        area=str(case.area_id),
        state=case.state,
        label=str(CaseState(case.state).label),
        step=str(task_words(first)) if first else _("Tidak ada yang harus dilakukan."),
        by=write_date(last) if last else "",
        who=names_of([owner]).get(owner, ""),
        pay_by=percent_words(case.program, pays.astimezone(WIB).date(), today()) if pays else "",
        office=area_name(kelurahan_of(str(case.area_id))),
        money=_money(case),
        papers=_papers(case),
        offices=[one for one in offices() if one.phone],
        waiting=case.obligations.filter(done_at=None, task=Task.CALL_BACK).exists(),
    )


def _money(case: Case) -> list[Money]:
    """What is expected as long as BPJS has not decided; then what it decided, and what came."""
    paid = sum(one.amount_rp for one in case.payments.filter(component__in=CASH))
    decision = case.decisions.filter(granted=True).last()
    if decision is None:
        due = case.entitlements.latest()
        return [Money(_("Perkiraan menurut peraturan"), between(due.cash_low_rp, due.cash_high_rp))]
    decided = sum(one.amount_rp for one in decision.amounts.all() if one.component in CASH)
    sums = [Money(_("Diputuskan BPJS"), write_rupiah(decided))]
    return [*sums, Money(_("Sudah diterima"), write_rupiah(paid))] if paid else sums


def _papers(case: Case) -> list[PaperTick]:
    return [
        PaperTick(
            paper_label(paper.code),
            paper.received_on is not None or paper.city_holds,
            _("dipegang kota") if paper.city_holds else paper.turn,
        )
        for paper in case.papers.filter(subject="").exclude(asked_by="")
    ]
