"""Cards: who is to get one, who got it or not, and whose family knows; read by kelurahan and RT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action, require_scope
from payung.areas.selectors import area_names, within
from payung.audit.services import note
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.payments.models import CardState, MemberCard

HANDERS = (Role.OPERATOR, Role.VERIFIER, Role.RT)
_KELURAHAN_LENGTH = len("64.09.01.1001")


@dataclass(frozen=True, slots=True)
class CardCount:
    """One kelurahan: members with a card listed, handed over, come back, and families who know."""

    code: str
    name: str
    members: int
    handed: int
    undelivered: int
    family_knows: int

    @property
    def share(self) -> float:
        """The share of members whose family confirmed that it knows, 0 to 1."""
        return self.family_knows / self.members if self.members else 0.0


@business_action("payments.list_cards", Role.OPERATOR)
def list_cards(*, actor: Actor, on: date) -> int:
    """Puts every accepted member who has no card yet on the list; returns how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO payments_membercard (person_id, state, listed_on, received_by, reason,
                                             family_told_by, noted_by, area_id)
            SELECT r.person_id, 'dicetak', %s, '', '', '', '', min(r.area_id)
            FROM payments_listrow r
            WHERE r.accepted
              AND NOT EXISTS (SELECT 1 FROM payments_membercard c WHERE c.person_id = r.person_id)
            GROUP BY r.person_id
            """,
            [on],
        )
        new = int(cursor.rowcount)
    note("cards", new=new)
    return new


@business_action("payments.note_cards", *HANDERS)
def note_cards(
    *,
    actor: Actor,
    ids: Sequence[int],
    on: date,
    handed: bool | None = None,
    reason: str = "",
    family_knows: bool = False,
) -> int:
    """Notes for several cards at once that they were handed over (True) or came back (False, with a
    reason), and whether the families confirmed that they know. A repeat changes nothing."""
    if not ids:
        raise BadInput(say("Pilih paling sedikit satu orang."))
    if handed is None and not family_knows:
        raise BadInput(
            say("Pilih yang terjadi: diserahkan, tidak tersampaikan, atau keluarga tahu.")
        )
    if handed is False and len(reason.strip()) < 4:
        raise BadInput(say("Tulis mengapa kartu tidak tersampaikan."))
    cards = cards_of(actor).filter(pk__in=list(ids))
    changed = 0
    if handed is not None:
        state = CardState.HANDED if handed else CardState.UNDELIVERED
        fields = {"state": state, "handed_on": on if handed else None, "noted_by": actor.id}
        changed = cards.exclude(state=CardState.HANDED).update(
            **fields, reason="" if handed else reason.strip()[:160]
        )
    if family_knows:
        changed += cards.filter(family_knows_on=None).update(
            family_knows_on=on, family_told_by=actor.id
        )
    note("cards", cards=len(ids), changed=changed, handed=handed, family=family_knows)
    return changed


def cards_of(actor: Actor, area: str = "") -> QuerySet[MemberCard]:
    """The cards of the actor's area, or of one part of it."""
    own = require_scope(actor)
    cards = MemberCard.objects.filter(**within(own))
    cards = cards.filter(**within(area)) if area else cards
    return cards.select_related("person", "area__parent").order_by("area_id", "person__name")


def card_counts(actor: Actor) -> list[CardCount]:
    """The kelurahan in sight, with the share of families who know."""
    rows = (
        cards_of(actor)
        .order_by()
        .annotate(kelurahan=Left("area_id", _KELURAHAN_LENGTH))
        .values("kelurahan")
        .annotate(
            members=Count("pk"),
            handed=Count("pk", filter=Q(state=CardState.HANDED)),
            undelivered=Count("pk", filter=Q(state=CardState.UNDELIVERED)),
            knows=Count("pk", filter=Q(family_knows_on__isnull=False)),
        )
        .order_by("kelurahan")
    )
    found = list(rows)
    codes = [row["kelurahan"] for row in found]
    names = area_names(codes)
    return [
        CardCount(
            row["kelurahan"], names.get(row["kelurahan"], row["kelurahan"]), row["members"],
            row["handed"], row["undelivered"], row["knows"],
        )
        for row in found
    ]  # fmt: skip
