"""Pages of changes to a decree's annex: propose, approve, sign."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, Asked, act_view, acts_view, form_page, offers
from payung.accounts.pages import EVERYONE, page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.programmes.amendments import services
from payung.programmes.amendments.export import export_amendment
from payung.programmes.amendments.signing import prepaid_of, record_refund, sign_amendment
from payung.programmes.ground.answers import download
from payung.programmes.ground.selectors import (
    amendments,
    get_amendment,
    get_programme,
    member_by_number,
)
from payung.programmes.models import Amendment, AmendmentState, ChangeReason, Prepaid, Programme
from payung.programmes.papers.readers import COPIES, MEDIA_TYPES
from payung.programmes.papers.signed_papers import Scan, fetch_signed_change
from payung.ui.forms import MonthChoiceField, PayungForm, TanggalField
from payung.ui.parts import Crumb

_REASONS = [choice for choice in ChangeReason.choices if choice[0] != ChangeReason.FREE_PLACE]


class ProposeForm(PayungForm):
    """One leaver, by his number in the annex, or a free place to fill."""

    nomor = forms.IntegerField(
        label=gettext_lazy("Nomor di lampiran SK yang keluar"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Kosongkan kalau hanya mengisi tempat kosong."),
    )
    alasan = forms.ChoiceField(
        label=gettext_lazy("Alasan keluar"), choices=[("", "–"), *_REASONS], required=False
    )
    bukti = forms.CharField(
        label=gettext_lazy("Bukti"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Nomor surat atau laporan."),
    )

    tempat = forms.IntegerField(
        label=gettext_lazy("Tempat kosong yang diisi"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=gettext_lazy("Isi hanya kalau tidak ada yang keluar."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"] = MonthChoiceField(
            label=gettext_lazy("Mulai bulan"),
            first=programme.first_month,
            last=programme.last_month,
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("nomor") and not (found.get("alasan") and found.get("bukti")):
            raise forms.ValidationError(_("Isi alasan dan bukti untuk orang yang keluar."))
        return found


class SignAmendmentForm(PayungForm):
    """Number and date as on the signed paper, and the paper."""

    nomor = forms.CharField(label=gettext_lazy("Nomor SK perubahan"), max_length=60)
    tanggal = TanggalField(label=gettext_lazy("Tanggal SK perubahan"))
    keputusan = forms.CharField(
        label=gettext_lazy("Keputusan untuk bulan sebelum SK"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Isi hanya kalau bulan pertama mendahului tanggal SK."),
    )
    berkas = forms.FileField(
        label=gettext_lazy("SK yang sudah ditandatangani"),
        help_text=gettext_lazy("PDF, JPEG, atau PNG, paling besar 10 MB."),
        widget=forms.ClearableFileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class RefundForm(PayungForm):
    """The paper with which BPJS paid back."""

    bukti = forms.CharField(label=gettext_lazy("Nomor bukti pengembalian"), max_length=80)


def changes_page(request: HttpRequest, code: str) -> HttpResponse:
    """All changes of a programme, and the form that proposes one."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    context = {
        "programme": programme,
        "offers": offers(request, programme, (PROPOSE,), code=code),
        "amendments": amendments(actor).filter(programme=programme),
        "crumbs": _crumbs(programme),
    }
    return render(request, "programmes/amendments.html", context)


def _proposed(asked: Asked[Programme]) -> dict[str, Any]:
    wanted = asked.data
    return {
        "programme": asked.thing.code,
        "leavers": _leavers(asked.actor, asked.thing, wanted),
        "first_month": wanted["bulan"],
        "on": clock.today(),
        "free_places": 0 if wanted["nomor"] else wanted["tempat"] or 1,
    }


PROPOSE: Act[Programme] = Act(
    "amendments",
    gettext_lazy("Usulkan"),
    services.propose_amendment,
    _proposed,
    gettext_lazy("Perubahan diusulkan."),
    form=ProposeForm,
    facts=lambda actor, programme: {"programme": programme},
    then=lambda asked, made: reverse("amendment", args=[made.pk]),
)
changes = form_page(PROPOSE, page(*EVERYONE)(changes_page), get_programme)


def amendment_page(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """One change with its pairs, what came of prepaid months, and what may be done with it."""
    actor = actor_of_request(request)
    amendment = get_amendment(actor, amendment_id)
    pairs = list(amendment.changes.select_related("leaver", "joiner", "joiner_area"))
    paid = {one.person_id: one for one in prepaid_of(actor, amendment)}
    prepaid = [(pair.leaver, paid[pair.leaver_id]) for pair in pairs if pair.leaver_id in paid]
    where = {"amendment_id": amendment_id}
    context = {
        "amendment": amendment,
        "pairs": pairs,
        "prepaid": prepaid,
        "offers": offers(request, amendment, (SIGN, REFUND), **where)
        | offers(request, amendment, (APPROVE, REFUSE), **where),
        "crumbs": _crumbs(amendment.programme),
    }
    return render(request, "programmes/amendment.html", context)


def _signed(asked: Asked[Amendment]) -> dict[str, Any]:
    return {
        "amendment_id": asked.thing.pk,
        "number": asked.data["nomor"],
        "dated": asked.data["tanggal"],
        "scan": Scan(asked.data["berkas"].read()),
        "early_start_decision": asked.data["keputusan"],
    }


def _comes_back(actor: Actor, amendment: Amendment) -> bool:
    signed = amendment.state == AmendmentState.SIGNED
    return (
        signed
        and amendment.programme.prepaid == Prepaid.ASK_BACK
        and bool(prepaid_of(actor, amendment))
    )


SIGN: Act[Amendment] = Act(
    "amendment",
    gettext_lazy("Catat SK perubahan"),
    sign_amendment,
    _signed,
    gettext_lazy("Perubahan dicatat. Bulan peserta sudah disesuaikan."),
    form=SignAmendmentForm,
    offered=lambda actor, amendment: amendment.state == AmendmentState.APPROVED,
    again=True,
)
REFUND: Act[Amendment] = Act(
    "amendment_refund",
    gettext_lazy("Catat pengembalian"),
    record_refund,
    lambda asked: {"amendment_id": asked.thing.pk, "evidence": asked.data["bukti"]},
    gettext_lazy("Pengembalian dicatat."),
    form=RefundForm,
    offered=_comes_back,
    again=True,
)
_answer = partial(
    Act[Amendment],
    given=lambda asked: {"amendment_id": asked.thing.pk},
    said=gettext_lazy("Keputusan dicatat."),
    offered=lambda actor, found: found.state == AmendmentState.PROPOSED,
    address="decide_amendment",
)
APPROVE = _answer("setujui", gettext_lazy("Setujui perubahan"), services.approve_amendment)
REFUSE = _answer("tolak", gettext_lazy("Tidak setuju"), services.refuse_amendment)
amendment = form_page(SIGN, page(*EVERYONE)(amendment_page), get_amendment)
refund = act_view(REFUND, amendment, get_amendment)
decide = acts_view((APPROVE, REFUSE), amendment, get_amendment)


@page(*EVERYONE)
def amendment_file(request: HttpRequest, amendment_id: int, copy: str) -> HttpResponse:
    """The paper of a change; each download is noted."""
    actor = actor_of_request(request)
    if copy == "ditandatangani":
        return download(*fetch_signed_change(actor=actor, amendment_id=amendment_id))
    if copy not in COPIES:
        raise Http404
    name, content = export_amendment(actor=actor, amendment_id=amendment_id, masked=COPIES[copy])
    return download(name, MEDIA_TYPES["pdf"], content)


def _leavers(actor: Any, programme: Programme, wanted: Mapping[str, Any]) -> list[services.Leaver]:
    if not wanted["nomor"]:
        return []
    member = member_by_number(actor, programme, wanted["nomor"])
    if member is None:
        raise BadInput(say("Nomor itu tidak ada di lampiran SK program ini."))
    reason = ChangeReason(wanted["alasan"])
    return [services.Leaver(member.person_id, reason, wanted["bukti"])]


def _crumbs(programme: Programme) -> list[Crumb]:
    return [
        Crumb(_("Program"), reverse("programme_list")),
        Crumb(programme.name, reverse("programme_detail", args=[programme.code])),
        Crumb(_("Perubahan SK")),
    ]
