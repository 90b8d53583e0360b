"""What every report of an event has in common: who may, and which day is possible."""

from __future__ import annotations

from datetime import date

from payung.accounts.models import Role
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.registry.models import Person

REPORTERS = (Role.OPERATOR, Role.VERIFIER, Role.RT, Role.BPJS, Role.COMPANION)


def refuse_impossible_day(day: date, person: Person, today: date) -> None:
    """Raises for a day in the future or before the person's birth."""
    if day > today:
        raise BadInput(say("Tanggal kejadian ada di masa depan. Periksa tanggalnya."))
    if person.birth_date and day < person.birth_date:
        raise BadInput(say("Tanggal kejadian sebelum tanggal lahir. Periksa tanggalnya."))
