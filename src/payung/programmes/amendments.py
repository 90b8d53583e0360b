"""Changes of a decree's annex: leaver → joiner from the reserve, within headcount and ceiling.

The programme's row is locked while places and rupiah are counted and given, so that the last of
either is given once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import record
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.kernel.month import Month
from payung.ledger.models import PersonMonth, State
from payung.ledger.selectors import person_months
from payung.ledger.services import move_rows
from payung.programmes.candidates import candidates_of
from payung.programmes.criteria import read_rules
from payung.programmes.limits import lock_programme, refuse_over_limit
from payung.programmes.models import (
    Amendment,
    AmendmentState,
    Change,
    ChangeReason,
    Outcome,
    Programme,
    Ranked,
)
from payung.programmes.planning_months import plan_months
from payung.programmes.selectors import get_programme


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who leaves, why, and the paper that shows it."""

    person_id: int
    reason: ChangeReason
    evidence: str


@business_action(Role.OPERATOR)
def propose_amendment(
    *,
    actor: Actor,
    programme: str,
    leavers: Sequence[Leaver],
    first_month: Month,
    on: date,
    free_places: int = 0,
) -> Amendment:
    """Pairs each leaver with the next of the reserve who still meets the criteria on `on`.

    `free_places` are filled besides, where BPJS could not register somebody. A leaver for whom
    nobody is left in the reserve leaves without a joiner.
    """
    found = get_programme(actor, programme)
    if any(not leaver.evidence.strip() for leaver in leavers):
        raise BadInput("Tiap orang yang keluar butuh bukti. Isi nomor surat atau laporannya.")
    lock_programme(found.code)  # nobody else names the same person of the reserve meanwhile
    joiners = next_reserves(actor, found, len(leavers) + free_places, on)
    amendment = Amendment.objects.create(
        programme=found, state=AmendmentState.PROPOSED, first_month=first_month,
        made_by=actor.id, made_at=clock.now(), area_id=found.area_id,
    )  # fmt: skip
    Change.objects.bulk_create(_changes(amendment, leavers, joiners))
    record(
        actor=actor.id,
        action="programmes.propose_amendment",
        subject=f"amendment:{amendment.pk}",
        facts={"leavers": len(leavers), "joiners": len(joiners), "month": first_month},
    )
    return amendment


@business_action(Role.APPROVER)
def approve_amendment(*, actor: Actor, amendment_id: int) -> Amendment:
    """Approves a change; who made it may not."""
    amendment = _locked(actor, amendment_id)
    if amendment.made_by == actor.id:
        raise NotAllowed("Penyusun perubahan tidak boleh menyetujuinya. Minta pejabat lain.")
    if amendment.state != AmendmentState.PROPOSED:
        raise Conflict("Perubahan ini sudah diputuskan. Muat ulang halaman.")
    amendment.state, amendment.approved_by = AmendmentState.APPROVED, actor.id
    amendment.approved_at = clock.now()
    amendment.save()
    subject = f"amendment:{amendment.pk}"
    record(actor=actor.id, action="programmes.approve_amendment", subject=subject, facts={})
    return amendment


@business_action(Role.OPERATOR, Role.APPROVER)
def sign_amendment(*, actor: Actor, amendment_id: int, number: str, dated: date) -> Amendment:
    """Notes the signed change: leavers' unpaid months are withdrawn, joiners' months planned.

    The joiner's waiting period starts with his first month. `OverLimit` if a place or a rupiah
    is missing; then nothing is changed.
    """
    amendment = _locked(actor, amendment_id)
    if amendment.state != AmendmentState.APPROVED:
        raise Conflict("Perubahan ini belum disetujui atau sudah ditandatangani.")
    programme = lock_programme(amendment.programme_id)
    withdrawn = _withdraw_leavers(actor, amendment, number)
    joiners = list(
        amendment.changes.exclude(joiner=None).values_list("joiner_id", "joiner_area_id")
    )
    refuse_over_limit(actor, programme, amendment.first_month, len(joiners))
    planned = plan_months(
        actor, programme, joiners, (amendment.first_month, programme.last_month),
        cause="Masuk dengan perubahan SK", document=number,
    )  # fmt: skip
    amendment.state, amendment.number, amendment.dated = AmendmentState.SIGNED, number, dated
    amendment.save()
    record(
        actor=actor.id,
        action="programmes.sign_amendment",
        subject=f"amendment:{amendment.pk}",
        facts={"number": number, "withdrawn": withdrawn, "planned": planned},
    )
    return amendment


def next_reserves(actor: Actor, programme: Programme, count: int, on: date) -> list[Ranked]:
    """The best of the reserve who are neither in nor out by now, checked anew on `on`."""
    book = read_rules(programme.criteria, programme.area_id)
    fit = {c.person_id for c in candidates_of(actor, programme, on) if not book.refusal(c)}
    inside = person_months(actor).filter(scheme=programme.code, live=True).values("person_id")
    joining = Change.objects.filter(amendment__programme=programme).exclude(joiner=None)
    waiting = (
        Ranked.objects.filter(selection__programme=programme, outcome=Outcome.RESERVE)
        .exclude(selection__approved_by="")
        .exclude(person_id__in=inside)
        .exclude(person_id__in=joining.values("joiner_id"))
        .order_by("rank")
    )
    return [place for place in waiting if place.person_id in fit][:count]


def _locked(actor: Actor, amendment_id: int) -> Amendment:
    amendment = (
        Amendment.objects.select_for_update(of=("self",))
        .select_related("programme", "programme__payer")
        .filter(pk=amendment_id)
        .first()
    )
    if amendment is None or not actor.covers(amendment.area_id):
        raise OutOfArea("Perubahan ini tidak ada di wilayah Anda.")
    return amendment


def _changes(
    amendment: Amendment, leavers: Sequence[Leaver], joiners: Sequence[Ranked]
) -> Iterable[Change]:
    for number in range(max(len(leavers), len(joiners))):
        leaver = leavers[number] if number < len(leavers) else None
        joiner = joiners[number] if number < len(joiners) else None
        yield Change(
            amendment=amendment,
            leaver_id=leaver.person_id if leaver else None,
            joiner_id=joiner.person_id if joiner else None,
            joiner_area_id=joiner.area_id if joiner else None,
            reason=leaver.reason if leaver else ChangeReason.FREE_PLACE,
            evidence=leaver.evidence if leaver else "Sisa tempat program",
            area_id=amendment.area_id,
        )


def _withdraw_leavers(actor: Actor, amendment: Amendment, number: str) -> int:
    """Months not yet sent to BPJS; what is sent or paid stays with the leaver."""
    return move_rows(
        actor=actor,
        rows=_leaving(amendment).filter(state__in=(State.PLANNED, State.HELD)),
        state=State.WITHDRAWN,
        cause="Keluar dengan perubahan SK",
        document=number,
    )


def _leaving(amendment: Amendment) -> QuerySet[PersonMonth]:
    leavers = amendment.changes.exclude(leaver=None).values("leaver_id")
    return PersonMonth.objects.filter(
        scheme=amendment.programme_id,
        month__gte=amendment.first_month,
        person_id__in=leavers.order_by(),
    )
