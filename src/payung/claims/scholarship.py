"""The scholarship, child by child and school year by school year, until the right ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Sum

from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import record
from payung.claims.entitlement import children_of
from payung.claims.models import (
    Case,
    Entitlement,
    FamilyMember,
    Payment,
    ScholarshipYear,
    Task,
    YearState,
)
from payung.claims.obligations import close_tasks, open_task
from payung.claims.papers import ask_year_papers, missing, missing_sentence
from payung.claims.stages import HELPERS, lock
from payung.kernel.errors import BadInput, Conflict
from payung.law.jamsostek.case_reader import read_children
from payung.law.jamsostek.children import Child
from payung.law.jamsostek.deadlines import Term, deadline, school_year_of, school_year_start
from payung.law.jamsostek.scholarship_plan import ChildPlan, Choice, choices, plans_of
from payung.registry.selectors import require_actor

END_REASONS = ("usia 23", "menikah", "bekerja", "lulus", "meninggal", "berhenti sekolah")


def law_children(members: Sequence[FamilyMember], on: date) -> list[Child]:
    return list(read_children(children_of(members), "", on)) if members else []


def children(case: Case) -> list[FamilyMember]:
    return list(case.family.filter(relation="child", ended_on=None))


def choices_of(case: Case) -> list[Choice]:
    """Every pair that the heirs may name, with its sum; numbers count the case's children."""
    found = children(case)
    on = case.event.happened_on
    return choices(law_children(found, on), on)


def plans(case: Case) -> list[tuple[FamilyMember, ChildPlan]]:
    """Each child with its plan, in the family's order."""
    found, on = children(case), case.event.happened_on
    return list(zip(found, plans_of(law_children(found, on), on), strict=True))


def plan_years(case: Case, due: Entitlement) -> None:
    """Writes the planned years of the chosen children; without a choice, of the best pair.

    Years that were filed, paid or ended stay as they are.
    """
    case.scholarship.filter(state=YearState.PLANNED, child__ended_on=None).delete()
    if not due.beasiswa_high_rp:
        return
    found = plans(case)
    named = {n for n, (child, _) in enumerate(found, 1) if child.chosen}
    if not named:
        best = choices_of(case)
        named = set(best[0].numbers) if best else set()
    kept = set(case.scholarship.values_list("child_id", "school_year"))
    ScholarshipYear.objects.bulk_create(
        ScholarshipYear(
            case=case,
            child=child,
            school_year=year.school_year,
            stage=year.stage,
            planned_rp=year.amount_rp,
            area_id=case.area_id,
        )
        for number, (child, plan) in enumerate(found, 1)
        if number in named
        for year in plan.years
        if (child.pk, year.school_year) not in kept
    )


@business_action(*HELPERS)
def choose_children(*, actor: Actor, case_id: int, numbers: Sequence[int]) -> None:
    """The heirs name the children of the scholarship by their number in the family."""
    case = lock(case_id)
    able = {child.number for child in children(case)}
    if not numbers or len(set(numbers)) > 2 or not set(numbers) <= able:
        raise BadInput("Pilih satu atau dua anak dari daftar keluarga.")
    case.family.update(chosen=False)
    case.family.filter(number__in=numbers).update(chosen=True)
    plan_years(case, case.entitlements.latest())
    record(
        actor=actor.id,
        action="claims.choose_children",
        subject=f"case:{case.pk}",
        facts={"numbers": sorted(numbers)},
    )


def subject_of(year: ScholarshipYear) -> str:
    """How papers and obligations of one child's year are named."""
    return f"{year.child_id}:{year.school_year}"


@business_action(*HELPERS)
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
    record(
        actor=actor.id, action="claims.remind_of_years", subject="claims", facts={"years": opened}
    )
    return opened


@business_action(*HELPERS)
def file_year(*, actor: Actor, year_id: int, today: date) -> None:
    """The guardian's yearly report goes to BPJS with its papers."""
    year = _year(year_id, YearState.PLANNED)
    if year.school_year > school_year_of(today):
        raise Conflict(f"Tahun ajaran {year.school_year} belum mulai. Ajukan mulai Juli.")
    ask_year_papers(year.case, subject_of(year))
    if sentence := missing_sentence(missing(year.case, subject_of(year))):
        raise BadInput(sentence)
    year.state, year.filed_on = YearState.FILED, today
    year.save()
    close_tasks(actor, year.case, Task.SCHOLARSHIP, subject=subject_of(year))
    record(
        actor=actor.id,
        action="claims.file_year",
        subject=f"case:{year.case_id}",
        facts={"year": year.school_year},
    )


@business_action(*HELPERS)
def pay_year(*, actor: Actor, year_id: int, amount_rp: int, paid_on: date) -> Payment:
    """Notes that a year's scholarship has reached the account."""
    year = _year(year_id, YearState.FILED)
    decision = year.case.decisions.filter(granted=True).last()
    if decision is None:
        raise Conflict("BPJS belum memutuskan kasus ini.")
    if decision.recorded_by == actor.id:
        raise Conflict("Pencatat keputusan tidak boleh mencatat pembayarannya.")
    payment = Payment.objects.create(
        case=year.case,
        decision=decision,
        year=year,
        component="beasiswa",
        amount_rp=amount_rp,
        paid_on=paid_on,
        decided_by=decision.recorded_by,
        recorded_by=actor.id,
        recorded_at=clock.now(),
        area_id=year.area_id,
    )
    ScholarshipYear.objects.filter(pk=year.pk).update(state=YearState.PAID)
    record(
        actor=actor.id,
        action="claims.pay_year",
        subject=f"case:{year.case_id}",
        facts={"year": year.school_year, "amount_rp": amount_rp},
    )
    return payment


@business_action(*HELPERS)
def change_stage(*, actor: Actor, child_id: int, stage: str, today: date) -> None:
    """A child repeats or skips a year: the years still planned follow from the stage now."""
    child = _child(child_id)
    now = school_year_of(today)
    taken = set(child.years.exclude(state=YearState.PLANNED).values_list("school_year", flat=True))
    child.years.filter(state=YearState.PLANNED, school_year__gte=now).delete()
    child.stage = stage
    [law] = law_children([child], today)
    [plan] = plans_of([law], max(today, date(now, 7, 1)))
    ScholarshipYear.objects.bulk_create(
        ScholarshipYear(
            case=child.case,
            child=child,
            school_year=year.school_year,
            stage=year.stage,
            planned_rp=year.amount_rp,
            area_id=child.area_id,
        )
        for year in plan.years
        if year.school_year >= now and year.school_year not in taken
    )
    record(
        actor=actor.id,
        action="claims.change_stage",
        subject=f"case:{child.case_id}",
        facts={"child": child.number, "stage": stage},
    )


@business_action(*HELPERS)
def end_child(*, actor: Actor, child_id: int, reason: str, on: date) -> None:
    """A child's right ends; what was paid stays, what was planned is over."""
    child = _child(child_id)
    if reason not in END_REASONS:
        raise BadInput(f"Alasan harus salah satu dari: {', '.join(END_REASONS)}.")
    child.ended_on, child.end_reason = on, reason
    child.save(update_fields=["ended_on", "end_reason"])
    child.years.filter(state=YearState.PLANNED).update(state=YearState.ENDED)
    open_years = child.case.obligations.filter(
        task=Task.SCHOLARSHIP, subject__startswith=f"{child.pk}:", done_at=None
    )
    open_years.update(done_at=clock.now(), done_by=actor.id)
    record(
        actor=actor.id,
        action="claims.end_child",
        subject=f"case:{child.case_id}",
        facts={"child": child.number, "reason": reason},
    )


def forecast(actor: Actor | None) -> list[dict[str, int]]:
    """What is still to be paid in scholarships by school year, over all open cases."""
    require_actor(actor)
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
    found = case.scholarship.filter(state__in=(YearState.PLANNED, YearState.FILED))
    last: int | None = found.aggregate(last=Max("school_year"))["last"]
    return last


def _year(year_id: int, state: YearState) -> ScholarshipYear:
    year = (
        ScholarshipYear.objects.select_for_update(of=("self",))
        .select_related("case__event", "child")
        .filter(pk=year_id)
        .first()
    )
    if year is None:
        raise BadInput("Tahun beasiswa ini tidak ada.")
    if year.state != state:
        word = YearState(year.state).label
        raise Conflict(f"Tahun ajaran ini sudah berstatus {word}. Muat ulang halaman.")
    return year


def _child(child_id: int) -> FamilyMember:
    found = FamilyMember.objects.select_related("case__event").filter(pk=child_id).first()
    if found is None or found.relation != "child":
        raise BadInput("Anak ini tidak ada dalam kasus.")
    if found.ended_on is not None:
        raise Conflict("Hak beasiswa anak ini sudah berakhir.")
    return found
