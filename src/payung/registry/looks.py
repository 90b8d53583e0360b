"""Who read whose data, when and where: one row for each page that showed persons, ids only.

Reads have a table of their own, which can only be added to. The audit chain keeps acts, with their
purposes; this table answers an affected person, an auditor, and a breach.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from payung.accounts.scope import Actor, require_scope
from payung.areas.selectors import within
from payung.registry.models import Look
from payung.registry.seen import gathering


@contextmanager
def noting_looks(actor: Actor, where: str) -> Iterator[None]:
    """Notes whose data are read meanwhile; `where` is the name of the page's address."""
    with gathering() as people:
        yield
    if people:
        note_look(actor, where, people)


def note_look(actor: Actor, where: str, people: Collection[int]) -> None:
    """One row, however many persons."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_look (account, area_id, page, people) VALUES (%s, %s, %s, %s)",
            [actor.id, actor.area, where[:60], sorted(people)],
        )


def looks(actor: Actor) -> QuerySet[Look]:
    """Looks of accounts that work in the actor's area, the newest first."""
    return Look.objects.filter(**within(require_scope(actor))).order_by("-at", "-pk")


def looks_at_person(actor: Actor, records: Sequence[int]) -> QuerySet[Look]:
    """Who read one person's data, whichever of his records."""
    return looks(actor).filter(people__overlap=list(records))


def looks_of(
    actor: Actor, *, account: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[Look]:
    """What accounts read, by account and days, both included."""
    rows = looks(actor)
    if account:
        rows = rows.filter(account=account)
    if first:
        rows = rows.filter(at__gte=_midnight(first))
    return rows.filter(at__lt=_midnight(last + timedelta(days=1))) if last else rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
