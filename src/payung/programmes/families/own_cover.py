"""*Apakah saya terlindungi?*, asked by the person himself: four plain answers, nobody listed.

Planned is never told as covered: a month counts from the day on which its payment is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from payung.accounts.scope import Actor, acting_as, business_action, system_actor
from payung.areas.settling import the_city
from payung.audit.services import note
from payung.kernel.month import Month
from payung.ledger.models import ENDED_STATES, PAID_STATES
from payung.ledger.selectors import person_months
from payung.programmes.families.services import RECORDERS
from payung.registry.owncode import person_by_code, renew_code
from payung.registry.people import records_of
from payung.registry.services import get_person


class CoverAnswer(Enum):
    """The four answers."""

    YES = "ya"
    NOT_YET = "belum"
    NO = "tidak"
    UNKNOWN = "tidak_cocok"


@dataclass(frozen=True, slots=True)
class OwnCover:
    """An answer; `until` is the last month paid without a gap, or the last that ever was."""

    cover: CoverAnswer
    until: Month | None = None


def own_cover(nik: str, born: date, code: str, on: date) -> OwnCover:
    """What the city knows of whoever has NIK, birth date and code together."""
    city = the_city()
    if city is None:
        return OwnCover(CoverAnswer.UNKNOWN)
    with acting_as(system_actor(city.code)) as actor:
        person = person_by_code(actor, nik, born, code)
        if person is None:
            return OwnCover(CoverAnswer.UNKNOWN)
        return _answer(actor, records_of(actor, person), Month.containing(on))


def _answer(actor: Actor, records: list[int], now: Month) -> OwnCover:
    rows = person_months(actor).filter(person_id__in=records).exclude(state__in=ENDED_STATES)
    known = list(rows.values_list("month", "state"))
    paid = {month for month, state in known if state in PAID_STATES}
    if now in paid:
        last = now
        while last + 1 in paid:
            last += 1
        return OwnCover(CoverAnswer.YES, last)
    before = max((month for month in paid if month < now), default=None)
    coming = any(month >= now for month, _state in known)
    return OwnCover(CoverAnswer.NOT_YET if coming else CoverAnswer.NO, before)


@business_action("programmes.renew_code", *RECORDERS)
def renew_own_code(*, actor: Actor, person_id: int) -> None:
    """A new secret code for a person whose letter was lost or read by others."""
    get_person(actor, person_id)
    renew_code(actor, person_id)
    note(f"person:{person_id}")
