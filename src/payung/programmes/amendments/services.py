"""Changes of a decree's annex: leaver → joiner from the reserve, within headcount and ceiling.

The programme's row is locked while places and rupiah are counted and given, so that the last of
either is given once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.selectors import person_months
from payung.programmes.amendments.agreed import close_terms, plan_extension
from payung.programmes.amendments.annex import freeze_names, pairs_hash, pairs_of
from payung.programmes.amendments.without_place import without_place
from payung.programmes.ground.limits import lock_programme
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import (
    Amendment,
    AmendmentState,
    Change,
    ChangeReason,
    Outcome,
    Programme,
    Ranked,
    TermsState,
)
from payung.programmes.papers.annex import verification_code
from payung.programmes.ranking.order import OUT


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who leaves, why, and the paper that shows it."""

    person_id: int
    reason: ChangeReason
    evidence: str


@business_action("programmes.propose_amendment", Role.OPERATOR)
def propose_amendment(
    *,
    actor: Actor,
    programme: str,
    leavers: Sequence[Leaver],
    first_month: Month,
    on: date,
    free_places: int = 0,
) -> Amendment:
    """Pairs each leaver with the next of the reserve who still meets the criteria on `on`; after
    the reserve comes who was verified since.

    `free_places` are filled besides, where BPJS could not register somebody; too few people for
    them is a refusal. A leaver for whom nobody is left leaves without a joiner.
    """
    found = own_programme(actor, programme)
    if any(not leaver.evidence.strip() for leaver in leavers):
        raise BadInput(say("Tiap orang yang keluar butuh bukti. Isi nomor surat atau laporannya."))
    _refuse_leavers(actor, found, [leaver.person_id for leaver in leavers], first_month)
    lock_programme(found.code)  # nobody else names the same person of the reserve meanwhile
    joiners = next_joiners(actor, found, len(leavers) + free_places, first_month, on)
    if free_places and len(joiners) < len(leavers) + free_places:
        raise BadInput(
            say(
                "Yang memenuhi syarat dan belum masuk {able} orang, yang diminta {people}. "
                "Verifikasi lebih banyak, atau minta lebih sedikit.",
                able=len(joiners),
                people=len(leavers) + free_places,
            )
        )
    amendment = Amendment.objects.create(
        programme=found, state=AmendmentState.PROPOSED, first_month=first_month,
        made_by=actor.id, made_at=clock.now(), area_id=found.area_id,
    )  # fmt: skip
    Change.objects.bulk_create(_changes(amendment, leavers, joiners))
    note(f"amendment:{amendment.pk}", leavers=len(leavers), joiners=len(joiners), month=first_month)
    return amendment


@business_action("programmes.decide_amendment", Role.APPROVER)
def approve_amendment(*, actor: Actor, amendment_id: int) -> Amendment:
    """Approves a change and freezes its names under a hash; who made it may not.

    An extension brings its terms into force and plans the months of those who join.
    """
    amendment = _to_decide(actor, amendment_id)
    freeze_names(amendment)
    if amendment.terms is not None:
        plan_extension(actor, amendment, amendment.terms)
    amendment.annex_sha256 = pairs_hash(pairs_of(amendment))
    amendment.verification_code = verification_code(
        f"{amendment.programme_id}/{amendment.pk}", amendment.annex_sha256
    )
    return _decided(actor, amendment, AmendmentState.APPROVED)


@business_action("programmes.decide_amendment", Role.APPROVER)
def refuse_amendment(*, actor: Actor, amendment_id: int) -> Amendment:
    """Leaves everybody where he is; the named of the reserve wait on."""
    amendment = _to_decide(actor, amendment_id)
    if amendment.terms is not None:
        close_terms(actor, amendment.terms, TermsState.REFUSED)
    return _decided(actor, amendment, AmendmentState.REFUSED)


def _to_decide(actor: Actor, amendment_id: int) -> Amendment:
    amendment = locked_amendment(actor, amendment_id)
    if amendment.made_by == actor.id:
        raise NotAllowed(say("Penyusun perubahan tidak boleh menyetujuinya. Minta pejabat lain."))
    if amendment.state != AmendmentState.PROPOSED:
        raise Conflict(say("Perubahan ini sudah diputuskan. Muat ulang halaman."))
    return amendment


def _decided(actor: Actor, amendment: Amendment, state: AmendmentState) -> Amendment:
    amendment.state, amendment.approved_by = state, actor.id
    amendment.approved_at = clock.now()
    amendment.save()
    note(f"amendment:{amendment.pk}", state=state.value, sha256=amendment.annex_sha256)
    return amendment


@dataclass(frozen=True, slots=True)
class Joiner:
    """Who gets a place, and the area in which he was proposed."""

    person_id: int
    area_id: str


def next_joiners(
    actor: Actor, programme: Programme, count: int, first_month: Month, on: date
) -> list[Joiner]:
    """The reserve in its order as far as it still meets the criteria on `on`, then whoever was
    verified since the ranking, best first; nobody who is in, out, or named elsewhere by now."""
    able = {
        place.candidate.person_id: place.candidate.area
        for place in without_place(actor, programme, count, first_month, on)
        if place.outcome != OUT
    }
    reserve = (
        Ranked.objects.filter(selection__programme=programme, outcome=Outcome.RESERVE)
        .exclude(selection__approved_by="")
        .order_by("rank")
        .values_list("person_id", "area_id")
    )
    first = [Joiner(person, area) for person, area in reserve if person in able]
    known = {joiner.person_id for joiner in first}
    since = [Joiner(person, area) for person, area in able.items() if person not in known]
    return [*first, *since][:count]


def _refuse_leavers(
    actor: Actor, programme: Programme, leavers: Sequence[int], first_month: Month
) -> None:
    """Who leaves must be in, and must not be leaving already."""
    if not programme.first_month <= first_month <= programme.last_month:
        raise BadInput(say("Bulan mulai harus di dalam masa program."))
    live = person_months(actor).filter(scheme=programme.code, live=True, person_id__in=leavers)
    if set(leavers) - set(live.values_list("person_id", flat=True)):
        raise BadInput(say("Sebagian orang itu tidak sedang menjadi peserta program ini."))
    leaving = Change.objects.filter(amendment__programme=programme, leaver_id__in=leavers)
    if leaving.exclude(amendment__state=AmendmentState.REFUSED).exists():
        raise Conflict(say("Sebagian orang itu sudah ada di perubahan lain."))


def locked_amendment(actor: Actor, amendment_id: int) -> Amendment:
    """The change, held until the transaction ends, with its programme."""
    amendment = (
        Amendment.objects.select_for_update(of=("self",))
        .select_related("programme", "programme__payer")
        .filter(pk=amendment_id)
        .first()
    )
    if amendment is None or not actor.covers(amendment.area_id):
        raise OutOfArea(say("Perubahan ini tidak ada di wilayah Anda."))
    return amendment


def _changes(
    amendment: Amendment, leavers: Sequence[Leaver], joiners: Sequence[Joiner]
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
