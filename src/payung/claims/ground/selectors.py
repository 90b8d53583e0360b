"""Reading cases, limited to the actor's area."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.areas.selectors import within
from payung.audit.models import Entry
from payung.audit.selectors import entries_about
from payung.audit.services import note
from payung.claims.entitlement.prediction import CARE, CASH, NOW
from payung.claims.ground.elsewhere import here_or_told_here
from payung.claims.models import (
    Amount,
    Care,
    Case,
    CaseState,
    DeathMatch,
    Decision,
    Entitlement,
    MatchState,
    Payment,
)
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say

CASE_PEOPLE = (Role.OPERATOR, Role.VERIFIER, Role.COMPANION, Role.BPJS, Role.AUDITOR)
"""Who may open a case; RT heads see of their own reports the stage alone."""

PURPOSE = {
    Role.VERIFIER: say("memastikan laporan di kelurahan"),
    Role.BPJS: say("memeriksa pengajuan"),
    Role.AUDITOR: say("pemeriksaan"),
}


def cases(actor: Actor) -> QuerySet[Case]:
    """Cases in the actor's area that were not withdrawn."""
    return _inside(actor).exclude(state=CaseState.WITHDRAWN)


def _inside(actor: Actor) -> QuerySet[Case]:
    area = require_scope(actor)
    return Case.objects.filter(**within(area))


def latest_entitlements(actor: Actor) -> QuerySet[Entitlement]:
    """The newest computation of each case that the actor may see."""
    newest = Entitlement.objects.filter(case=OuterRef("case")).order_by("-id").values("id")[:1]
    return Entitlement.objects.filter(case__in=cases(actor), id=Subquery(newest))


def search_cases(
    actor: Actor, *, text: str = "", state: str = "", program: str = "", area: str = ""
) -> QuerySet[Case]:
    """Cases by the name of the person, stage, program and area; an RT head's are his own."""
    require_scope(actor)
    rows = cases(actor) if state != CaseState.WITHDRAWN else _inside(actor)
    if actor.role == Role.RT:
        rows = rows.filter(reported_by=actor.id)
    for word in text.split():
        rows = rows.filter(person__name__icontains=word)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(program=program) if program else rows
    if area:
        rows = rows.filter(**within(area))
    return rows.select_related("person", "event", "facts", "area__parent").order_by(
        "-event__happened_on", "-pk"
    )


def get_case(actor: Actor, case_id: int) -> Case:
    """One case that the actor may see, with what each page of it needs."""
    case = (
        _inside(actor)
        .select_related("person", "event", "facts", "area__parent")
        .prefetch_related("papers")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise OutOfArea(say("Kasus ini tidak ada di wilayah Anda."))
    return case


def get_told_case(actor: Actor, case_id: int) -> Case:
    """One case of whose event was told in the actor's area, too: its first page alone."""
    area = require_scope(actor)
    told = Case.objects.filter(here_or_told_here(area, "case"))
    case = (
        told.select_related("person", "event", "facts", "area__parent").filter(pk=case_id).first()
    )
    if case is None:
        raise OutOfArea(say("Kasus ini tidak ada di wilayah Anda."))
    return case


@business_action("claims.view", *CASE_PEOPLE)
def open_case_for(*, actor: Actor, case_id: int, what: str) -> Case:
    """A case for one of its people; each look at it is noted with its purpose."""
    case = get_case(actor, case_id)
    note(f"case:{case.pk}", what=what, purpose=PURPOSE.get(actor.role, say("mengurus kasus")))
    return case


def looks_at(actor: Actor, person_id: int) -> QuerySet[Entry]:
    """Every act on a person's data, his cases included, newest first."""
    numbers = _inside(actor).filter(person=person_id).values_list("pk", flat=True)
    subjects = [f"person:{person_id}", *(f"case:{number}" for number in numbers)]
    return entries_about(subjects)


def care_near(area: str) -> list[Care]:
    """The facilities that treat work accidents, those of the same kecamatan first."""
    kecamatan = ".".join(area.split(".")[:3])

    def distance(care: Care) -> tuple[bool, bool, str]:
        place = str(care.area_id)
        return (not place.startswith(kecamatan), not care.always_open, care.name)

    return sorted(Care.objects.select_related("area"), key=distance)


def reconciliation(actor: Actor) -> list[dict[str, Any]]:
    """Granted by the last decision of each case against what reached the families, by component.

    The scholarship is left out: it is granted as "at most" and paid year by year.
    """
    last = Q(decision__number=last_decision())
    granted = dict(
        Amount.objects.filter(last, decision__case__in=cases(actor), component__in=NOW)
        .order_by()
        .values_list("component")
        .annotate(total=Sum("amount_rp"))
    )
    paid = dict(
        Payment.objects.filter(case__in=cases(actor), year=None)
        .order_by()
        .values_list("component")
        .annotate(total=Sum("amount_rp"))
    )
    return [
        {
            "component": name,
            "granted": granted.get(name, 0),
            "paid": paid.get(name, 0),
            "open": granted.get(name, 0) - paid.get(name, 0),
        }
        for name in NOW
        if granted.get(name) or paid.get(name)
    ]


def summary(actor: Actor) -> dict[str, Any]:
    """The year of claims in figures: cases by stage, cash and care granted and paid, in rupiah."""
    money = reconciliation(actor)
    stages = cases(actor).order_by().values_list("state").annotate(n=Count("pk"))
    lists = DeathMatch.objects.exclude(state=MatchState.NOT_THE_SAME)
    rows = lists.exclude(decided_by="").filter(case__in=cases(actor))
    return {
        "by_stage": dict(stages),
        "granted_rp": sum(row["granted"] for row in money if row["component"] in CASH),
        "paid_rp": sum(row["paid"] for row in money if row["component"] in CASH),
        "care_granted_rp": sum(row["granted"] for row in money if row["component"] in CARE),
        "care_paid_rp": sum(row["paid"] for row in money if row["component"] in CARE),
        "unclaimed_found": rows.count(),
        "unclaimed_open": lists.filter(state=MatchState.OPEN).count(),
    }


def last_decision() -> Subquery:
    """The number of the newest decision of an amount's case."""
    same = Decision.objects.filter(case=OuterRef("decision__case"))
    return Subquery(same.order_by("-number").values("number")[:1])


def differences(actor: Actor) -> QuerySet[Amount]:
    """Components that BPJS decided otherwise than predicted, with the reason, newest first."""
    return (
        Amount.objects.filter(decision__case__in=cases(actor))
        .exclude(reason="")
        .select_related("decision__case__person")
        .annotate(missing_rp=F("predicted_low_rp") - F("amount_rp"))
        .order_by("-decision__decided_on", "pk")
    )


def visits(actor: Actor) -> QuerySet[Case]:
    """Families who agreed to a visit by the mayor; nobody else is on this list."""
    rows = cases(actor).filter(agreed_to_visit=True)
    return rows.select_related("person", "event", "facts", "area__parent").order_by("area", "pk")


@business_action("claims.view_visits", Role.COMPANION, Role.OPERATOR, Role.LEADER)
def view_visits(*, actor: Actor) -> list[Case]:
    """The list for one look, which is noted with its purpose."""
    cases = list(visits(actor))
    note("claims", families=len(cases), purpose=say("kunjungan kepada keluarga yang setuju"))
    return cases
