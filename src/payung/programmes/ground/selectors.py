"""Reading programmes, selections and decrees, limited to what the actor may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Left

from payung.accounts.scope import Actor, acting_as, require_scope, system_actor
from payung.areas.selectors import area_names, city_codes, within
from payung.audit import clock
from payung.kernel.area import kelurahan_of
from payung.kernel.errors import BadInput, OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import ENDED_STATES, PAID_STATES, Segment
from payung.ledger.selectors import person_months
from payung.programmes.models import (
    Amendment,
    Change,
    Decree,
    DecreeMember,
    Outcome,
    Programme,
    Ranked,
    Selection,
    SignedPaper,
    Work,
)

_KELURAHAN_LENGTH = len("64.09.01.1001")


def programmes(actor: Actor) -> QuerySet[Programme]:
    """Programmes of the actor's area, and of the areas that contain it."""
    area = require_scope(actor)
    above = [area[:end] for end, sign in enumerate(area) if sign == "."]
    found = Programme.objects.filter(**within(area))
    return (found | Programme.objects.filter(area_id__in=above)).select_related("payer")


def get_programme(actor: Actor, code: str) -> Programme:
    """One programme; `BadInput` if there is none of that code in sight."""
    found = programmes(actor).filter(code=code).first()
    if found is None:
        raise BadInput(say("Program {code!r} tidak ada. Pilih program dari daftar.", code=code))
    return found


def own_programme(actor: Actor, code: str) -> Programme:
    """A programme to act on: those of the areas above the actor's are read, not changed."""
    found = get_programme(actor, code)
    if not actor.covers(found.area_id):
        raise OutOfArea(say("Program ini di luar wilayah Anda."))
    return found


def selections(actor: Actor) -> QuerySet[Selection]:
    """Rankings made for the actor's area or inside it."""
    area = require_scope(actor)
    return Selection.objects.filter(**within(area)).select_related("programme")


def approved_ranks(actor: Actor) -> QuerySet[Ranked]:
    """Everybody's place in the approved rankings, chosen or not."""
    return Ranked.objects.filter(selection__in=selections(actor).exclude(approved_by=""))


def get_selection(actor: Actor, selection_id: int) -> Selection:
    found = selections(actor).filter(pk=selection_id).first()
    if found is None:
        raise OutOfArea(say("Peringkat ini tidak ada di wilayah Anda."))
    return found


def ranked(actor: Actor, selection_id: int) -> QuerySet[Ranked]:
    """The places of one selection that the actor may see, best first."""
    require_scope(actor)
    return Ranked.objects.filter(selection_id=selection_id).select_related("person", "area__parent")


def decrees(actor: Actor) -> QuerySet[Decree]:
    """Decrees of the programmes that the actor may see, the newest first."""
    return (
        Decree.objects.filter(programme__in=programmes(actor))
        .select_related("programme", "selection")
        .order_by("-frozen_at")
    )


def amendments(actor: Actor) -> QuerySet[Amendment]:
    """Changes of decrees, the newest first."""
    area = require_scope(actor)
    found = Amendment.objects.filter(**within(area))
    return found.select_related("programme", "programme__payer")


def get_amendment(actor: Actor, amendment_id: int) -> Amendment:
    found = amendments(actor).filter(pk=amendment_id).first()
    if found is None:
        raise OutOfArea(say("Perubahan ini tidak ada di wilayah Anda."))
    return found


def replaced_people(actor: Actor) -> set[int]:
    """Persons whose place a signed change of a decree gave to another."""
    signed = Change.objects.filter(amendment__in=amendments(actor).exclude(number=""))
    pairs = signed.exclude(leaver=None).exclude(joiner=None).order_by()
    return set(pairs.values_list("leaver_id", flat=True))


@dataclass(frozen=True, slots=True)
class PublicChange:
    """What anybody may know of a change of an annex: no name, no number of a person."""

    code: str
    programme: str
    number: str
    dated: date | None
    annex_sha256: str
    paper_sha256: str


def public_change(code: str) -> PublicChange | None:
    """The change that a code stands for, in any city that is kept here."""
    cities = city_codes(former=True) if code else []
    return next((found for city in cities if (found := _change_in(city, code))), None)


def _change_in(city: str, code: str) -> PublicChange | None:
    with acting_as(system_actor(city)):
        found = Amendment.objects.select_related("programme").filter(verification_code=code).first()
        if found is None:
            return None
        paper = SignedPaper.objects.filter(amendment=found).values_list("sha256", flat=True)
        return PublicChange(
            code, found.programme.name, found.number, found.dated, found.annex_sha256,
            paper.first() or "",
        )  # fmt: skip


def member_by_number(actor: Actor, programme: Programme, number: int) -> DecreeMember | None:
    """Who stands under a number in the annex of a programme's newest signed decree."""
    require_scope(actor)
    signed = DecreeMember.objects.filter(decree__programme=programme, number=number)
    return signed.exclude(decree__number="").order_by("-decree__dated").first()


def get_decree(actor: Actor, decree_id: int) -> Decree:
    found = decrees(actor).filter(pk=decree_id).first()
    if found is None:
        raise BadInput(say("SK ini tidak ada di wilayah Anda."))
    return found


@dataclass(frozen=True, slots=True)
class Budget:
    """A programme's money in rupiah: ceiling = committed + realised + free, always."""

    ceiling_rp: int
    committed_rp: int
    realised_rp: int
    people: int

    @property
    def free_rp(self) -> int:
        return self.ceiling_rp - self.committed_rp - self.realised_rp


def budget(actor: Actor, programme: Programme) -> Budget:
    """What is planned or on its way (committed), paid (realised) and free; held months count as
    committed, since a release makes them due. Works under Jakon count with their contribution.

    The whole programme's, also for who sees a part of its people: sums, no person.
    """
    if not actor.covers(programme.area_id):
        with acting_as(system_actor(programme.area_id)) as everybody:
            return budget(everybody, programme)
    months = person_months(actor).filter(scheme=programme.code).exclude(state__in=ENDED_STATES)
    found = months.aggregate(
        people=Count("person", distinct=True),
        committed=Sum("amount_rp", filter=~Q(state__in=PAID_STATES), default=0),
        realised=Sum("amount_rp", filter=Q(state__in=PAID_STATES), default=0),
    )
    owed, paid = _works_rp(programme)
    return Budget(
        programme.ceiling_rp, found["committed"] + owed, found["realised"] + paid, found["people"]
    )


def _works_rp(programme: Programme) -> tuple[int, int]:
    """Contributions of a programme's works: owed and paid; nothing outside Jakon."""
    if programme.segment != Segment.JAKON:
        return 0, 0
    rows = Work.objects.filter(programme=programme)
    sums = rows.aggregate(
        owed=Sum(F("jkk_rp") + F("jkm_rp"), filter=Q(paid_on=None), default=0),
        paid=Sum(F("jkk_rp") + F("jkm_rp"), filter=Q(paid_on__isnull=False), default=0),
    )
    return sums["owed"], sums["paid"]


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """One kelurahan's places, how many are taken and how many wait."""

    name: str
    places: int
    used: int
    reserve: int


def quota_use(actor: Actor, programme: Programme) -> list[QuotaUse]:
    """Places per kelurahan against the newest ranking; used may exceed the quota, since places
    that one kelurahan can't fill go to the whole city. An RT's quota counts in its kelurahan."""
    newest = selections(actor).filter(programme=programme).order_by("-made_at").first()
    counts = (
        Ranked.objects.filter(selection=newest)
        .annotate(kelurahan=Left("area_id", _KELURAHAN_LENGTH))
        .values_list("kelurahan")
        .annotate(
            used=Count("id", filter=Q(outcome=Outcome.IN)),
            reserve=Count("id", filter=Q(outcome=Outcome.RESERVE)),
        )
    )
    found = {code: (used, reserve) for code, used, reserve in counts}
    places: dict[str, int] = {}
    by_rt: Counter[str] = Counter()
    for area, number in programme.quotas.values_list("area_id", "places"):
        if area == kelurahan_of(area):
            places[area] = number
        else:
            by_rt[kelurahan_of(area)] += number
    return [
        QuotaUse(name, max(places.get(code, 0), by_rt[code]), *found.get(code, (0, 0)))
        for code, name in area_names({*places, *by_rt}).items()
    ]


def rt_quotas(programme: Programme) -> int:
    """How many RT have places of their own."""
    areas = programme.quotas.values_list("area_id", flat=True)
    return sum(area != kelurahan_of(area) for area in areas)


def enrolled_members(actor: Actor, programme: str) -> QuerySet[DecreeMember]:
    """Everybody on a numbered decree of a programme, as its annex says: so BPJS enrolled them."""
    require_scope(actor)
    return DecreeMember.objects.filter(decree__programme=programme).exclude(decree__number="")


def unplanned_members(actor: Actor, decree: Decree) -> QuerySet[DecreeMember]:
    """Names of a signed decree without a single planned month: another payer has them."""
    require_scope(actor)
    planned = person_months(actor).filter(scheme=decree.programme_id).values("person_id")
    members = DecreeMember.objects.filter(decree=decree).exclude(person_id__in=planned)
    return members if decree.number else members.none()


def places_of(actor: Actor, area: str) -> dict[str, int]:
    """How many places an area of its own has in each running programme, by the programme's name."""
    running = programmes(actor).filter(
        last_month__gte=Month.containing(clock.today()), quotas__area=area
    )
    return dict(running.order_by("name").values_list("name", "quotas__places"))
