"""The acts that the page of a case offers: their forms, their services, what is said after."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.accounts.acts import Act, Asked
from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.audit.clock import today
from payung.claims.case import (
    casework,
    forms,
    months,
    objections,
    outcome,
    reviews,
)
from payung.claims.case.branches import branch_of
from payung.claims.ground.forms import ReasonForm
from payung.claims.ground.stages import BEFORE_DECISION, HELPERS, possible
from payung.claims.models import Case, CaseState, Program, Task
from payung.claims.open.calling import waiting_calls
from payung.claims.open.contact import CONTACT_ACTS
from payung.claims.papers import checklist, later
from payung.claims.telling import services, takeback, unconfirming
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.papers import paper_label, paper_names
from payung.registry.scans import MOST_BYTES

_YES, _NO = "ya", "tidak"
Given = Mapping[str, Any]


def _this(asked: Asked[Case]) -> Given:
    return {"case_id": asked.thing.pk}


def _today(asked: Asked[Case]) -> Given:
    return {"case_id": asked.thing.pk, "today": today()}


def _reason(asked: Asked[Case]) -> Given:
    return {"case_id": asked.thing.pk, "reason": asked.data["alasan"]}


def _paper_choices(actor: Actor, case: Case) -> Given:
    asked = [paper for paper in case.papers.all() if paper.asked_by and not paper.subject]
    wanted = [(paper.code, paper.received_on) for paper in asked if not paper.city_holds]
    return {
        "waiting": [(code, paper_label(code)) for code, received in wanted if not received],
        "there": [(code, paper_label(code)) for code, received in wanted if received],
    }


def _papers_not_asked(actor: Actor, case: Case) -> Given:
    asked = {paper.code for paper in case.papers.all() if paper.asked_by and not paper.subject}
    return {"papers": [(code, paper_label(code)) for code in paper_names() if code not in asked]}


def _known_facts(actor: Actor, case: Case) -> Given:
    facts = case.facts
    known = {name: getattr(facts, name, None) for name in forms.FactsForm.base_fields}
    shares = {
        "persen_cacat": f"{facts.disability_permille / 10:g}",
        "persen_fungsi": f"{facts.function_loss_permille / 10:g}",
    }
    return {"initial": known | shares, "asked": forms.asked_of(case)}


def _predicted(actor: Actor, case: Case) -> Given:
    return {
        "predicted": case.entitlements.latest().result["high"],
        "initial": {"cabang": branch_of(actor, case)},
    }


def _harm(actor: Actor, case: Case) -> Given:
    return {"fatal": case.fatal}


def _agreed(actor: Actor, case: Case) -> Given:
    return {"initial": {"setuju": _YES if case.agreed_to_visit else _NO}}


def _papers(asked: Asked[Case]) -> Given:
    photos = asked.form.photos()
    if any(photo.size > MOST_BYTES for photo in photos.values()):
        raise BadInput(say("Berkas lebih besar dari 10 MB. Foto ulang dengan ukuran lebih kecil."))
    scans = {code: photo.read() for code, photo in photos.items()}
    return {**_today(asked), "codes": asked.form.ticked(), "scans": scans}


def _decision(asked: Asked[Case]) -> Given:
    data = asked.data
    return {
        "case_id": asked.thing.pk,
        "letter": data["nomor"],
        "decided_on": data["tanggal"],
        "amounts": asked.form.amounts(),
        "reason": data["alasan"],
        "branch": data["cabang"],
    }


def _sent(asked: Asked[Case]) -> Given:
    letter = asked.thing.objections.filter(sent_on=None).last()
    return {
        "case_id": asked.thing.pk,
        "objection_id": letter.pk if letter else 0,
        "sent_with": asked.data["pengirim"],
        "sent_on": asked.data["tanggal"],
    }


def _answer(asked: Asked[Case]) -> Given:
    letter = asked.thing.objections.filter(answered_on=None).last()
    return {
        "case_id": asked.thing.pk,
        "objection_id": letter.pk if letter else 0,
        "answer": asked.data["jawaban"],
        "answered_on": asked.data["tanggal"],
    }


def _act(name: str, *about: Any, **how: Any) -> Act[Case]:
    """One of the case's acts; what can't be undone is reviewed on a page of its own first."""
    if name in reviews.REVIEWED:
        how["review"] = partial(reviews.review_of, name)
    if name in ("submit", "pay", "close"):
        how["offered"] = lambda actor, case: name in possible(case, actor.role)
    return Act(name, *about, **{"address": "claim_act", **how})


ACTS: tuple[Act[Case], ...] = (
    _act(
        "confirm",
        _("Pastikan laporan"),
        services.confirm_death,
        _today,
        _("Laporan dipastikan."),
        follows=reviews.of_confirming,
    ),
    _act(
        "unconfirm",
        _("Batalkan kepastian saya"),
        unconfirming.unconfirm,
        _today,
        _("Kepastian dibatalkan. Laporan menunggu dipastikan lagi."),
        follows=reviews.of_unconfirming,
    ),
    _act(
        "classify",
        _("Putuskan: karena kerja atau bukan"),
        casework.classify,
        lambda asked: {
            **_today(asked),
            **_reason(asked),
            "program": Program(asked.data["program"]),
        },
        _("Golongan kasus dicatat dan hak dihitung lagi."),
        form=forms.ClassifyForm,
        facts=_harm,
    ),
    _act(
        "start_papers",
        _("Mulai mengurus berkas"),
        outcome.start_papers,
        _today,
        _("Daftar surat untuk keluarga ini sudah dibuat."),
    ),
    _act(
        "receive",
        _("Catat surat yang diterima"),
        checklist.receive_papers,
        _papers,
        _("Surat dicatat."),
        form=forms.PapersForm,
        facts=_paper_choices,
        keep=True,
    ),
    _act(
        "submit",
        _("Ajukan ke BPJS"),
        outcome.submit,
        lambda asked: {
            **_this(asked),
            "today": asked.data["tanggal"],
            "receipt": asked.data["tanda_terima"],
        },
        _("Kasus diajukan ke BPJS."),
        form=forms.SubmitForm,
        facts=lambda actor, case: {"initial": {"tanggal": today()}},
    ),
    *CONTACT_ACTS,
    _act(
        "ask_back",
        _("BPJS minta melengkapi"),
        outcome.ask_back,
        lambda asked: {
            **_today(asked),
            "reason": f"{asked.data['alasan']} ({asked.data['peminta']})",
        },
        _("Permintaan BPJS dicatat."),
        form=forms.AskBackForm,
    ),
    _act(
        "ask_later",
        _("Minta surat tambahan"),
        later.ask_later,
        lambda asked: {
            **_today(asked),
            "code": asked.data["surat"],
            "reason": asked.data["alasan"],
            "asked_by": asked.data["peminta"],
        },
        _("Surat tambahan dicatat, dengan peminta dan alasannya."),
        form=forms.AskLaterForm,
        facts=_papers_not_asked,
    ),
    _act(
        "decide",
        _("Catat keputusan BPJS"),
        outcome.decide,
        _decision,
        _("Keputusan dicatat."),
        form=forms.BpjsDecisionForm,
        facts=_predicted,
    ),
    _act(
        "pay",
        _("Catat uang sudah diterima"),
        outcome.pay,
        lambda asked: {**_this(asked), "paid_on": asked.data["tanggal"]},
        _("Pembayaran dicatat."),
        form=forms.DateForm,
        again=True,
    ),
    _act(
        "object",
        _("Tulis surat tanggapan"),
        objections.draft_objection,
        _this,
        _("Surat sudah dikonsep. Hanya keluarga atau peserta yang mengirimnya."),
    ),
    _act(
        "send",
        _("Catat surat terkirim"),
        objections.send_objection,
        _sent,
        _("Pengiriman dicatat."),
        form=forms.SendForm,
        facts=_harm,
    ),
    _act(
        "answered",
        _("Catat jawaban BPJS"),
        objections.answer_objection,
        _answer,
        _("Jawaban dicatat."),
        form=forms.AnswerForm,
    ),
    _act(
        "accept",
        _("Terima keputusan"),
        objections.accept_decision,
        _reason,
        _("Keputusan diterima."),
        form=ReasonForm,
    ),
    _act(
        "facts",
        _("Ubah akibat dan biaya"),
        casework.set_facts,
        lambda asked: {**_this(asked), "changes": asked.form.changes()},
        _("Fakta kasus dicatat dan hak dihitung lagi."),
        form=forms.FactsForm,
        facts=_known_facts,
    ),
    _act(
        "basis",
        _("Perbaiki segmen, upah, atau pembayar"),
        casework.correct_basis,
        lambda asked: {
            **_reason(asked),
            "segment": asked.data["segmen"],
            "income_rp": asked.data["upah"],
            "payer": asked.data["pembayar"],
        },
        _("Perbaikan dicatat dan hak dihitung lagi."),
        form=forms.BasisForm,
    ),
    _act(
        "month",
        _("Putuskan iuran bulan kematian"),
        months.decide_death_month,
        lambda asked: {**_reason(asked), "pays": asked.data["putusan"] == "bayar"},
        _("Keputusan dicatat."),
        form=forms.DeathMonthForm,
        facts=lambda actor, case: {"outlook": months.outlook(actor, case)},
    ),
    _act(
        "refund",
        _("Catat permintaan iuran kembali"),
        months.ask_contributions_back,
        lambda asked: {**_this(asked), "remark": asked.data["alasan"]},
        _("Permintaan dicatat."),
        form=ReasonForm,
    ),
    _act("close", _("Tutup kasus"), outcome.close, _this, _("Kasus selesai.")),
    _act(
        "evidence",
        _("Catat bukti: karena kerja atau bukan"),
        casework.note_evidence,
        lambda asked: {
            **_this(asked),
            "speaks_for": Program(asked.data["program"]),
            "what": asked.data["keterangan"],
        },
        _("Bukti dicatat."),
        form=forms.CauseEvidenceForm,
        facts=lambda actor, case: {"case": case},
    ),
    _act(
        "visit",
        _("Catat kesediaan dikunjungi"),
        casework.agree_to_visit,
        lambda asked: {**_this(asked), "agreed": asked.data["setuju"] == _YES},
        _("Jawaban keluarga dicatat. Pengurusannya tidak terpengaruh."),
        form=forms.VisitForm,
        facts=_agreed,
    ),
    _act(
        "withdraw",
        _("Tarik laporan yang salah"),
        takeback.withdraw_report,
        lambda asked: {**_today(asked), **_reason(asked)},
        _("Laporan ditarik. Bulan yang ditahan dilepas lagi."),
        form=ReasonForm,
        then=lambda asked, closed: reverse("claims"),
    ),
)


ASIDE = frozenset(("facts", "evidence", "visit", "withdraw", "unconfirm", "ask_later", "message"))
"""Acts that no case waits for: they stay folded."""


def offered(actor: Actor, case: Case) -> list[Act[Case]]:
    """The acts that make sense for this person in this case now, the next one first."""
    able = set(possible(case, actor.role))
    if actor.role in HELPERS and case.state in (CaseState.PAPERS, CaseState.ASKED_BACK):
        able.add("receive")
    if case.state in later.IN_HAND and actor.role in (*HELPERS, Role.BPJS):
        able.add("ask_later")
    if actor.role in HELPERS and waiting_calls(case).exists():
        able.add("called")
    if actor.role == Role.OPERATOR and case.program == Program.UNDECIDED:
        able.add("classify")
    if case.state == CaseState.OBJECTION and actor.role in HELPERS:
        able |= _ladder(case)
    if actor.role in HELPERS and case.state not in (CaseState.REPORTED, CaseState.WITHDRAWN):
        able |= {"visit", "message"}
    if actor.role in HELPERS and case.state in BEFORE_DECISION:
        able |= {"facts", "basis", "evidence"}
    if actor.role == Role.OPERATOR:
        able |= _months(case)
    if actor.id == case.reported_by:
        able.discard("confirm")
    if case.state != CaseState.REPORTED and actor.role != Role.OPERATOR:
        able.discard("withdraw")
    if unconfirming.is_unconfirmable(actor, case):
        able.add("unconfirm")
    acts = [act for act in ACTS if act.name in able]
    if "submit" in able and not checklist.missing(case):
        acts.sort(key=lambda act: act.name != "submit")
    return acts


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
