"""By which membership a person was covered: segment, monthly base and payer at the event's month.

They are read off the ledger's months and the programme that paid them; a person's correction
stands over both. Nothing is taken for granted: a wage that no programme names is an open question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection

from payung.claims.models import BasisCorrection, Case
from payung.kernel.month import Month
from payung.ledger.models import Segment, State
from payung.programmes.ground.membership import at_works, monthly_bases

if TYPE_CHECKING:
    from payung.law.jamsostek.membership import Membership

_PAID = f"(m.state IN ('{State.PAID.value}', '{State.POSTED.value}'))"
_ENDED = f"('{State.WITHDRAWN.value}', '{State.REFUNDED.value}')"
_NUMBER = "(100000 + (m.month - DATE '2000-01-01'))"
"""Months as days from 2000 in six digits, so that texts of them sort like them."""

DAYS = f"string_agg((m.month - DATE '2000-01-01')::text, ' ') FILTER (WHERE {_PAID}) AS days"
"""The paid months of one person in one row: a row a month takes three times as long."""

OWED_DAYS = (
    f"string_agg((m.month - DATE '2000-01-01')::text, ' ')"
    f" FILTER (WHERE m.live AND NOT {_PAID} AND m.month <= a.month) AS owed_days"
)
"""The months that somebody still owes, told like those that are paid."""

COVER = (
    f"max(CASE WHEN m.live AND m.month <= a.month THEN {_PAID}::int::text || {_NUMBER}::text"
    f" || (m.segment = 'pu')::int || m.segment || ' ' || m.scheme END COLLATE \"C\") AS cover"
)
"""The newest paid month, else the newest that stands: `1` paid, month, `1` PU, segment, scheme."""

OWED = (
    "max(CASE WHEN m.month < a.month OR m.live AND m.month = a.month"
    f" THEN {_NUMBER}::text || {_PAID}::int || m.live::int"
    f" || CASE WHEN m.state IN {_ENDED} THEN '' ELSE y.source END END"
    ' COLLATE "C") AS owed'
)
"""Who pays the newest month, or owes it: nobody where that was withdrawn before the event."""

HELD = f"""
    SELECT a.place AS "case", {DAYS}, {OWED_DAYS}, {COVER}, {OWED}
    FROM asked a JOIN ledger_months m ON m.person_id = a.person
        AND (m.month <= a.month OR {_PAID})
    JOIN ledger_payers y ON y.code = m.payer_id
    WHERE m.component = 'jkm' GROUP BY a.place
"""
_ONE = f"""
    WITH asked AS (
        SELECT 0 AS place, %s::bigint AS person, date_trunc('month', %s::date)::date AS month
    )
    {HELD}
"""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the law asks of a membership; `income` is None where nobody knows the wage."""

    segment: str
    income: int | None
    payer: str
    owed: tuple[Month, ...] = ()
    """Unpaid months that still stand, up to the event."""

    person_id: int = 0

    @property
    def asked(self) -> dict[str, object]:
        """In the names of `law batch`; an unknown wage counts as the lowest base."""
        from payung.law.jamsostek.iuran import lowest_base

        income = lowest_base() if self.income is None else self.income
        return {"segment": self.segment, "income": income, "payer": self.payer}

    def counted(self, paid: Iterable[Month], day: date) -> dict[str, int]:
        """The counts of `law batch`; money of others that came late may still be paid."""
        membership = self.membership(paid, day)
        counts = {name: int(getattr(membership, name)) for name in COUNTS}
        if (
            self.person_id
            and membership.spell
            and may_matter(self.segment, membership.membership_months)
        ):
            first = (self.person_id, membership.spell.first)
            began = accepted_on([first]).get(first)
            counts["membership_months"] = since(began, day, membership.membership_months)
        return counts

    def membership(self, paid: Iterable[Month], day: date) -> Membership:
        """The membership at the event, by whole months."""
        from payung.law.jamsostek.membership import membership_at, with_arrears

        if excused(self.segment, self.payer):
            return with_arrears(paid, self.owed, day)
        return membership_at(paid, day)


COUNTS = ("paid_months", "membership_months", "unpaid_months", "paid_months_total")


def may_matter(segment: str, membership_months: int) -> bool:
    """Whether the very day on which a membership began can change an answer."""
    from payung.law.jamsostek.membership import PAID_MONTHS_FOR_FULL

    return segment == Segment.BPU and membership_months < PAID_MONTHS_FOR_FULL


def since(began: date | None, event: date, by_months: int) -> int:
    """Months of a membership from the day of its acceptance, never fewer than the months say."""
    from payung.law.jamsostek.membership import whole_months

    return by_months if began is None else max(by_months, whole_months(began, event))


_ACCEPTED = """
    WITH asked AS (SELECT * FROM unnest(%s::bigint[], %s::date[]) AS a(person, month)), days AS (
        SELECT e.person_id, e.month, (e.at AT TIME ZONE 'Asia/Jakarta')::date AS day
        FROM asked a JOIN ledger_taken_in e ON e.person_id = a.person AND e.month = a.month
        WHERE e.component = 'jkm'
        UNION ALL
        SELECT m.person_id, m.first_month, m.registered_on
        FROM asked a JOIN ledger_members m ON m.person_id = a.person AND m.first_month = a.month
        WHERE m.segment = 'bpu' AND m.registered_on IS NOT NULL
    )
    SELECT person_id, month, min(day) FROM days GROUP BY person_id, month
"""


def accepted_on(firsts: Sequence[tuple[int, Month]]) -> dict[tuple[int, Month], date]:
    """The day on which BPJS took each person in, by the first month of his membership.

    A membership begins with the complete form or the system's acceptance, not with the payment
    (facts F16); the ledger keeps that day beside the month, and the membership that was taken over.
    """
    people = [person for person, _ in firsts]
    months = [month.first_day for _, month in firsts]
    with connection.cursor() as cursor:
        cursor.execute(_ACCEPTED, [people, months])
        rows = cursor.fetchall()
    return {(person, Month.containing(month)): day for person, month, day in rows}


def excused(segment: str, payer: str) -> bool:
    """Whether BPJS may process arrears afterwards: BPU whose months others pay (facts F14)."""
    return segment == Segment.BPU and payer not in ("", "self")


def basis_of(case: Case) -> Basis:
    """The membership of a case's person at its event, as ledger and corrections say."""
    basis = basis_at(case.person_id, case.event.happened_on)
    newest = case.corrections.last()
    return corrected(basis, newest) if newest else basis


def basis_at(person_id: int, day: date) -> Basis:
    """The membership of a person at a day, as the ledger's months and the programme say."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [person_id, day])
        _place, _days, late, cover, owed = cursor.fetchone() or (0, "", "", "", "")
    if not (cover or "").startswith("1") and at_works(person_id, day):
        return Basis(Segment.JAKON.value, None, owed[8:] if owed else "")
    basis = read_basis(cover or "", owed or "", monthly_bases())
    return replace(basis, owed=months_of(late or ""), person_id=person_id)


def months_of(days: str) -> tuple[Month, ...]:
    """The months of `DAYS` and `OWED_DAYS`."""
    start = date(2000, 1, 1)
    return tuple(Month.containing(start + timedelta(days=int(day))) for day in days.split())


def corrected(basis: Basis, correction: BasisCorrection) -> Basis:
    """The basis as a person has corrected it; what he left empty stays."""
    income = basis.income if correction.income_rp is None else correction.income_rp
    if correction.segment and correction.segment != basis.segment and correction.income_rp is None:
        income = _lowest(correction.segment)
    return replace(
        basis,
        segment=correction.segment or basis.segment,
        income=income,
        payer=correction.payer or basis.payer,
    )


def read_basis(cover: str, owed: str, bases_of: Mapping[str, int]) -> Basis:
    """What the texts `COVER` and `OWED` say; BPU without a programme stands at the lowest base."""
    segment, _, scheme = cover[8:].partition(" ")
    segment = segment or Segment.BPU.value
    income = bases_of.get(scheme) if scheme else None
    return Basis(segment, _lowest(segment) if income is None else income, owed[8:])


def _lowest(segment: str) -> int | None:
    from payung.law.jamsostek.iuran import lowest_base

    return lowest_base() if segment == Segment.BPU else None
