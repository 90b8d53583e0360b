"""Comparing newcomers with everyone known, apart from the act that brought them in.

What a sender is told, and how long he waits, must not depend on whether a NIK is known elsewhere.
So nothing is compared while he waits: records stand in a list of newcomers until the system, as
the city, has looked at them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from threading import Timer

from django.db import close_old_connections, connection, transaction

from payung.accounts.caps import ask
from payung.accounts.models import Role
from payung.accounts.scope import Actor, acting_as, system_actor
from payung.areas.selectors import city_codes
from payung.kernel.sentence import say
from payung.verification.claims import open_claims
from payung.verification.doubles import find_doubles
from payung.verification.models import Newcomer

MOST_AT_ONCE = 20_000
SOON_SECONDS = 2.0
"""So long after a sending the comparison begins; several sendings are compared together."""

log = logging.getLogger(__name__)
_waiting: list[Timer] = []


MOST_A_DAY = {Role.RT: 1_000, Role.VERIFIER: 20_000}
"""So many people one account brings in on one day; an RT has some hundred workers."""


def remember_newcomers(actor: Actor, person_ids: Collection[int]) -> None:
    """Puts records on the list; part of the business action that made them.

    Raises `OverLimit` beyond the account's cap of the day, which counts refused tries too.
    """
    if (most := MOST_A_DAY.get(actor.role)) is not None:
        refusal = say(
            "Akun ini sudah mengusulkan terlalu banyak orang hari ini. Lanjutkan besok, atau minta"
            " operator kota."
        )
        ask(account=actor.id, what="usulan", count=len(person_ids), most=most, refusal=refusal)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO verification_newcomer (person_id, area_id)"
            " SELECT id, area_id FROM registry_known WHERE id = ANY(%s) ON CONFLICT DO NOTHING",
            [list(person_ids)],
        )
    transaction.on_commit(_match_soon)


def match_newcomers(city: str) -> int:
    """Compares all newcomers of a city with everyone, as the system; how many newcomers."""
    compared = 0
    while True:
        with acting_as(system_actor(city)) as actor:
            waiting = Newcomer.objects.select_for_update(skip_locked=True).order_by("person_id")
            fresh = list(waiting.values_list("person_id", flat=True)[:MOST_AT_ONCE])
            if not fresh:
                return compared
            open_claims(actor, fresh)
            find_doubles(fresh, city)
            Newcomer.objects.filter(person__in=fresh).delete()
        compared += len(fresh)


def match_everywhere() -> None:
    """Compares the newcomers of every city; what fails is tried again with the next sending."""
    for city in city_codes():
        try:
            match_newcomers(city)
        except Exception:
            log.exception("newcomers of %s were not compared", city)


def _match_soon() -> None:
    """A short while after the answer has left, in a thread of its own."""
    if _waiting:
        return
    timer = Timer(SOON_SECONDS, _match_now)
    timer.daemon = True
    _waiting.append(timer)
    timer.start()


def _match_now() -> None:
    _waiting.clear()
    close_old_connections()
    try:
        match_everywhere()
    finally:
        connection.close()
