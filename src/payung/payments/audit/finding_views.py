"""Pages of the register of findings: all of them, one with its steps, and each act on it."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.acts import Act, act_view, offers
from payung.accounts.list_pages import ListPage
from payung.accounts.models import Role
from payung.accounts.pages import page
from payung.accounts.scope import Actor, actor_of_request
from payung.audit import clock
from payung.payments.audit import followup
from payung.payments.models import AuditFinding, FindingKind, FindingState, FindingStep
from payung.registry.deaths import when
from payung.ui.format import DASH, write_count, write_date, write_rupiah
from payung.ui.forms import FilterForm, PayungForm
from payung.ui.parts import Column, Crumb, Fact, Happening

READERS = (Role.AUDITOR, Role.OPERATOR, Role.FINANCE)


class FindingFilter(FilterForm):
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


class RecoverForm(PayungForm):
    """The paper of money that came back."""

    surat = forms.CharField(label=gettext_lazy("Nomor bukti setor atau STS"), max_length=80)


class CloseForm(PayungForm):
    """With what the Inspektorat closes a finding."""

    isi = forms.CharField(label=gettext_lazy("Kesimpulan"), max_length=300)


def _wanted(actor: Actor, jenis: str = "", keadaan: str = "") -> QuerySet[AuditFinding]:
    rows = followup.findings(actor)
    rows = rows.filter(kind=jenis) if jenis else rows
    return rows.filter(state=keadaan) if keadaan else rows


register = ListPage(
    name="temuan",
    title=gettext_lazy("Daftar temuan"),
    roles=READERS,
    rows=_wanted,
    columns=(
        Column("person.name", gettext_lazy("Nama")),
        Column("get_kind_display", gettext_lazy("Temuan")),
        Column("months", gettext_lazy("Bulan"), "count"),
        Column("amount_rp", gettext_lazy("Iuran"), "rupiah"),
        Column("recovered_rp", gettext_lazy("Kembali"), "rupiah"),
        Column("opened_on", gettext_lazy("Dicatat"), "date"),
        Column("state", gettext_lazy("Keadaan"), "state"),
    ),
    noun=gettext_lazy("temuan"),
    why_empty=gettext_lazy("Belum ada temuan yang dicatat."),
    what_to_do=gettext_lazy("Catat dari halaman Pemeriksaan."),
    filters=FindingFilter,
    leads_to=lambda one: reverse("finding", args=[one.pk]),
    crumbs=lambda: _crumbs(),
).view()


@page(*READERS)
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding with its steps and what may be done next."""
    finding = followup.get_finding(actor_of_request(request), finding_id)
    context = {
        "finding": finding,
        "facts": _facts(finding),
        "steps": [_step(step) for step in finding.steps.all()],
        "offers": offers(request, finding, (ANSWER, RECOVER, CLOSE), finding_id=finding_id),
        "crumbs": _crumbs(Crumb(finding.person.name)),
    }
    return render(request, "payments/finding.html", context)


def _step(step: FindingStep) -> Happening:
    back = write_rupiah(step.recovered_rp) if step.recovered_rp else ""
    detail = " · ".join(filter(None, (step.document, back)))
    return Happening(when=write_date(step.dated), what=step.what, detail=detail)


def _is_open(actor: Actor, finding: AuditFinding) -> bool:
    return finding.state != FindingState.CLOSED


def _may_come_back(actor: Actor, finding: AuditFinding) -> bool:
    return (
        _is_open(actor, finding)
        and bool(finding.amount_rp)
        and _is_dated(finding)
        and not finding.recovered_rp
    )


def _is_dated(finding: AuditFinding) -> bool:
    return bool(finding.happened_on or finding.not_after)


ANSWER: Act[AuditFinding] = Act(
    "finding_answer",
    gettext_lazy("Catat tanggapan"),
    followup.answer_finding,
    lambda asked: {
        "finding_id": asked.thing.pk,
        "what": asked.data["isi"],
        "document": asked.data["surat"],
        "on": clock.today(),
    },
    gettext_lazy("Tanggapan dicatat."),
    form=StepForm,
    offered=_is_open,
)
RECOVER: Act[AuditFinding] = Act(
    "finding_recover",
    gettext_lazy("Catat pengembalian"),
    followup.recover,
    lambda asked: {
        "finding_id": asked.thing.pk,
        "document": asked.data["surat"],
        "on": clock.today(),
    },
    gettext_lazy("Pengembalian dicatat."),
    form=RecoverForm,
    offered=_may_come_back,
)
CLOSE: Act[AuditFinding] = Act(
    "finding_close",
    gettext_lazy("Tutup temuan"),
    followup.close_finding,
    lambda asked: {
        "finding_id": asked.thing.pk,
        "conclusion": asked.data["isi"],
        "on": clock.today(),
    },
    gettext_lazy("Temuan ditutup."),
    form=CloseForm,
    offered=lambda actor, finding: finding.state == FindingState.ANSWERED,
)
answer, recover, close = (
    act_view(act, finding, followup.get_finding) for act in (ANSWER, RECOVER, CLOSE)
)


def _facts(finding: AuditFinding) -> list[Fact]:
    return [
        Fact(_("Temuan"), FindingKind(finding.kind).label),
        Fact(
            _("Orang"), finding.person.name, reverse("person", args=[finding.person_id]),
            _("Lihat bulan dan berkasnya"),
        ),
        Fact(_("Tanggal kejadian"), str(when(finding)) if _is_dated(finding) else DASH),
        Fact(_("Diketahui kota"), write_date(finding.known_on)),
        Fact(_("Bulan dibayar sesudahnya"), write_count(finding.months)),
        Fact(_("Di antaranya sesudah diketahui"), write_count(finding.after_known)),
        Fact(_("Iuran"), write_rupiah(finding.amount_rp)),
        *_perhaps(finding),
        Fact(_("Kembali"), write_rupiah(finding.recovered_rp)),
    ]  # fmt: skip


def _perhaps(finding: AuditFinding) -> list[Fact]:
    """What was paid while nobody knows whether he still lived."""
    if not finding.perhaps_months:
        return []
    months, rupiah = write_count(finding.perhaps_months), write_rupiah(finding.perhaps_rp)
    return [Fact(_("Mungkin sesudahnya; menunggu hari kematian"), f"{months} · {rupiah}")]


def _crumbs(*more: Crumb) -> list[Crumb]:
    audit = Crumb(_("Pemeriksaan"), reverse("audit"))
    label = _("Daftar temuan")
    return [audit, Crumb(label, reverse("findings")), *more] if more else [audit, Crumb(label)]
