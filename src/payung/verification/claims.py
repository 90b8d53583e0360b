"""Claims: records that say a NIK is theirs while another record holds it.

Who sends a known NIK sees and changes no stranger. The lowest office that covers both answers
whether the two are one person, and whose words hold; until then no area is added, and the
claiming record is not selected for any programme.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from payung.accounts.scope import Actor
from payung.kernel.area import lowest_common
from payung.kernel.sentence import say
from payung.registry import matching
from payung.registry.likeness import Words, differing
from payung.registry.models import Person
from payung.verification.models import DoublePair, Proposal, ProposalState


def open_claims(actor: Actor, person_ids: Sequence[int]) -> None:
    """A question for the lowest common office of each claim among these records."""
    found = matching.claiming_and_holding(actor, person_ids)
    pairs = [_question(claiming, holder) for claiming, holder in found]
    DoublePair.objects.bulk_create(pairs, ignore_conflicts=True)


def _question(claiming: Person, holder: Person) -> DoublePair:
    left, right = sorted((claiming, holder), key=lambda person: person.pk)
    differ = differing(_words(claiming), _words(holder))
    evidence = say("NIK sama; nama, tanggal lahir, dan ibu tidak berbeda")
    if differ:
        evidence = say("NIK sama; berbeda: {what}", what=", ".join(map(str, differ)))
    return DoublePair(
        left=left,
        right=right,
        probability_percent=50 if differ else 99,
        evidence=evidence,
        claim=True,
        area_id=lowest_common(claiming.area_id, holder.area_id),
    )


def _words(person: Person) -> Words:
    return Words(person.name, person.birth_date, person.mother.raw)


def holder_and_claimer(pair: DoublePair) -> tuple[Person, Person]:
    """Of a claim's two records the one that holds the NIK, then the one that claims it."""
    if pair.right.nik_claim is None:
        return pair.right, pair.left
    return pair.left, pair.right


def move_proposals(*, kept_id: int, folded_id: int) -> None:
    """What was proposed under the claiming record stands for the person now.

    What waits, and the person has in the same category and area already, is withdrawn.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE verification_proposal p SET person_id = %s, claimed_as_id = %s
            WHERE p.person_id = %s AND p.state <> %s AND NOT EXISTS (
                SELECT 1 FROM verification_proposal o
                WHERE o.person_id = %s AND o.category = p.category AND o.area_id = p.area_id
                  AND o.state <> %s
            )
            """,
            [
                kept_id, folded_id, folded_id, ProposalState.WITHDRAWN, kept_id,
                ProposalState.WITHDRAWN,
            ],
        )  # fmt: skip
    twice = Proposal.objects.filter(person=folded_id, state=ProposalState.WAITING)
    twice.update(state=ProposalState.WITHDRAWN, claimed_as=folded_id)


def return_proposals(*, kept_id: int, folded_id: int) -> None:
    """Undoes `move_proposals`."""
    moved = Proposal.objects.filter(claimed_as=folded_id)
    moved.filter(person=folded_id).update(state=ProposalState.WAITING, claimed_as=None)
    moved.filter(person=kept_id).update(person=folded_id, claimed_as=None)
