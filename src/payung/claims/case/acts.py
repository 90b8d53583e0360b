"""The acts that the page of a case offers: their forms, their services, what is said after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.claims.case import casework, forms, months, objections, outcome
from payung.claims.case.branches import branch_of
from payung.claims.case.forms import DeathMonthForm
from payung.claims.ground.forms import PlainForm, ReasonForm
from payung.claims.ground.stages import BEFORE_DECISION, HELPERS, possible
from payung.claims.models import Case, CaseState, Program, Task
from payung.claims.papers import checklist as papers
from payung.claims.papers.checklist import missing
from payung.claims.telling import services, takeback
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.papers import paper_label
from payung.registry.scans import MOST_BYTES
from payung.ui.forms import PayungForm

_YES, _NO = "ya", "tidak"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the words of its button, its form, what it does, and the sentence afterwards."""

    label: str | Promise
    form: Callable[[Actor, Case], tuple[type[PayungForm], dict[str, Any]]]
    run: Callable[[Actor, Case, Any, date], object]
    said: str | Promise


def _plain(
    form: type[PayungForm],
) -> Callable[[Actor, Case], tuple[type[PayungForm], dict[str, Any]]]:
    return lambda actor, case: (form, {})


def _paper_form(actor: Actor, case: Case) -> tuple[type[PayungForm], dict[str, Any]]:
    choices = [(p.code, paper_label(p.code)) for p in case.papers.filter(subject="")]
    return forms.PaperForm, {"papers": choices}


def _facts_form(actor: Actor, case: Case) -> tuple[type[PayungForm], dict[str, Any]]:
    facts = case.facts
    known = {name: getattr(facts, name, None) for name in forms.FactsForm.base_fields}
    shares = {
        "persen_cacat": f"{facts.disability_permille / 10:g}",
        "persen_fungsi": f"{facts.function_loss_permille / 10:g}",
    }
    return forms.FactsForm, {"initial": known | shares}


def _month_form(actor: Actor, case: Case) -> tuple[type[PayungForm], dict[str, Any]]:
    return DeathMonthForm, {"outlook": months.outlook(actor, case)}


def _decision_form(actor: Actor, case: Case) -> tuple[type[PayungForm], dict[str, Any]]:
    return forms.DecisionForm, {
        "predicted": case.entitlements.latest().result["high"],
        "initial": {"cabang": branch_of(actor, case)},
    }


def _receive(actor: Actor, case: Case, form: Any, today: date) -> object:
    data, scan = form.cleaned_data, form.cleaned_data["pindaian"]
    if scan is not None and scan.size > MOST_BYTES:
        raise BadInput(say("Berkas lebih besar dari 10 MB. Foto ulang dengan ukuran lebih kecil."))
    return papers.receive_paper(
        actor=actor,
        case_id=case.pk,
        code=data["surat"],
        today=today,
        scan=scan.read() if scan else None,
    )


def _decide(actor: Actor, case: Case, form: Any, today: date) -> object:
    data = form.cleaned_data
    return outcome.decide(
        actor=actor,
        case_id=case.pk,
        letter=data["nomor"],
        decided_on=data["tanggal"],
        amounts=form.amounts(),
        reason=data["alasan"],
        branch=data["cabang"],
    )


def _send(actor: Actor, case: Case, form: Any, today: date) -> object:
    data = form.cleaned_data
    letter = case.objections.filter(sent_on=None).last()
    return objections.send_objection(
        actor=actor,
        case_id=case.pk,
        objection_id=letter.pk if letter else 0,
        sent_with=data["pengirim"],
        sent_on=data["tanggal"],
    )


def _answered(actor: Actor, case: Case, form: Any, today: date) -> object:
    data = form.cleaned_data
    letter = case.objections.filter(answered_on=None).last()
    return objections.answer_objection(
        actor=actor,
        case_id=case.pk,
        objection_id=letter.pk if letter else 0,
        answer=data["jawaban"],
        answered_on=data["tanggal"],
    )


ACTS: Mapping[str, Act] = {
    "confirm": Act(
        _("Pastikan laporan"),
        _plain(PlainForm),
        lambda a, c, f, d: services.confirm_death(actor=a, case_id=c.pk, today=d),
        _("Laporan dipastikan."),
    ),
    "classify": Act(
        _("Putuskan JKM atau JKK"),
        _plain(forms.ClassifyForm),
        lambda a, c, f, d: casework.classify(
            actor=a,
            case_id=c.pk,
            program=Program(f.cleaned_data["program"]),
            reason=f.cleaned_data["alasan"],
            today=d,
        ),
        _("Golongan kasus dicatat dan hak dihitung lagi."),
    ),
    "start_papers": Act(
        _("Mulai mengurus berkas"),
        _plain(PlainForm),
        lambda a, c, f, d: outcome.start_papers(actor=a, case_id=c.pk, today=d),
        _("Daftar surat untuk keluarga ini sudah dibuat."),
    ),
    "receive": Act(_("Catat surat yang diterima"), _paper_form, _receive, _("Surat dicatat.")),
    "submit": Act(
        _("Ajukan ke BPJS"),
        _plain(PlainForm),
        lambda a, c, f, d: outcome.submit(actor=a, case_id=c.pk, today=d),
        _("Kasus diajukan ke BPJS."),
    ),
    "ask_back": Act(
        _("BPJS minta melengkapi"),
        _plain(ReasonForm),
        lambda a, c, f, d: outcome.ask_back(
            actor=a, case_id=c.pk, reason=f.cleaned_data["alasan"], today=d
        ),
        _("Permintaan BPJS dicatat."),
    ),
    "decide": Act(_("Catat keputusan BPJS"), _decision_form, _decide, _("Keputusan dicatat.")),
    "pay": Act(
        _("Catat uang sudah diterima"),
        _plain(forms.DateForm),
        lambda a, c, f, d: outcome.pay(actor=a, case_id=c.pk, paid_on=f.cleaned_data["tanggal"]),
        _("Pembayaran dicatat."),
    ),
    "object": Act(
        _("Tulis surat tanggapan"),
        _plain(PlainForm),
        lambda a, c, f, d: objections.draft_objection(actor=a, case_id=c.pk),
        _("Surat sudah dikonsep. Hanya ahli waris yang mengirimnya."),
    ),
    "send": Act(_("Catat surat terkirim"), _plain(forms.SendForm), _send, _("Pengiriman dicatat.")),
    "answered": Act(
        _("Catat jawaban BPJS"), _plain(forms.AnswerForm), _answered, _("Jawaban dicatat.")
    ),
    "accept": Act(
        _("Terima keputusan"),
        _plain(ReasonForm),
        lambda a, c, f, d: objections.accept_decision(
            actor=a, case_id=c.pk, reason=f.cleaned_data["alasan"]
        ),
        _("Keputusan diterima keluarga."),
    ),
    "facts": Act(
        _("Ubah akibat dan biaya"),
        _facts_form,
        lambda a, c, f, d: casework.set_facts(actor=a, case_id=c.pk, changes=f.changes()),
        _("Fakta kasus dicatat dan hak dihitung lagi."),
    ),
    "month": Act(
        _("Putuskan iuran bulan kematian"),
        _month_form,
        lambda a, c, f, d: months.decide_death_month(
            actor=a,
            case_id=c.pk,
            pays=f.cleaned_data["putusan"] == "bayar",
            reason=f.cleaned_data["alasan"],
        ),
        _("Keputusan dicatat."),
    ),
    "refund": Act(
        _("Catat permintaan iuran kembali"),
        _plain(ReasonForm),
        lambda a, c, f, d: months.ask_contributions_back(
            actor=a, case_id=c.pk, note=f.cleaned_data["alasan"]
        ),
        _("Permintaan dicatat."),
    ),
    "close": Act(
        _("Tutup kasus"),
        _plain(PlainForm),
        lambda a, c, f, d: outcome.close(actor=a, case_id=c.pk),
        _("Kasus selesai."),
    ),
    "evidence": Act(
        _("Catat bukti JKM atau JKK"),
        _plain(forms.EvidenceForm),
        lambda a, c, f, d: casework.note_evidence(
            actor=a,
            case_id=c.pk,
            speaks_for=Program(f.cleaned_data["program"]),
            what=f.cleaned_data["keterangan"],
        ),
        _("Bukti dicatat."),
    ),
    "visit": Act(
        _("Catat kesediaan dikunjungi"),
        lambda a, c: (forms.VisitForm, {"initial": {"setuju": _YES if c.agreed_to_visit else _NO}}),
        lambda a, c, f, d: casework.agree_to_visit(
            actor=a, case_id=c.pk, agreed=f.cleaned_data["setuju"] == _YES
        ),
        _("Jawaban keluarga dicatat. Pengurusannya tidak terpengaruh."),
    ),
    "withdraw": Act(
        _("Tarik laporan yang salah"),
        _plain(ReasonForm),
        lambda a, c, f, d: takeback.withdraw_report(
            actor=a, case_id=c.pk, reason=f.cleaned_data["alasan"], today=d
        ),
        _("Laporan ditarik. Bulan yang ditahan dilepas lagi."),
    ),
}


def offered(actor: Actor, case: Case) -> list[str]:
    """The acts that make sense for this person in this case now, the next one first."""
    able = set(possible(case, actor.role))
    if actor.role in HELPERS and case.state in (CaseState.PAPERS, CaseState.ASKED_BACK):
        able.add("receive")
    if actor.role == Role.OPERATOR and case.program == Program.UNDECIDED:
        able.add("classify")
    if case.state == CaseState.OBJECTION and actor.role in HELPERS:
        able |= _ladder(case)
    if actor.role in HELPERS and case.state not in (CaseState.REPORTED, CaseState.WITHDRAWN):
        able.add("visit")
    if actor.role in HELPERS and case.state in BEFORE_DECISION:
        able |= {"facts", "evidence"}
    if actor.role == Role.OPERATOR:
        able |= _months(case)
    if actor.id == case.reported_by:
        able.discard("confirm")
    if case.state != CaseState.REPORTED and actor.role != Role.OPERATOR:
        able.discard("withdraw")
    found = [name for name in ACTS if name in able]
    if "submit" in able and not missing(case):
        found.sort(key=lambda name: name != "submit")
    return found


def _months(case: Case) -> set[str]:
    """What a person must decide about months around the death; each has its consequence."""
    acts = {Task.UNPAID_DEATH_MONTH: "month", Task.REFUND: "refund"}
    waiting = case.obligations.filter(task__in=acts, done_at=None)
    return {acts[Task(task)] for task in waiting.values_list("task", flat=True)}


def _ladder(case: Case) -> set[str]:
    waiting = case.objections.filter(answered_on=None).last()
    if waiting is None:
        return {"object"}
    return {"send"} if waiting.sent_on is None else {"answered"}


def form_of(name: str, actor: Actor, case: Case, request: HttpRequest | None = None) -> PayungForm:
    """The form of an act; filled from a request where there is one. Ids carry the act's name."""
    kind, facts = ACTS[name].form(actor, case)
    data = (request.POST, request.FILES) if request is not None else ()
    return kind(*data, auto_id=f"id_{name}_%s", **facts)
