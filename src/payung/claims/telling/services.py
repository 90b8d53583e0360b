"""Reports of events, and the cases that they open in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID, uuid5

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.entitlement.prediction import predict
from payung.claims.ground.elsewhere import at_home_of, note_where_told
from payung.claims.ground.obligations import close_tasks, open_task
from payung.claims.ground.reporting import REPORTERS, refuse_impossible_day
from payung.claims.ground.stages import lock, move
from payung.claims.models import (
    Case,
    CaseState,
    DeathMatch,
    Event,
    EventKind,
    EventReport,
    Evidence,
    MatchState,
    Program,
    ReportSource,
    Task,
    Teller,
)
from payung.claims.telling.folding import believed
from payung.claims.telling.opening import arrange, open_case, take_over_family
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say
from payung.registry.fields import Sealed
from payung.registry.models import Person
from payung.registry.people import kept_record
from payung.registry.services import confirm_fact, get_person, lock_person

_WEIGHT = {
    Role.OPERATOR: ReportSource.OFFICE,
    Role.VERIFIER: ReportSource.OFFICE,
    Role.BPJS: ReportSource.OFFICE,
    Role.SYSTEM: ReportSource.LIST,
}


@dataclass(frozen=True, kw_only=True)
class Report:
    """One line about an event; `id` is made on the reporter's device.

    `corrects` names the report that this one mends, whichever of the two arrives first.
    `kin_name` and `kin_phone` are whom of the family to call.
    `teller` is who told the reporter; a hospital's word weighs more once an office notes it down.
    `told_by` is whose report it is, where an office writes it down for somebody.
    `details` are facts for the law in the names of `law batch` (children, medical_cost …).
    """

    id: UUID
    person_id: int
    kind: EventKind
    happened_on: date
    happened_at: time | None = None
    place: str = ""
    cause: str = ""
    work_related: bool | None = None
    traffic: bool = False
    corrects: UUID | None = None
    source: ReportSource | None = None
    teller: Teller = Teller.SELF
    teller_name: str = ""
    teller_phone: str = ""
    chronology: str = ""
    kin_name: str = ""
    kin_phone: str = ""
    told_by: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@business_action("claims.report", *REPORTERS)
def report(*, actor: Actor, report: Report, today: date) -> Case:
    """Notes an event and opens its case; a death holds the months after the month of death.

    The same report again, a second report of one death and a correction give the case that is
    there; in whatever order they come, the case says the same in the end.
    """
    person = get_person(actor, kept_record(actor, report.person_id))
    refuse_impossible_day(report.happened_on, person, today)
    with at_home_of(person, actor) as writer:
        case, repeat = _told(writer, report, person, today)
        note_where_told(actor, case)
    note(f"case:{case.pk}", event=report.id, kind=report.kind.value, repeat=repeat)
    return case


def _told(actor: Actor, report: Report, person: Person, today: date) -> tuple[Case, bool]:
    """The case that a report opens or joins, and whether the report was there already."""
    lock_person(actor, person.pk)
    line = EventReport.objects.filter(pk=report.id).select_related("event").first()
    fatal = _fatal_accident(report, person.pk)
    if line is not None:
        case = _same_again(line, report, person.pk)
    elif fatal is not None:
        case = _noted_there(actor, fatal, report)
    else:
        event = _event_of(report, person.pk)
        if event is None:
            case = open_case(actor, _new_line(actor, report, person), report.kind, person, today)
            arrange(case, report.details)
            take_over_family(actor, case)
            _families_no_longer_sought(case)
        else:
            _new_line(actor, report, person, event).save()
            case = Case.objects.select_related("event", "facts", "person").get(event=event)
        refold(actor, case, today)
    return case, line is not None


def refold(actor: Actor, case: Case, today: date) -> None:
    """Brings a case in line with all reports of its event, and computes it anew."""
    changed = believed(actor, case, today)
    if changed or not case.entitlements.exists():
        predict(actor, case)


def _same_again(line: EventReport, report: Report, person_id: int) -> Case:
    """A repeat changes nothing; the same id with other words is refused."""
    known = (line.event.person_id, line.happened_on, line.event.kind)
    if known != (person_id, report.happened_on, report.kind):
        raise Conflict(
            say("Laporan dengan nomor ini sudah ada dan isinya lain. Buat laporan baru.")
        )
    return Case.objects.select_related("event", "facts", "person").get(event=line.event)


def _fatal_accident(report: Report, person_id: int) -> Case | None:
    """The accident of which the person died, as a doctor said: his death is no second case."""
    if report.kind != EventKind.DEATH:
        return None
    fatal = Case.objects.filter(
        person=person_id, event__kind=EventKind.ACCIDENT, facts__outcome="death"
    )
    return fatal.exclude(state=CaseState.WITHDRAWN).first()


def _noted_there(actor: Actor, case: Case, report: Report) -> Case:
    """A report of a death that the accident's case already knows stays there as evidence."""
    Evidence.objects.get_or_create(
        case=case,
        speaks_for=Program.JKK,
        what=f"Laporan kematian {report.happened_on.isoformat()}, nomor {report.id}",
        defaults={"noted_by": actor.id, "noted_at": clock.now(), "area_id": case.area_id},
    )
    return case


def _families_no_longer_sought(case: Case) -> None:
    """Who is on a list of deaths and has a case now, is no longer to be found."""
    if case.event.kind == EventKind.DEATH:
        open_matches = DeathMatch.objects.filter(
            person=case.person_id, state__in=(MatchState.OPEN, MatchState.NO_DAY)
        )
        open_matches.update(state=MatchState.CLAIMED, case=case)


def _event_of(report: Report, person_id: int) -> Event | None:
    """The event that this report is about, if some other report of it was first."""
    lines = EventReport.objects.exclude(event__case__state=CaseState.WITHDRAWN).filter(
        event__person=person_id, event__kind=report.kind
    )
    kin = lines.filter(pk=report.corrects) if report.corrects else lines.none()
    row = (kin | lines.filter(corrects=report.id)).select_related("event").first()
    if row is None and report.kind == EventKind.DEATH:
        row = lines.select_related("event").first()
    if row is None:
        row = lines.filter(happened_on=report.happened_on).select_related("event").first()
    return row.event if row else None


def _new_line(
    actor: Actor, report: Report, person: Person, event: Event | None = None
) -> EventReport:
    return EventReport(
        id=report.id,
        event=event,
        corrects=report.corrects,
        source=report.source or _weight(actor, report.teller),
        happened_on=report.happened_on,
        happened_at=report.happened_at,
        place=report.place[:120],
        cause=report.cause[:120],
        work_related=report.work_related,
        traffic=report.traffic,
        teller=report.teller,
        teller_name=Sealed.of(" ".join(report.teller_name.split())),
        teller_phone=Sealed.of(report.teller_phone.strip()),
        chronology=Sealed.of(report.chronology.strip()),
        kin_name=Sealed.of(" ".join(report.kin_name.split())),
        kin_phone=Sealed.of(report.kin_phone.strip()),
        reported_by=report.told_by or actor.id,
        reported_at=clock.now(),
        area_id=person.area_id,
    )


def _weight(actor: Actor, teller: Teller) -> ReportSource:
    """A hospital is believed before offices; only an office can say that it was one."""
    own = _WEIGHT.get(actor.role, ReportSource.NEIGHBOUR)
    return (
        ReportSource.HOSPITAL if own == ReportSource.OFFICE and teller == Teller.HOSPITAL else own
    )


@business_action("claims.confirm_death", Role.OPERATOR, Role.VERIFIER)
def confirm_death(*, actor: Actor, case_id: int, today: date | None = None) -> None:
    """The kelurahan confirms a report; after a death the held months are withdrawn for good.

    Who reported does not confirm. What is confirmed outweighs what neighbours report later.
    """
    case = lock(case_id)
    if case.reported_by == actor.id:
        raise Conflict(
            say("Pelapor tidak boleh memastikan laporannya sendiri. Minta petugas lain.")
        )
    day = today or clock.today()
    case.confirmed_by = actor.id
    move(actor, case, "confirm")
    _pin(actor, case)
    if case.event.fact_id is not None:
        confirm_fact(actor=actor, fact_id=case.event.fact_id)
    refold(actor, case, day)
    close_tasks(actor, case, Task.CONFIRM)
    open_task(case, Task.PAPERS, on=day, default=actor.id)
    note(f"case:{case.pk}")


def pin_id(case: Case) -> UUID:
    """The number of the office's line for the newest confirmation of a case."""
    times = case.stages.filter(state=CaseState.VERIFIED).count()
    return uuid5(case.event_id, "dipastikan" if times < 2 else f"dipastikan {times}")


def _pin(actor: Actor, case: Case) -> None:
    """What was confirmed stands as a line of the office, which outweighs what neighbours say."""
    event = case.event
    names = ("happened_on", "happened_at", "place", "cause", "work_related", "traffic")
    EventReport.objects.get_or_create(
        pk=pin_id(case),
        defaults={
            "event": event,
            "source": ReportSource.OFFICE,
            "reported_by": actor.id,
            "reported_at": clock.now(),
            "area_id": case.area_id,
            **{name: getattr(event, name) for name in names},
        },
    )
