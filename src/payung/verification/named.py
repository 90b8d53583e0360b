"""Proposals that no list from the field brings: holders of an office whom a decree names."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import BadInput, OutOfArea
from payung.kernel.sentence import say
from payung.verification.models import Category, ProposalState


@business_action("verification.propose_named", Role.OPERATOR)
def propose_named(
    *, actor: Actor, category: Category, people: Sequence[tuple[int, str]], document: str
) -> int:
    """Proposes known people, each a (person id, area), as the paper `document` names them.

    Somebody else verifies them. Who is proposed already stays as he is; returns how many are new.
    """
    if not document.strip():
        raise BadInput(say("Isi nomor surat yang menyebut nama-nama itu."))
    if not all(actor.covers(area) for _, area in people):
        raise OutOfArea(say("Sebagian wilayah bukan wilayah Anda."))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO verification_proposal (
                person_id, category, area_id, doubts, state, reason, proposed_at, collected_by,
                decided_by
            )
            SELECT p, %s, a, '', %s, '', %s, %s, ''
            FROM unnest(%s::bigint[], %s::text[]) AS named(p, a)
            ON CONFLICT DO NOTHING
            """,
            [
                category, ProposalState.WAITING, clock.now(), actor.id,
                [person for person, _ in people], [area for _, area in people],
            ],
        )  # fmt: skip
        made = int(cursor.rowcount)
    note(f"area:{actor.area}", category=category.value, people=made, document=document)
    return made
