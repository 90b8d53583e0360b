"""Pages of the register of findings: all of them, one with its steps, and each act on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.models import Role
from payung.accounts.pages import page_for
from payung.accounts.scope import actor_of_request
from payung.audit import clock
from payung.payments.audit import followup
from payung.payments.models import AuditFinding, FindingKind, FindingState
from payung.ui.format import write_count, write_date, write_rupiah
from payung.ui.forms import PayungForm
from payung.ui.parts import Column, Crumb, Fact, Happening

READERS = (Role.AUDITOR, Role.OPERATOR, Role.FINANCE)
PER_PAGE = 50


class FindingFilter(forms.Form):
    """Which findings to show."""

    jenis = forms.ChoiceField(
        label=gettext_lazy("Temuan"),
        choices=[("", gettext_lazy("Semua")), *FindingKind.choices],
        required=False,
    )
    keadaan = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        choices=[("", gettext_lazy("Semua")), *FindingState.choices],
        required=False,
    )


class StepForm(PayungForm):
    """What was done about a finding, with its paper."""

    isi = forms.CharField(label=gettext_lazy("Tanggapan atau kesimpulan"), max_length=300)
    surat = forms.CharField(label=gettext_lazy("Nomor surat"), max_length=80, required=False)


@page_for(*READERS)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """All findings with their state, and how much came back."""
    actor = actor_of_request(request)
    form = FindingFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = followup.findings(actor)
    found = found.filter(kind=wanted["jenis"]) if wanted.get("jenis") else found
    found = found.filter(state=wanted["keadaan"]) if wanted.get("keadaan") else found
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "page": page,
        "rows": [_line(one) for one in page],
        "columns": [
            Column("name", _("Nama")),
            Column("kind", _("Temuan")),
            Column("months", _("Bulan"), "count"),
            Column("amount_rp", _("Iuran"), "rupiah"),
            Column("recovered_rp", _("Kembali"), "rupiah"),
            Column("opened_on", _("Dicatat"), "date"),
            Column("state", _("Keadaan"), "state"),
        ],
        "crumbs": _crumbs(),
    }
    return render(request, "payments/findings.html", context)


@page_for(Role.AUDITOR, Role.OPERATOR)
@require_POST
def open_all(request: HttpRequest) -> HttpResponse:
    """Puts what is seen today into the register."""
    new = followup.open_findings(actor=actor_of_request(request), on=clock.today())
    messages.success(request, _("%(n)d temuan baru dicatat.") % {"n": new})
    return redirect("findings")


@page_for(*READERS)
@require_safe
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding with its steps and what may be done next."""
    return _show(request, finding_id)


@page_for(Role.OPERATOR, Role.FINANCE)
@require_POST
def answer(request: HttpRequest, finding_id: int) -> HttpResponse:
    """The office's answer."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return _show(request, finding_id, form=form, status=422)
    followup.answer_finding(
        actor=actor_of_request(request), finding_id=finding_id, what=form.cleaned_data["isi"],
        document=form.cleaned_data["surat"], on=clock.today(),
    )  # fmt: skip
    messages.success(request, _("Tanggapan dicatat."))
    return redirect("finding", finding_id)


@page_for(Role.FINANCE)
@require_POST
def recover(request: HttpRequest, finding_id: int) -> HttpResponse:
    """The contribution came back."""
    followup.recover(
        actor=actor_of_request(request), finding_id=finding_id,
        document=request.POST.get("surat", ""), on=clock.today(),
    )  # fmt: skip
    messages.success(request, _("Pengembalian dicatat."))
    return redirect("finding", finding_id)


@page_for(Role.AUDITOR)
@require_POST
def close(request: HttpRequest, finding_id: int) -> HttpResponse:
    """The Inspektorat closes a finding."""
    followup.close_finding(
        actor=actor_of_request(request), finding_id=finding_id,
        conclusion=request.POST.get("isi", ""), on=clock.today(),
    )  # fmt: skip
    messages.success(request, _("Temuan ditutup."))
    return redirect("finding", finding_id)


def _show(request: HttpRequest, finding_id: int, status: int = 200, **forms: Any) -> HttpResponse:
    actor = actor_of_request(request)
    one = followup.get_finding(actor, finding_id)
    context = {
        "finding": one,
        "facts": _facts(one),
        "steps": [
            Happening(
                when=write_date(step.dated),
                what=step.what,
                detail=" · ".join(
                    filter(
                        None,
                        (step.document, write_rupiah(step.recovered_rp or None).strip("–")),
                    )
                ),
            )
            for step in one.steps.all()
        ],
        "form": StepForm(),
        "may_answer": one.state != FindingState.CLOSED
        and actor.role in (Role.OPERATOR, Role.FINANCE),
        "may_recover": one.state != FindingState.CLOSED
        and actor.role == Role.FINANCE
        and one.happened_on is not None
        and not one.recovered_rp,
        "may_close": one.state == FindingState.ANSWERED and actor.role == Role.AUDITOR,
        "crumbs": _crumbs(Crumb(one.person.name)),
    }
    return render(request, "payments/finding.html", context | forms, status=status)


def _line(one: AuditFinding) -> dict[str, Any]:
    return {
        "href": reverse("finding", args=[one.pk]),
        "name": one.person.name,
        "kind": FindingKind(one.kind).label,
        "months": one.months,
        "amount_rp": one.amount_rp,
        "recovered_rp": one.recovered_rp,
        "opened_on": one.opened_on,
        "state": one.state,
    }


def _facts(one: AuditFinding) -> list[Fact]:
    return [
        Fact(_("Temuan"), FindingKind(one.kind).label),
        Fact(
            _("Orang"), one.person.name, reverse("person", args=[one.person_id]),
            _("Lihat bulan dan berkasnya"),
        ),
        Fact(_("Tanggal kejadian"), write_date(one.happened_on)),
        Fact(_("Diketahui kota"), write_date(one.known_on)),
        Fact(_("Bulan dibayar sesudahnya"), write_count(one.months)),
        Fact(_("Di antaranya sesudah diketahui"), write_count(one.after_known)),
        Fact(_("Iuran"), write_rupiah(one.amount_rp)),
        Fact(_("Kembali"), write_rupiah(one.recovered_rp)),
    ]  # fmt: skip


def _crumbs(*more: Crumb) -> list[Crumb]:
    audit = Crumb(_("Pemeriksaan"), reverse("audit"))
    label = _("Daftar temuan")
    return [audit, Crumb(label, reverse("findings")), *more] if more else [audit, Crumb(label)]
