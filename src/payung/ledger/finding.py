"""What the search box finds here: whose membership has a KPJ."""

from __future__ import annotations

from collections.abc import Iterator

from payung.accounts.scope import Actor
from payung.ledger.models import Enrolment
from payung.registry.fields import key_ring
from payung.registry.finding import person_hit
from payung.registry.selectors import persons
from payung.ui.parts import Hit

KPJ_LENGTH = 11


def find(actor: Actor, text: str) -> Iterator[Hit]:
    """The person of a KPJ, by its keyed index."""
    digits = text.replace(" ", "")
    if len(digits) != KPJ_LENGTH or not digits.isdecimal():
        return
    holders = Enrolment.objects.filter(kpj_index=key_ring().index(digits, "kpj"))
    people = persons(actor).filter(pk__in=holders.values("person_id"))
    for person in people.select_related("area__parent"):
        yield person_hit(person)
