"""A mid-year extension: more people from a month on, with their money, as one act.

It proposes new terms and the names that the added money buys, ranked over everybody who is
verified by then. With the approver's word both are in force and the months are planned; the paper
that carries the names (the changed annex) is signed afterwards, and no list goes without it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.areas.selectors import area_names
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.area import kelurahan_of
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.law.jamsostek.membership import PAID_MONTHS_FOR_FULL
from payung.programmes.amendments.without_place import without_place
from payung.programmes.ground.cost import cost_per_person, monthly_amounts
from payung.programmes.ground.limits import lock_programme
from payung.programmes.ground.selectors import own_programme
from payung.programmes.models import (
    Amendment,
    AmendmentState,
    Change,
    ChangeReason,
    Programme,
    TermsChange,
    TermsState,
)
from payung.programmes.ranking.order import IN, OUT, RankedPlace

MOST = 50_000
_BATCH = 2_000


@dataclass(frozen=True, kw_only=True)
class ExtensionTerms:
    """How many more people from which month, on which paper (DPPA) and why."""

    people: int
    first_month: Month
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExtensionPlan:
    """What an extension would do, before anybody decides.

    `able` are all who meet the criteria; `members` of those who get in are members already, the
    others wait until `full_from` for the whole JKM. `next_year_rp` is what a whole year costs
    if they go on.
    """

    places: list[RankedPlace]
    able: int
    members: int
    by_month: list[tuple[Month, dict[str, int]]]
    by_kelurahan: list[tuple[str, int]]
    full_from: Month
    next_year_rp: int

    @property
    def total_rp(self) -> int:
        return sum(sum(amounts.values()) for _month, amounts in self.by_month)

    @property
    def by_component(self) -> dict[str, int]:
        sums: Counter[str] = Counter()
        for _month, amounts in self.by_month:
            sums.update(amounts)
        return dict(sums)


def extension_plan(
    actor: Actor, programme: Programme, people: int, first_month: Month, on: date
) -> ExtensionPlan:
    """Ranks whoever is verified by now and not in, and tells what the best of them cost."""
    ranked = without_place(actor, programme, people, first_month, on)
    places = [place for place in ranked if place.outcome == IN]
    months = monthly_amounts(programme, first_month.through(programme.last_month))
    counts = Counter(kelurahan_of(place.candidate.area) for place in places)
    names = area_names(list(counts))
    last = sum(months[programme.last_month].values())
    return ExtensionPlan(
        places=places,
        able=sum(place.outcome != OUT for place in ranked),
        members=sum(place.candidate.continuing for place in places),
        by_month=[
            (month, {name: rp * len(places) for name, rp in amounts.items()})
            for month, amounts in months.items()
        ],
        by_kelurahan=[(names.get(code, code), counts[code]) for code in sorted(counts)],
        full_from=first_month + PAID_MONTHS_FOR_FULL,
        next_year_rp=12 * last * len(places),
    )


@business_action("programmes.propose_extension", Role.OPERATOR)
def propose_extension(
    *, actor: Actor, programme: str, terms: ExtensionTerms, on: date
) -> Amendment:
    """Proposes more places with their money and names who gets them; all or nothing.

    Fewer able people than places is a refusal that says how many there are.
    """
    own = own_programme(actor, programme)
    _refuse(own, terms)
    locked = lock_programme(own.code)
    if TermsChange.objects.filter(programme=locked, state=TermsState.PROPOSED).exists():
        raise Conflict(say("Masih ada perubahan yang menunggu persetujuan. Putuskan itu dulu."))
    ranked = without_place(actor, locked, terms.people, terms.first_month, on)
    places = [place for place in ranked if place.outcome == IN]
    if len(places) < terms.people:
        raise BadInput(
            say(
                "Yang memenuhi syarat dan belum masuk {able} orang, yang diminta {people}. "
                "Verifikasi lebih banyak, atau minta lebih sedikit.",
                able=len(places),
                people=terms.people,
            )
        )
    amendment = _store(actor, locked, terms, places)
    note(f"amendment:{amendment.pk}", joiners=len(places), month=terms.first_month)
    return amendment


def _refuse(programme: Programme, terms: ExtensionTerms) -> None:
    if not 1 <= terms.people <= MOST:
        raise BadInput(say("Jumlah orang antara 1 dan {most}.", most=MOST))
    if not programme.first_month <= terms.first_month <= programme.last_month:
        raise BadInput(say("Bulan mulai harus di dalam masa program."))
    if not terms.basis.strip() or not terms.reason.strip():
        raise BadInput(say("Isi dasar perubahan dan alasannya."))
    if not programme.decrees.exclude(number="").exists():
        raise Conflict(say("SK program ini belum ditandatangani. Ubah langsung di halamannya."))


def _store(
    actor: Actor, programme: Programme, terms: ExtensionTerms, places: list[RankedPlace]
) -> Amendment:
    cost = len(places) * cost_per_person(programme, terms.first_month, programme.last_month)
    change = TermsChange.objects.create(
        programme=programme, state=TermsState.PROPOSED, version=programme.version,
        headcount_before=programme.headcount, headcount=programme.headcount + len(places),
        ceiling_before_rp=programme.ceiling_rp, ceiling_rp=programme.ceiling_rp + cost,
        last_month_before=programme.last_month, last_month=programme.last_month,
        basis=terms.basis.strip(), reason=terms.reason.strip(), made_by=actor.id,
        made_at=clock.now(), area_id=programme.area_id,
    )  # fmt: skip
    amendment = Amendment.objects.create(
        programme=programme, state=AmendmentState.PROPOSED, first_month=terms.first_month,
        terms=change, made_by=actor.id, made_at=clock.now(), area_id=programme.area_id,
    )  # fmt: skip
    Change.objects.bulk_create(
        (
            Change(
                amendment=amendment, joiner_id=place.candidate.person_id,
                joiner_area_id=place.candidate.area, reason=ChangeReason.EXTENSION,
                evidence=terms.basis.strip()[:120], area_id=programme.area_id,
            )
            for place in places
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    return amendment
