"""Pages of changes to a decree's annex: propose, approve, sign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.programmes.amendments import services
from payung.programmes.amendments.export import export_amendment
from payung.programmes.amendments.signing import prepaid_of, record_refund, sign_amendment
from payung.programmes.ground.answers import download, tried
from payung.programmes.ground.selectors import (
    amendments,
    get_amendment,
    get_programme,
    member_by_number,
)
from payung.programmes.models import Amendment, ChangeReason, Prepaid, Programme
from payung.programmes.papers.readers import MEDIA_TYPES
from payung.programmes.papers.signed_papers import Scan, fetch_signed_change
from payung.ui.forms import MonthField, PayungForm, TanggalField
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
        self.fields["bulan"] = MonthField(
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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """All changes of a programme; POST proposes one."""
    actor = actor_of_request(request)
    programme = get_programme(actor, code)
    form = ProposeForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        made = tried(
            form,
            lambda: services.propose_amendment(
                actor=actor,
                programme=code,
                leavers=_leavers(actor, programme, wanted),
                first_month=wanted["bulan"],
                on=clock.today(),
                free_places=0 if wanted["nomor"] else wanted["tempat"] or 1,
            ),
        )
        if made:
            return redirect("amendment", made.pk)
    context = {
        "programme": programme,
        "form": form,
        "amendments": amendments(actor).filter(programme=programme),
        "crumbs": _crumbs(programme),
    }
    return render(
        request, "programmes/amendments.html", context, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amendment(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """One change with its pairs; POST notes the signature."""
    actor = actor_of_request(request)
    found = get_amendment(actor, amendment_id)
    form = SignAmendmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        done = tried(
            form,
            lambda: sign_amendment(
                actor=actor,
                amendment_id=found.pk,
                number=wanted["nomor"],
                dated=wanted["tanggal"],
                scan=Scan(wanted["berkas"].read()),
                early_start_decision=wanted["keputusan"],
            ),
        )
        if done:
            messages.success(request, _("Perubahan dicatat. Bulan peserta sudah disesuaikan."))
            return redirect("amendment", found.pk)
    return _page(request, found, form, RefundForm(auto_id="kembali_%s"))


@login_required
@require_POST
def decide(request: HttpRequest, amendment_id: int, answer: str) -> HttpResponse:
    """Approves or refuses a proposed change."""
    actor = actor_of_request(request)
    acts = {"setujui": services.approve_amendment, "tolak": services.refuse_amendment}
    if (act := acts.get(answer)) is None:
        raise Http404
    act(actor=actor, amendment_id=amendment_id)
    messages.success(request, _("Keputusan dicatat."))
    return redirect("amendment", amendment_id)


@login_required
@require_POST
def refund(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """Notes that BPJS paid prepaid months back."""
    actor = actor_of_request(request)
    found = get_amendment(actor, amendment_id)
    form = RefundForm(request.POST, auto_id="kembali_%s")
    if form.is_valid():
        done = tried(
            form,
            lambda: record_refund(
                actor=actor, amendment_id=found.pk, evidence=form.cleaned_data["bukti"]
            ),
        )
        if done:
            messages.success(request, _("Pengembalian dicatat."))
            return redirect("amendment", found.pk)
    return _page(request, found, SignAmendmentForm(), form)


@login_required
@require_safe
def amendment_file(request: HttpRequest, amendment_id: int, copy: str) -> HttpResponse:
    """The paper of a change; each download is noted."""
    actor = actor_of_request(request)
    if copy == "ditandatangani":
        return download(*fetch_signed_change(actor=actor, amendment_id=amendment_id))
    name, content = export_amendment(
        actor=actor, amendment_id=amendment_id, masked=copy != "lengkap"
    )
    return download(name, MEDIA_TYPES["pdf"], content)


def _page(
    request: HttpRequest, found: Amendment, form: PayungForm, refund_form: PayungForm
) -> HttpResponse:
    pairs = list(found.changes.select_related("leaver", "joiner", "joiner_area"))
    paid = {one.person_id: one for one in prepaid_of(found)}
    prepaid = [(pair.leaver, paid[pair.leaver_id]) for pair in pairs if pair.leaver_id in paid]
    context = {
        "amendment": found,
        "pairs": pairs,
        "prepaid": prepaid,
        "asks_back": found.programme.prepaid == Prepaid.ASK_BACK,
        "form": form,
        "refund_form": refund_form,
        "crumbs": _crumbs(found.programme),
    }
    status = 422 if form.errors or refund_form.errors else 200
    return render(request, "programmes/amendment.html", context, status=status)


def _leavers(actor: Any, programme: Programme, wanted: dict[str, Any]) -> list[services.Leaver]:
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
