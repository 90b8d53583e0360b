"""The ways to change the ledger; every caller is a business action with its own audit entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import QuerySet

from payung.accounts.scope import Actor
from payung.kernel.errors import Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.models import PersonMonth, State

ONE_PUBLIC_PAYER = "one_public_payer"


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What is bought for each person and month: one amount per component, in rupiah."""

    payer: str
    scheme: str
    segment: str
    amounts: Mapping[str, int]
    decision: str = ""


def plan(
    *,
    actor: Actor,
    people: Sequence[tuple[int, str]],
    months: Sequence[Month],
    cover: Cover,
    cause: str,
    document: str,
) -> int:
    """Plans each month for each (person id, area code); returns how many rows are new.

    Repeating it changes nothing. Raises `Conflict` when another public payer has one of them.
    """
    pairs = [(person, month.first_day, area) for person, area in people for month in months]
    components = sorted(cover.amounts)
    arguments = [
        [person for person, _, _ in pairs],
        [day for _, day, _ in pairs],
        [area for _, _, area in pairs],
        cover.segment,
        components,
        [cover.amounts[component] for component in components],
        cover.payer,
        cover.scheme,
        cover.decision,
        actor.id,
        cause,
        document,
    ]
    return _call(
        "SELECT ledger_plan(%s::bigint[], %s::date[], %s::text[], %s, %s::text[], %s::bigint[],"
        " %s, %s, %s, %s, %s, %s)",
        arguments,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """The months from `first` to `last` of one person in one area."""

    person_id: int
    area: str
    first: Month
    last: Month


def report_paid(
    *, actor: Actor, spans: Sequence[Span], cover: Cover, cause: str, document: str
) -> int:
    """Notes what another payer has paid; months that a public payer has already are left out.

    Returns how many rows are new; a repeat adds nothing.
    """
    components = sorted(cover.amounts)
    arguments = [
        [span.person_id for span in spans],
        [span.first.first_day for span in spans],
        [span.last.first_day for span in spans],
        [span.area for span in spans],
        cover.segment,
        components,
        [cover.amounts[component] for component in components],
        cover.payer,
        cover.scheme,
        actor.id,
        cause,
        document,
    ]
    return _call(
        "SELECT ledger_report(%s::bigint[], %s::date[], %s::date[], %s::text[], %s, %s::text[],"
        " %s::bigint[], %s, %s, %s, %s, %s)",
        arguments,
    )


def move(*, actor: Actor, ids: Iterable[int], state: State, cause: str, document: str) -> int:
    """Moves the person-months with these ids to `state`; all or none. Returns how many.

    Raises `Conflict` when one of them stands where the move is not allowed.
    """
    return _call(
        "SELECT ledger_move(%s::bigint[], %s, %s, %s, %s)",
        [list(ids), state.value, actor.id, cause, document],
    )


@contextmanager
def hashed_joins() -> Iterator[None]:
    """Joins in bulk whatever the statistics say: right after a large write they are out of date,
    and a join row by row over two lists of thousands takes minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")


def move_rows(
    *, actor: Actor, rows: QuerySet[PersonMonth], state: State, cause: str, document: str
) -> int:
    """As `move`, for the person-months of a queryset; their ids never leave the database."""
    chosen, parameters = rows.order_by().values("pk").query.sql_with_params()
    with hashed_joins():
        return _call(
            f"SELECT ledger_move(ARRAY({chosen}), %s, %s, %s, %s)",
            [*parameters, state.value, actor.id, cause, document],
        )


def _call(statement: str, arguments: list[Any]) -> int:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, arguments)
            return int(cursor.fetchone()[0])
    except DatabaseError as error:
        raise _explained(error) from error


def _explained(error: DatabaseError) -> Exception:
    text = str(error)
    if ONE_PUBLIC_PAYER in text:
        return Conflict(
            say(
                "Ada orang yang bulannya sudah dibayar pihak lain. Lihat kalender orang itu dahulu."
            )
        )
    if getattr(error.__cause__, "sqlstate", "") == "PY001":
        return Conflict(
            say("Sebagian bulan sudah berpindah status sejak dibuka. Muat ulang, lalu coba lagi.")
        )
    return error
