"""Mid-year changes: places, ceiling or the last month, proposed by one and approved by another.

A longer programme plans the added months for everyone who is in; a shorter one withdraws what is
not yet on its way. Places and ceiling never go below what is given already.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea, OverLimit, Stale
from payung.kernel.month import Month
from payung.kernel.sentence import Rp, say
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.ledger.services import move_rows
from payung.programmes.ground.cost import cost_per_person
from payung.programmes.ground.limits import (
    lock_programme,
    people_inside,
    places_held,
    refuse_beyond_ceiling,
)
from payung.programmes.ground.planning_months import plan_months
from payung.programmes.ground.selectors import budget, own_programme
from payung.programmes.models import Amendment, Programme, TermsChange, TermsState
from payung.programmes.ranking.candidates import covered_elsewhere


@dataclass(frozen=True, kw_only=True)
class NewTerms:
    """What shall hold from now on; `basis` is the paper (DPPA, change of the Perwal)."""

    headcount: int
    ceiling_rp: int
    last_month: Month
    basis: str
    reason: str


def terms_changes(actor: Actor) -> QuerySet[TermsChange]:
    """Changes of terms, the newest first; they hold no citizen's data."""
    require_scope(actor)
    return TermsChange.objects.select_related("programme", "programme__payer")


@business_action("programmes.propose_terms", Role.OPERATOR)
def propose_terms(*, actor: Actor, programme: str, version: int, terms: NewTerms) -> TermsChange:
    """Proposes new terms for a running programme; what stands now is kept beside them."""
    found = own_programme(actor, programme)
    locked = lock_programme(found.code)
    if locked.version != version:
        raise Stale(say("Program ini berubah sejak Anda membukanya. Muat ulang halaman."))
    if TermsChange.objects.filter(programme=locked, state=TermsState.PROPOSED).exists():
        raise Conflict(say("Masih ada perubahan yang menunggu persetujuan. Putuskan itu dulu."))
    _refuse_terms(locked, terms)
    change = TermsChange.objects.create(
        programme=locked, state=TermsState.PROPOSED, version=version,
        headcount_before=locked.headcount, headcount=terms.headcount,
        ceiling_before_rp=locked.ceiling_rp, ceiling_rp=terms.ceiling_rp,
        last_month_before=locked.last_month, last_month=terms.last_month,
        basis=terms.basis.strip(), reason=terms.reason.strip(), made_by=actor.id,
        made_at=clock.now(), area_id=locked.area_id,
    )  # fmt: skip
    _note(change)
    return change


@business_action("programmes.decide_terms", Role.APPROVER)
def approve_terms(*, actor: Actor, change_id: int) -> TermsChange:
    """Puts new terms in force; who proposed them may not. All or nothing."""
    change = _open_change(actor, change_id)
    programme = lock_programme(change.programme_id)
    if programme.version != change.version:
        raise Stale(
            say("Program ini berubah sejak usulannya. Tolak usulan ini, lalu usulkan lagi.")
        )
    programme.headcount, programme.ceiling_rp = change.headcount, change.ceiling_rp
    change.rows_withdrawn = _withdraw_after(actor, programme, change)
    _refuse_below_given(actor, programme)
    change.rows_planned = _plan_added(actor, programme, change)
    programme.last_month = change.last_month
    programme.version += 1
    programme.save()
    return _decided(actor, change, TermsState.APPROVED)


@business_action("programmes.decide_terms", Role.APPROVER)
def refuse_terms(*, actor: Actor, change_id: int) -> TermsChange:
    """Leaves everything as it was; the proposal stays in the history."""
    return _decided(actor, _open_change(actor, change_id), TermsState.REFUSED)


def _open_change(actor: Actor, change_id: int) -> TermsChange:
    change = TermsChange.objects.select_for_update().filter(pk=change_id).first()
    if change is None or not actor.covers(change.area_id):
        raise OutOfArea(say("Perubahan ini tidak ada di wilayah Anda."))
    if change.state != TermsState.PROPOSED:
        raise Conflict(say("Perubahan ini sudah diputuskan. Muat ulang halaman."))
    if Amendment.objects.filter(terms=change).exists():
        raise Conflict(say("Ini perluasan dengan nama-namanya. Putuskan di halaman perubahan SK."))
    if change.made_by == actor.id:
        raise NotAllowed(say("Pengusul tidak boleh memutuskan usulannya. Minta pejabat lain."))
    return change


def _decided(actor: Actor, change: TermsChange, state: TermsState) -> TermsChange:
    change.state, change.decided_by, change.decided_at = state, actor.id, clock.now()
    change.save()
    _note(change)
    return change


def _note(change: TermsChange) -> None:
    note(
        f"terms:{change.pk}",
        programme=change.programme_id,
        state=change.state,
        headcount=change.headcount,
        ceiling_rp=change.ceiling_rp,
        last_month=change.last_month,
        planned=change.rows_planned,
        withdrawn=change.rows_withdrawn,
    )


def _refuse_terms(programme: Programme, terms: NewTerms) -> None:
    if not terms.basis.strip() or not terms.reason.strip():
        raise BadInput(say("Isi dasar perubahan dan alasannya."))
    if terms.headcount < 1 or terms.ceiling_rp < 1:
        raise BadInput(say("Jumlah orang dan pagu harus lebih dari nol."))
    if terms.last_month < programme.first_month:
        raise BadInput(say("Bulan terakhir tidak boleh mendahului bulan pertama."))
    new = (terms.headcount, terms.ceiling_rp, terms.last_month)
    if new == (programme.headcount, programme.ceiling_rp, programme.last_month):
        raise BadInput(say("Tidak ada yang berubah. Ubah tempat, pagu, atau bulan terakhir."))


def _refuse_below_given(actor: Actor, programme: Programme) -> None:
    """People and rupiah that are given already can't be taken back by a change of terms."""
    live = person_months(actor).filter(scheme=programme.code, live=True)
    latest: Month | None = live.aggregate(latest=Max("month"))["latest"]
    people = people_inside(actor, programme, latest) if latest else 0
    if people > programme.headcount:
        raise OverLimit(
            say(
                "Sudah ada {people} orang di dalam, lebih dari {headcount}.",
                people=people,
                headcount=programme.headcount,
            )
        )
    used = budget(actor, programme)
    if used.free_rp < 0:
        given = Rp(used.committed_rp + used.realised_rp)
        raise OverLimit(
            say(
                "Iuran yang direncanakan dan dibayar sudah {given}, melebihi pagu itu.", given=given
            )
        )


def _withdraw_after(actor: Actor, programme: Programme, change: TermsChange) -> int:
    """Months behind the new last one that are not yet sent; what is sent or paid stays."""
    if change.last_month >= change.last_month_before:
        return 0
    behind = person_months(actor).filter(
        scheme=programme.code,
        month__gt=change.last_month,
        state__in=(State.PLANNED, State.HELD),
    )
    return move_rows(
        actor=actor, rows=behind, state=State.WITHDRAWN, cause=say("Masa program dipersingkat"),
        document=change.basis[:80],
    )  # fmt: skip


def _plan_added(actor: Actor, programme: Programme, change: TermsChange) -> int:
    """The added months for those who have a place at the end, unless another public payer has
    them; works under Jakon have no months."""
    if change.last_month <= change.last_month_before:
        return 0
    span = (change.last_month_before + 1, change.last_month)
    elsewhere = covered_elsewhere(actor, programme, *span)
    inside = places_held(actor, programme).filter(month=change.last_month_before)
    rows = inside.order_by("person_id").values_list("person_id", "area_id")
    people = [(person, area) for person, area in rows if person not in elsewhere]
    if not people:
        return 0
    refuse_beyond_ceiling(actor, programme, len(people) * cost_per_person(programme, *span))
    return plan_months(
        actor, programme, people, span, cause=say("Masa program diperpanjang"),
        document=change.basis[:80],
    )  # fmt: skip
