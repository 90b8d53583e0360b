"""Memberships as BPJS keeps them: one record per person and segment that outlives programmes.

Who is told of twice stays one record. What a later file says otherwise never writes over what is
known: it stands beside it until a person has decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import Enrolment, EnrolmentDifference, Told
from payung.ledger.posting import hashed_joins
from payung.registry.fields import Sealed, key_ring


@dataclass(frozen=True, slots=True)
class ToldMember:
    """What somebody tells of one membership; what he doesn't know is empty."""

    person_id: int
    segment: str
    payer: str
    first_month: Month
    registered_on: date | None = None
    kpj: str = ""
    says_start: bool = False
    """Whether month and day are told as the membership's own start; else they are what we saw."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many memberships are new, how many had a gap filled, what was told otherwise."""

    new: int
    filled: int
    differing: int


_KEEP = """
    WITH told AS (
        SELECT * FROM unnest(%(people)s::bigint[], %(segments)s::text[], %(payers)s::text[],
            %(firsts)s::date[], %(registered)s::date[], %(kpj)s::bytea[], %(index)s::bytea[])
            AS t(person_id, segment, payer_id, first_month, registered_on, kpj, kpj_index)
    ), kept AS (
        INSERT INTO ledger_enrolment AS m (
            person_id, segment, payer_id, first_month, registered_on, kpj, kpj_index, ended_why,
            source, noted_by, noted_at
        )
        SELECT DISTINCT ON (person_id, segment) person_id, segment, payer_id, first_month,
               registered_on, kpj, kpj_index, '', %(source)s, %(by)s, %(now)s
        FROM told t WHERE NOT EXISTS (
            SELECT 1 FROM ledger_enrolment e WHERE e.person_id = t.person_id
              AND e.segment = t.segment AND e.ended_on >= t.first_month
        ) ORDER BY person_id, segment, first_month, kpj_index
        ON CONFLICT (person_id, segment) WHERE ended_on IS NULL DO UPDATE SET
            kpj = excluded.kpj,
            kpj_index = excluded.kpj_index
        WHERE m.kpj_index IS NULL AND excluded.kpj_index IS NOT NULL
        RETURNING xmax = 0 AS fresh
    )
    SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE NOT fresh) FROM kept
"""
_REGISTERED = """
    UPDATE ledger_enrolment m SET registered_on = t.registered_on
    FROM unnest(%(people)s::bigint[], %(segments)s::text[], %(registered)s::date[],
        %(starts)s::boolean[]) AS t(person_id, segment, registered_on, starts)
    WHERE m.person_id = t.person_id AND m.segment = t.segment AND m.ended_on IS NULL
      AND m.registered_on IS NULL AND t.registered_on IS NOT NULL AND t.starts
"""


def keep_enrolments(*, actor: Actor, told: Sequence[ToldMember], source: str) -> Kept:
    """Takes over what is told; part of a business action of the room above.

    New persons get a membership, gaps in known ones are filled, the rest is a list to settle. A
    repeat changes nothing.
    """
    ring = key_ring()
    index = ring.index_many([plain_card(member.kpj) for member in told], "kpj")
    arguments: dict[str, Any] = {
        "people": [member.person_id for member in told],
        "segments": [member.segment for member in told],
        "payers": [member.payer for member in told],
        "firsts": [member.first_month.first_day for member in told],
        "registered": [member.registered_on for member in told],
        "starts": [member.says_start for member in told],
        "kpj": ring.seal_many([member.kpj for member in told]),
        "index": index,
        "source": source[:120],
        "by": actor.id,
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, arguments)
        new, filled = cursor.fetchone()
        if any(arguments["starts"]):
            cursor.execute(_REGISTERED, arguments)
            filled += cursor.rowcount
    differing = _keep_differences(actor, told, index, source)
    return Kept(new, filled, differing)


def _keep_differences(
    actor: Actor, told: Sequence[ToldMember], index: Sequence[bytes | None], source: str
) -> int:
    """Keeps what the known memberships say otherwise; how many differences are new."""
    standing = {
        (found.person_id, found.segment): found
        for found in Enrolment.objects.filter(
            person__in={member.person_id for member in told}, ended_on=None
        )
    }
    found: list[EnrolmentDifference] = []
    for member, card in zip(told, index, strict=True):
        known = standing.get((member.person_id, member.segment))
        if known is not None:
            found += _differences(known, member, card)
    found += _shared_cards(standing.values(), index)
    for difference in found:
        difference.source, difference.told_by = source[:120], actor.id
        difference.told_at = clock.now()
    before = EnrolmentDifference.objects.count()
    EnrolmentDifference.objects.bulk_create(found, ignore_conflicts=True)
    return EnrolmentDifference.objects.count() - before


def _differences(
    known: Enrolment, member: ToldMember, card: bytes | None
) -> Iterable[EnrolmentDifference]:
    if card and known.kpj_index and bytes(known.kpj_index) != card:
        yield _difference(known, Told.KPJ, known.kpj.reveal(), member.kpj)
    if not member.says_start:
        return
    if known.first_month != member.first_month:
        yield _difference(known, Told.FIRST, str(known.first_month), str(member.first_month))
    day = member.registered_on
    if day and known.registered_on and known.registered_on != day:
        yield _difference(known, Told.REGISTERED, known.registered_on.isoformat(), day.isoformat())


def _shared_cards(
    standing: Iterable[Enrolment], index: Sequence[bytes | None]
) -> Iterable[EnrolmentDifference]:
    """One card for two persons: the later one is told beside the earlier one's."""
    cards = {card for card in index if card}
    holders: dict[bytes, set[int]] = {}
    rows = Enrolment.objects.filter(kpj_index__in=cards)
    for card, person in rows.values_list("kpj_index", "person_id"):
        holders.setdefault(bytes(card or b""), set()).add(person)
    for known in standing:
        others = holders.get(bytes(known.kpj_index or b""), set())
        if len(others) > 1:
            other = ", ".join(str(person) for person in sorted(others - {known.person_id}))
            yield _difference(known, Told.SHARED, known.kpj.reveal(), other)


def _difference(known: Enrolment, about: Told, was: str, told: str) -> EnrolmentDifference:
    return EnrolmentDifference(
        enrolment=known, about=about, known=Sealed.of(was), told=Sealed.of(told),
        told_index=key_ring().index(plain_card(told), "kpj"),
    )  # fmt: skip


def plain_card(kpj: str) -> str:
    """A card number without blanks and dots: what two writings of one have in common."""
    return "".join(sign for sign in kpj if sign.isalnum())


def give_card(*, person_id: int, segment: str, kpj: Sealed) -> None:
    """Another card counts from now on: a person has seen it. Part of a business action."""
    newest = Enrolment.objects.filter(person=person_id, segment=segment).order_by("first_month")
    if (found := newest.last()) is not None:
        found.kpj = kpj
        found.kpj_index = key_ring().index(plain_card(kpj.reveal()), "kpj")
        found.save(update_fields=["kpj", "kpj_index"])


def end_enrolments(*, actor: Actor, people: Iterable[int], segment: str, on: date, why: str) -> int:
    """Ends the open memberships of these persons; part of a business action. How many ended."""
    standing = Enrolment.objects.filter(person__in=list(people), segment=segment, ended_on=None)
    return standing.update(ended_on=on, ended_why=why[:120])


def enrolments(actor: Actor) -> QuerySet[Enrolment]:
    """The memberships of all persons whom the actor may see."""
    require_scope(actor)
    return Enrolment.objects.all()


def known_kpj(
    actor: Actor, segment: str, people: QuerySet[Any, Any] | Iterable[int] | None = None
) -> dict[int, Sealed]:
    """Person → KPJ of his newest enrolment in this segment, still sealed, whatever programme.

    `people` are the ids that are asked for; without them everybody whom the actor may see.
    """
    rows = enrolments(actor).filter(segment=segment, kpj_index__isnull=False)
    if people is not None:
        rows = rows.filter(person_id__in=people)
    newest = rows.order_by("person_id", "-first_month").distinct("person_id")
    with hashed_joins():  # right after a large write, row by row took minutes
        return dict(newest.values_list("person_id", "kpj"))


def open_differences(actor: Actor) -> QuerySet[EnrolmentDifference]:
    """What nobody has decided yet, the oldest first."""
    require_scope(actor)
    return EnrolmentDifference.objects.filter(settled_at=None).select_related(
        "enrolment__person__area__parent"
    )


@business_action("ledger.settle_difference", Role.OPERATOR)
def settle_difference(
    *, actor: Actor, difference_id: int, told_holds: bool, reason: str
) -> EnrolmentDifference:
    """Says whether the file or the city is right; both words stay in the difference."""
    found = (
        EnrolmentDifference.objects.select_for_update(of=("self",))
        .select_related("enrolment")
        .filter(pk=difference_id, settled_at=None)
        .first()
    )
    if found is None:
        raise Conflict(say("Perbedaan ini sudah diputuskan. Muat ulang halaman."))
    if len(reason.strip()) < 5:
        raise BadInput(say("Tulis dasar keputusannya, paling sedikit 5 huruf."))
    if told_holds:
        _say(found)
    found.told_holds, found.reason = told_holds, reason.strip()[:200]
    found.settled_by, found.settled_at = actor.id, clock.now()
    found.save(update_fields=["told_holds", "reason", "settled_by", "settled_at"])
    note(f"person:{found.enrolment.person_id}", about=found.about, told_holds=told_holds)
    return found


def _say(found: EnrolmentDifference) -> None:
    """Lets the membership say what the file said."""
    membership, told = found.enrolment, found.told.reveal()
    if found.about == Told.KPJ:
        membership.kpj = found.told
        membership.kpj_index = key_ring().index(plain_card(told), "kpj")
    elif found.about == Told.FIRST:
        membership.first_month = Month.parse(told)
    elif found.about == Told.REGISTERED:
        membership.registered_on = date.fromisoformat(told)
    else:
        raise BadInput(
            say("Satu KPJ untuk dua orang dijawab BPJS. Tulis jawabannya sebagai alasan.")
        )
    membership.save()
