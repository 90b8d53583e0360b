"""The two reports of an accident: what Pasal 48A asks, when it was sent, and the doctor's word.

The first clock runs from the accident, the second from the day on which a doctor says healed,
disabled or dead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.claims.case.casework import renew
from payung.claims.ground.obligations import close_tasks, moment_of, open_task
from payung.claims.ground.stages import SENDERS, lock
from payung.claims.models import Case, CaseState, EventKind, EventReport, Stage, StageNotice, Task
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.law.jamsostek.deadlines import Deadline, Term, deadline
from payung.ledger.services import hold_after_death
from payung.registry.models import FactKind
from payung.registry.services import add_fact, confirm_fact

TASKS = {Stage.FIRST: Task.FIRST_REPORT, Stage.SECOND: Task.SECOND_REPORT}
OUTCOMES = ("injury", "partial_disability", "total_disability", "death")
"""What a doctor can say: healed without a lasting harm, disabled in part or wholly, dead."""


@dataclass(frozen=True, slots=True)
class AccidentTold:
    """What the reports say beside day and place: the course, and who tells it."""

    chronology: str
    name: str
    phone: str


def told_of(case: Case) -> AccidentTold:
    """From all standing reports of a case, the first that knows each."""
    lines = list(EventReport.objects.filter(event=case.event, taken_back="").order_by("pk"))

    def first(name: str) -> str:
        return next((found for line in lines if (found := getattr(line, name).reveal())), "")

    return AccidentTold(first("chronology"), first("teller_name"), first("teller_phone"))


@business_action("claims.note_sent", *SENDERS)
def note_sent(*, actor: Actor, case_id: int, stage: Stage, sent_at: datetime, channel: str) -> None:
    """Notes that a report went to BPJS and the labour office, when and by which way."""
    case = lock(case_id)
    counted = _counted_from(case, stage)
    if sent_at < counted:
        raise BadInput(say("Waktu kirim sebelum kejadiannya. Periksa tanggal dan jam."))
    if not channel.strip():
        raise BadInput(say("Tulis lewat apa dikirim, misalnya WhatsApp atau kantor cabang."))
    StageNotice.objects.update_or_create(
        case=case,
        stage=stage,
        defaults={
            "counted_from": counted,
            "sent_at": sent_at,
            "sent_by": actor.id,
            "channel": channel.strip()[:80],
            "area_id": case.area_id,
        },
    )
    close_tasks(actor, case, TASKS[stage])
    note(f"case:{case.pk}", stage=int(stage), late=_is_late(stage, counted, sent_at))


def _counted_from(case: Case, stage: Stage) -> datetime:
    if stage == Stage.FIRST:
        return moment_of(case.event)
    known = case.notices.filter(stage=stage).first()
    if known is None:
        raise Conflict(say("Catat dulu apa yang dinyatakan dokter, dan kapan."))
    return known.counted_from


def limit_of(stage: Stage, counted_from: datetime) -> Deadline:
    """Until when a report is in time."""
    term = Term.FIRST_REPORT if stage == Stage.FIRST else Term.SECOND_REPORT
    return deadline(term, counted_from)


def _is_late(stage: Stage, counted_from: datetime, sent_at: datetime) -> bool:
    due = limit_of(stage, counted_from).due
    return due is not None and sent_at > due


@business_action("claims.doctor_said", *SENDERS)
def doctor_said(
    *, actor: Actor, case_id: int, outcome: str, said_at: datetime, disability_permille: int = 0
) -> None:
    """The doctor's word ends the treatment: it starts the clock of the second report.

    A death by the accident holds the months after it as any death does.
    """
    case = lock(case_id)
    _refuse(case, outcome, said_at)
    if outcome == "partial_disability" and not disability_permille:
        raise BadInput(say("Tulis persen cacat menurut dokter."))
    StageNotice.objects.update_or_create(
        case=case,
        stage=Stage.SECOND,
        defaults={"outcome": outcome, "counted_from": said_at, "area_id": case.area_id},
    )
    open_task(
        case,
        Task.SECOND_REPORT,
        on=said_at.date(),
        default=actor.id,
        due=limit_of(Stage.SECOND, said_at),
    )
    case.facts.outcome = outcome
    case.facts.disability_permille = disability_permille or case.facts.disability_permille
    case.facts.save(update_fields=["outcome", "disability_permille"])
    if outcome == "death":
        _hold(actor, case, said_at.date())
    renew(actor, case)
    note(f"case:{case.pk}", outcome=outcome)


def _refuse(case: Case, outcome: str, said_at: datetime) -> None:
    if case.event.kind != EventKind.ACCIDENT:
        raise Conflict(say("Kasus ini bukan kecelakaan. Tahap II tidak diperlukan."))
    if case.state in (CaseState.CLOSED, CaseState.WITHDRAWN):
        raise Conflict(say("Kasus ini sudah selesai. Isinya tidak bisa diubah lagi."))
    if outcome not in OUTCOMES:
        raise BadInput(say("Pilih apa yang dinyatakan dokter."))
    if said_at < moment_of(case.event):
        raise BadInput(say("Keterangan dokter sebelum kecelakaan. Periksa tanggal dan jam."))
    known = case.notices.filter(stage=Stage.SECOND).exclude(sent_at=None)
    if known.exists():
        raise Conflict(say("Laporan tahap II sudah dikirim. Hubungi BPJS untuk mengubahnya."))


def _hold(actor: Actor, case: Case, died_on: date) -> None:
    """The life fact and the hold of a death that came of the accident; once."""
    fact = add_fact(
        actor=actor,
        person_id=case.person_id,
        kind=FactKind.DEATH,
        happened_on=died_on,
        source="keterangan dokter",
    )
    confirm_fact(actor=actor, fact_id=fact.pk)
    case.event.fact = fact
    case.event.save(update_fields=["fact"])
    hold_after_death(
        actor=actor,
        person_id=case.person_id,
        month=Month.containing(died_on),
        cause=say("Meninggal akibat kecelakaan"),
        document=f"kasus {case.pk}",
    )
