"""Two public payers for one person-month: caught when planned, listed, and ended by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Min, QuerySet, Sum

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.ledger.services import Cover, Span, move_rows, plan
from payung.payments.models.continuity import Overlap, OverlapState

_COLLISIONS = """
    SELECT m.person_id, w.area_id, m.payer_id, m.scheme, array_agg(m.month ORDER BY m.month)
    FROM unnest(%s::bigint[], %s::date[], %s::date[], %s::text[])
        AS w(person_id, first, last, area_id)
    JOIN ledger_months m
        ON m.person_id = w.person_id AND m.month BETWEEN w.first AND w.last
    WHERE m.live AND m.public AND m.component = 'jkm' AND m.segment = %s AND m.scheme <> %s
      AND m.decision = ''
    GROUP BY m.person_id, w.area_id, m.payer_id, m.scheme ORDER BY m.person_id, m.scheme
"""


def overlaps(actor: Actor) -> QuerySet[Overlap]:
    require_scope(actor)
    return Overlap.objects.select_related("person", "holder", "claimant", "area__parent")


def get_overlap(actor: Actor, overlap_id: int) -> Overlap:
    overlap = overlaps(actor).filter(pk=overlap_id).first()
    if overlap is None:
        raise OutOfArea(say("Tumpang tindih ini tidak ada di wilayah Anda."))
    return overlap


@dataclass(frozen=True, slots=True)
class OverlapGroup:
    """Overlaps of the same two schemes, months and state: one decision for all of them."""

    holder: str
    claimant: str
    claimant_scheme: str
    first: Month
    last: Month
    state: str
    paid: bool
    people: int
    person_months: int
    example: int


def overlap_groups(actor: Actor) -> list[OverlapGroup]:
    """The overlaps as they would be decided, open ones first."""
    rows = (
        overlaps(actor)
        .order_by()
        .values_list(
            "holder__name", "claimant__name", "claimant_scheme", "first", "last", "state", "paid"
        )
        .annotate(people=Count("person", distinct=True), sum=Sum("months"), example=Min("id"))
    )
    found = [OverlapGroup(*row) for row in rows]
    return sorted(found, key=lambda g: (g.state != OverlapState.OPEN, g.claimant_scheme, g.first))


def alike(actor: Actor, chosen: Overlap) -> QuerySet[Overlap]:
    """All open overlaps of the same schemes and months as one, itself included."""
    same = ("holder_scheme", "claimant_scheme", "first", "last", "paid")
    facts = {name: getattr(chosen, name) for name in same}
    return overlaps(actor).filter(state=OverlapState.OPEN, **facts)


def note_overlaps(
    *, actor: Actor, spans: Sequence[Span], cover: Cover, paid: bool, document: str
) -> dict[int, set[Month]]:
    """Lists months that another public payer has already; returns them for each person.

    Part of a business action of the caller; a repeat notes nothing anew.
    """
    found, now = _collisions(spans, cover), clock.now()
    Overlap.objects.bulk_create(
        (
            Overlap(
                person_id=person, area_id=area, holder_id=holder, holder_scheme=scheme,
                first=months[0], last=months[-1], months=len(months), segment=cover.segment,
                claimant_id=cover.payer, claimant_scheme=cover.scheme, amounts=dict(cover.amounts),
                paid=paid, document=document, noted_by=actor.id, noted_at=now,
            )
            for person, area, holder, scheme, months in found
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    taken: dict[int, set[Month]] = {}
    for person, *_, months in found:
        taken.setdefault(person, set()).update(months)
    return taken


def _collisions(
    spans: Sequence[Span], cover: Cover
) -> list[tuple[int, str, str, str, list[Month]]]:
    """Person, area, payer, scheme and months of each other public payer within the spans."""
    arguments: list[Any] = [
        [span.person_id for span in spans],
        [span.first.first_day for span in spans],
        [span.last.first_day for span in spans],
        [span.area for span in spans],
        cover.segment,
        cover.scheme,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_COLLISIONS, arguments)
        return [
            (person, area, payer, scheme, [Month.containing(day) for day in days])
            for person, area, payer, scheme, days in cursor.fetchall()
        ]


@business_action("payments.resolve_overlaps", Role.OPERATOR)
def resolve_overlaps(
    *,
    actor: Actor,
    ids: Sequence[int],
    answer: OverlapState,
    reason: str,
    from_month: Month | None = None,
) -> int:
    """Ends open overlaps: the second payer withdraws, or takes over from a month on.

    A take-over withdraws the first payer's planned months from `from_month` on (its first month
    if none is given) and plans the second payer's in the same transaction, so that no month stays
    empty. Whose months are held stays open: first a person decides on the hold. Returns how many
    were ended; those that are ended already stay as they are.
    """
    if not reason.strip():
        raise BadInput(say("Tulis alasan keputusan ini."))
    chosen = overlaps(actor).filter(pk__in=ids, state=OverlapState.OPEN).order_by("pk")
    rows = list(chosen.select_for_update(of=("self",)))
    if answer == OverlapState.HANDED_OVER:
        rows = _without_held(actor, rows)
        _hand_over(actor, rows, from_month, reason)
    elif answer != OverlapState.WITHDRAWN:
        raise BadInput(say("Pilih tarik rencana kedua atau serah terima."))
    Overlap.objects.filter(pk__in=[o.pk for o in rows]).update(
        state=answer, reason=reason, decided_by=actor.id, decided_at=clock.now()
    )
    note(
        f"overlap:{rows[0].pk}" if rows else "overlap",
        answer=str(answer),
        people=len(rows),
        reason=reason,
    )
    return len(rows)


def _without_held(actor: Actor, overlaps: Sequence[Overlap]) -> list[Overlap]:
    """Those of whom no month is held: a death that is told ends with both payers."""
    held = person_months(actor).filter(
        state=State.HELD, person_id__in=[overlap.person_id for overlap in overlaps]
    )
    waiting = set(held.values_list("person_id", "scheme"))
    free = [o for o in overlaps if (o.person_id, o.holder_scheme) not in waiting]
    if overlaps and not free:
        raise Conflict(say("Bulan orang ini ditahan. Putuskan penahanannya dulu."))
    return free


def _hand_over(
    actor: Actor, overlaps: Sequence[Overlap], from_month: Month | None, reason: str
) -> None:
    if any(overlap.paid for overlap in overlaps):
        raise Conflict(
            say("Bulan ini sudah dibayar dua kali. Tarik dan minta kembali uang yang kedua.")
        )
    groups: dict[tuple[str, str, Month, Month], list[Overlap]] = {}
    for overlap in overlaps:
        start = max(overlap.first, from_month or overlap.first)
        key = (overlap.holder_scheme, overlap.claimant_scheme, start, overlap.last)
        groups.setdefault(key, []).append(overlap)
    for (holder, _, first, last), same in groups.items():
        people = [overlap.person_id for overlap in same]
        span = {"scheme": holder, "person_id__in": people, "month__gte": first, "month__lte": last}
        rows = person_months(actor).filter(live=True, segment=same[0].segment, **span)
        if rows.exclude(state=State.PLANNED).exists():
            raise Conflict(
                say(
                    "Sebagian bulan sudah diajukan atau dibayar. Pilih bulan mulai yang lebih "
                    "akhir."
                )
            )
        cause = f"Serah terima ke {same[0].claimant.name}: {reason}"[:160]
        document = same[0].document
        move_rows(actor=actor, rows=rows, state=State.WITHDRAWN, cause=cause, document=document)
        plan(
            actor=actor,
            people=[(overlap.person_id, overlap.area_id) for overlap in same],
            months=list(first.through(last)),
            cover=Cover(
                payer=same[0].claimant_id, scheme=same[0].claimant_scheme,
                segment=same[0].segment, amounts=same[0].amounts,
            ),
            cause=cause,
            document=document,
        )  # fmt: skip
