"""Months that should not have been paid, read off the ledger: by person, kind and rupiah.

Facts of life come from `paid_after`; here are the age of the programme, the decree and the minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.services import hashed_joins
from payung.payments.audit.paid_after import paid_after_facts
from payung.payments.models import FindingKind
from payung.programmes.ground.selectors import programmes
from payung.programmes.models import Programme
from payung.registry.deaths import When
from payung.verification.models import PaperKind
from payung.verification.papers.selectors import proposals_under
from payung.verification.selectors import proposals


@dataclass(frozen=True, slots=True)
class Observation:
    """One person's wrongly paid months of one kind.

    `happened` is when the right ended (or, for a decree, when it began); `known_on` when the
    city knew, None where it could always have known. `first` to `last` span the months. Of a
    death without a day, `perhaps_months` were paid between its bounds.
    """

    kind: FindingKind
    person_id: int
    name: str
    area: str
    programme: str
    happened: When | None
    known_on: date | None
    months: int
    after_known: int
    amount_rp: int
    perhaps_months: int
    perhaps_rp: int
    first: Month
    last: Month
    payers: str

    @property
    def happened_on(self) -> date | None:
        return self.happened.day if self.happened else None


def observations(actor: Actor) -> list[Observation]:
    """Everything that is found today, the dearest first; a fixed number of statements."""
    own = list(programmes(actor).select_related("payer"))
    found = [*_after_facts(actor), *_aged(own), *_before_decree(own), *_without_minutes(actor, own)]
    return sorted(found, key=lambda one: (-one.amount_rp, one.kind, one.person_id))


def _after_facts(actor: Actor) -> Iterator[Observation]:
    for one in paid_after_facts(actor):
        yield Observation(
            FindingKind(one.kind.value), one.person_id, one.name, one.area, "",
            one.happened, one.known_on, one.months, one.after_known, one.amount_rp,
            one.perhaps_months, one.perhaps_rp, one.first, one.last, one.payers,
        )  # fmt: skip


_SUMS = """
    SELECT x.person_id, p.name, min(x.area_id), %s, min(x.day), count(DISTINCT x.month),
           sum(x.amount_rp), min(x.month), max(x.month)
"""
_PAID = "m.state IN ('dibayar', 'dibukukan') AND m.scheme = %s"


def _aged(own: list[Programme]) -> Iterator[Observation]:
    """Months that begin after the day on which the programme's highest age has passed."""
    for programme in own:
        limit = _highest_age(programme)
        if limit is None:
            continue
        birthday = f"(p.birth_date + interval '{limit + 1} years')::date"
        yield from _run(
            FindingKind.AGED,
            f"""{_SUMS} FROM (
                SELECT m.*, {birthday} AS day FROM ledger_months m
                JOIN registry_known p ON p.id = m.person_id
                WHERE {_PAID} AND m.month > {birthday}
            ) x JOIN registry_known p ON p.id = x.person_id GROUP BY x.person_id, p.name
            """,
            programme,
        )


def _before_decree(own: list[Programme]) -> Iterator[Observation]:
    """Months before the first one that a signed decree or amendment gives the person."""
    for programme in own:
        yield from _run(
            FindingKind.BEFORE_DECREE,
            f"""{_SUMS} FROM (
                SELECT m.*, b.first AS day FROM ledger_months m
                LEFT JOIN (
                    SELECT person_id, min(first_month) AS first FROM programmes_named
                    WHERE programme_id = %s GROUP BY person_id
                ) b ON b.person_id = m.person_id
                WHERE {_PAID} AND (b.first IS NULL OR m.month < b.first)
            ) x JOIN registry_known p ON p.id = x.person_id GROUP BY x.person_id, p.name
            """,
            programme,
            extra=1,
        )


def _without_minutes(actor: Actor, own: list[Programme]) -> Iterator[Observation]:
    """Paid members of whom no signed minutes of verification speak."""
    signed = proposals_under(actor, [PaperKind.VERIFICATION])
    named = set(proposals(actor).filter(pk__in=signed).values_list("person_id", flat=True))
    for programme in own:
        for one in _run(
            FindingKind.NO_MINUTES,
            f"""{_SUMS} FROM (
                SELECT m.*, NULL::date AS day FROM ledger_months m WHERE {_PAID}
            ) x JOIN registry_known p ON p.id = x.person_id GROUP BY x.person_id, p.name
            """,
            programme,
        ):
            if one.person_id not in named:
                yield one


def _run(
    kind: FindingKind, statement: str, programme: Programme, extra: int = 0
) -> Iterator[Observation]:
    parameters: list[Any] = [programme.pk] * (extra + 2)
    with hashed_joins(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    payer = programme.payer.name
    for person, name, area, code, day, months, amount, first, last in rows:
        yield Observation(
            kind, person, name, area, code, When.on(day) if day else None, None, months, 0,
            int(amount), 0, 0, Month.containing(first), Month.containing(last), payer,
        )  # fmt: skip


def _highest_age(programme: Programme) -> int | None:
    """The age criterion's upper end; None if the programme has none."""
    for rule in programme.criteria.get("criteria", ()):
        if rule.get("rule") == "usia" and rule.get("max"):
            return int(rule["max"])
    return None
