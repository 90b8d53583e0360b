"""The scholarship, child by child and school year by school year, until the right ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Sum

from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.claims.entitlement.prediction import children_of, event_day
from payung.claims.ground.obligations import close_tasks, open_task
from payung.claims.ground.school import END_WORDS
from payung.claims.ground.stages import HELPERS, lock
from payung.claims.models import (
    Case,
    Entitlement,
    FamilyMember,
    Payment,
    ScholarshipYear,
    SchoolClass,
    Task,
    YearState,
)
from payung.claims.papers.checklist import ask_year_papers, missing, missing_sentence
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.sentence import Rp, say
from payung.law.jamsostek.case_reader import read_children
from payung.law.jamsostek.children import Child
from payung.law.jamsostek.deadlines import Term, deadline, school_year_of, school_year_start
from payung.law.jamsostek.papers import CaseType, checklist
from payung.law.jamsostek.scholarship_course import course, still_due
from payung.law.jamsostek.scholarship_plan import Choice, PlannedYear, choices

END_REASONS = tuple(END_WORDS)


def law_children(members: Sequence[FamilyMember], on: date) -> list[Child]:
    return list(read_children(children_of(members), "", on)) if members else []


def children(case: Case) -> list[FamilyMember]:
    return list(case.family.filter(relation="child", ended_on=None))


def choices_of(case: Case) -> list[Choice]:
    """Every pair that the heirs may name, with its sum; numbers count the case's children."""
    found = children(case)
    on = event_day(case)
    return choices(law_children(found, on), on)


def plan_years(case: Case, due: Entitlement) -> None:
    """Writes the planned years of the chosen children; without a choice, of the best pair.

    Years that were filed, paid or ended stay as they are; a class that was noted moves the rest.
    """
    case.scholarship.filter(state=YearState.PLANNED, child__ended_on=None).delete()
    if not due.beasiswa_high_rp:
        return
    named = _named(case)
    kept = set(case.scholarship.values_list("child_id", "school_year"))
    ScholarshipYear.objects.bulk_create(
        _row(child, year)
        for child in children(case)
        if child.number in named
        for year in _course(child)
        if (child.pk, year.school_year) not in kept
    )


def _named(case: Case) -> set[int]:
    """The numbers of the children that receive: those named, else those with filed years, else
    the pair that pays most. Whose right has ended keeps his place."""
    chosen = set(case.family.filter(chosen=True).values_list("number", flat=True))
    if not chosen:
        chosen = set(case.scholarship.values_list("child__number", flat=True))
    if chosen:
        return chosen
    found, best = children(case), choices_of(case)
    return {found[place - 1].number for place in best[0].numbers} if best else set()


def _course(child: FamilyMember) -> tuple[PlannedYear, ...]:
    """All years of one child as they are known today, from the event on."""
    on = event_day(child.case)
    classes = dict(child.classes.values_list("school_year", "stage"))
    return course(law_children([child], on)[0], on, classes)


def _row(child: FamilyMember, year: PlannedYear) -> ScholarshipYear:
    return ScholarshipYear(
        case_id=child.case_id,
        child=child,
        school_year=year.school_year,
        stage=year.stage,
        planned_rp=year.amount_rp,
        area_id=child.area_id,
    )


def keep_choice(case: Case) -> None:
    """What was granted is granted to these children; no other takes the place of one of them."""
    if not case.family.filter(chosen=True).exists():
        case.family.filter(pk__in=case.scholarship.values("child")).update(chosen=True)


@business_action("claims.choose_children", *HELPERS)
def choose_children(*, actor: Actor, case_id: int, numbers: Sequence[int]) -> None:
    """The heirs name the children of the scholarship by their number in the family."""
    case = lock(case_id)
    able = {child.number for child in children(case)}
    if not numbers or len(set(numbers)) > 2 or not set(numbers) <= able:
        raise BadInput(say("Pilih satu atau dua anak dari daftar keluarga."))
    case.family.update(chosen=False)
    case.family.filter(number__in=numbers).update(chosen=True)
    plan_years(case, case.entitlements.latest())
    note(f"case:{case.pk}", numbers=sorted(numbers))


def subject_of(year: ScholarshipYear) -> str:
    """How papers and obligations of one child's year are named."""
    return f"{year.child_id}:{year.school_year}"


def papers_to_come(year: ScholarshipYear) -> list[tuple[str, str]]:
    """Code and name of each paper that a year's report still needs."""
    asked = year.case.papers.filter(subject=subject_of(year))
    here = set(asked.exclude(received_on=None).values_list("code", flat=True))
    wanted = checklist(CaseType.SCHOLARSHIP)
    return [(p.id, p.label) for p in wanted if p.id not in here and not p.city_holds]


@business_action("claims.remind_of_years", *HELPERS)
def remind_of_years(*, actor: Actor, today: date) -> int:
    """Opens the yearly report of each child whose school year has begun; returns how many."""
    due = ScholarshipYear.objects.filter(
        state=YearState.PLANNED,
        school_year__lte=school_year_of(today),
        case__decisions__granted=True,
    ).distinct()
    opened = 0
    for year in due.select_related("case__event"):
        start = school_year_start(year.school_year)
        limit = deadline(Term.SCHOLARSHIP_FILING, start)
        open_task(
            year.case,
            Task.SCHOLARSHIP,
            on=today,
            default=actor.id,
            due=limit,
            subject=subject_of(year),
        )
        ask_year_papers(year.case, subject_of(year))
        opened += 1
    note("claims", years=opened)
    return opened


@business_action("claims.file_year", *HELPERS)
def file_year(*, actor: Actor, year_id: int, today: date) -> None:
    """The guardian's yearly report goes to BPJS with its papers."""
    year = _year(year_id, YearState.PLANNED)
    if year.school_year > school_year_of(today):
        raise Conflict(
            say(
                "Tahun ajaran {school_year} belum mulai. Ajukan mulai Juli.",
                school_year=year.school_year,
            )
        )
    ask_year_papers(year.case, subject_of(year))
    if sentence := missing_sentence(missing(year.case, subject_of(year))):
        raise BadInput(sentence)
    year.state, year.filed_on = YearState.FILED, today
    year.save()
    close_tasks(actor, year.case, Task.SCHOLARSHIP, subject=subject_of(year))
    note(f"case:{year.case_id}", year=year.school_year)


@business_action("claims.pay_year", *HELPERS)
def pay_year(
    *, actor: Actor, year_id: int, amount_rp: int, paid_on: date, reason: str = ""
) -> Payment:
    """Notes that a year's scholarship has reached the account; another sum needs its reason."""
    year = _year(year_id, YearState.FILED)
    decision = year.case.decisions.filter(granted=True).last()
    if decision is None:
        raise Conflict(say("BPJS belum memutuskan kasus ini."))
    if decision.recorded_by == actor.id:
        raise Conflict(say("Pencatat keputusan tidak boleh mencatat pembayarannya."))
    if year.filed_on and paid_on < year.filed_on:
        raise BadInput(say("Tanggal bayar sebelum tanggal laporan. Periksa tanggalnya."))
    if amount_rp != year.planned_rp and not reason.strip():
        raise BadInput(
            say("Rencana {planned}. Tulis alasan selisihnya.", planned=Rp(year.planned_rp))
        )
    payment = Payment.objects.create(
        case=year.case,
        decision=decision,
        year=year,
        component="beasiswa",
        amount_rp=amount_rp,
        paid_on=paid_on,
        reason="" if amount_rp == year.planned_rp else reason.strip()[:200],
        decided_by=decision.recorded_by,
        recorded_by=actor.id,
        recorded_at=clock.now(),
        area_id=year.area_id,
    )
    ScholarshipYear.objects.filter(pk=year.pk).update(state=YearState.PAID)
    note(f"case:{year.case_id}", year=year.school_year, amount_rp=amount_rp)
    return payment


@business_action("claims.change_stage", *HELPERS)
def change_stage(*, actor: Actor, child_id: int, stage: str, today: date) -> None:
    """A child repeats or skips a year: the years still planned follow from the class now.

    The class at the event, on which the entitlement rests, stays as it was.
    """
    child, now = _child(child_id), school_year_of(today)
    if now <= school_year_of(child.case.event.happened_on):
        raise BadInput(say("Kelas pada tahun kejadian diubah di halaman keluarga."))
    SchoolClass.objects.update_or_create(
        child=child,
        school_year=now,
        defaults={
            "stage": stage,
            "noted_by": actor.id,
            "noted_at": clock.now(),
            "area_id": child.area_id,
        },
    )
    plan_years(child.case, child.case.entitlements.latest())
    note(f"case:{child.case_id}", child=child.number, stage=stage, year=now)


@business_action("claims.end_child", *HELPERS)
def end_child(*, actor: Actor, child_id: int, reason: str, on: date) -> None:
    """A child's right ends on a day; school years that had begun by then may still be filed."""
    child = _child(child_id)
    if reason not in END_REASONS:
        raise BadInput(
            say("Alasan harus salah satu dari: {reasons}.", reasons=", ".join(END_REASONS))
        )
    child.ended_on, child.end_reason = on, reason
    child.save(update_fields=["ended_on", "end_reason"])
    over = [
        year
        for year in child.years.filter(state=YearState.PLANNED)
        if not still_due(year.school_year, on)
    ]
    child.years.filter(pk__in=[year.pk for year in over]).update(state=YearState.ENDED)
    child.case.obligations.filter(
        task=Task.SCHOLARSHIP, subject__in=[subject_of(year) for year in over], done_at=None
    ).update(done_at=clock.now(), done_by=actor.id)
    note(f"case:{child.case_id}", child=child.number, reason=reason)


def forecast(actor: Actor) -> list[dict[str, int]]:
    """What is still to be paid in scholarships by school year, over all open cases."""
    require_scope(actor)
    rows = ScholarshipYear.objects.filter(state__in=(YearState.PLANNED, YearState.FILED))
    return [
        {"school_year": year, "children": children, "planned_rp": total}
        for year, children, total in rows.order_by("school_year")
        .values("school_year")
        .annotate(n=Count("child", distinct=True), total=Sum("planned_rp"))
        .values_list("school_year", "n", "total")
    ]


def last_year(case: Case) -> int | None:
    """The last school year that is still open; None when the scholarship is over."""
    rows = case.scholarship.filter(state__in=(YearState.PLANNED, YearState.FILED))
    last: int | None = rows.aggregate(last=Max("school_year"))["last"]
    return last


def _year(year_id: int, state: YearState) -> ScholarshipYear:
    year = (
        ScholarshipYear.objects.select_for_update(of=("self",))
        .select_related("case__event", "child")
        .filter(pk=year_id)
        .first()
    )
    if year is None:
        raise BadInput(say("Tahun beasiswa ini tidak ada."))
    if year.state != state:
        now = YearState(year.state)
        raise Conflict(
            say("Tahun ajaran ini sudah berstatus {state}. Muat ulang halaman.", state=now)
        )
    return year


def _child(child_id: int) -> FamilyMember:
    family_member = FamilyMember.objects.select_related("case__event").filter(pk=child_id).first()
    if family_member is None or family_member.relation != "child":
        raise BadInput(say("Anak ini tidak ada dalam kasus."))
    if family_member.ended_on is not None:
        raise Conflict(say("Hak beasiswa anak ini sudah berakhir."))
    return family_member
