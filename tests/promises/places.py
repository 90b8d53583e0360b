"""Twenty people at once at the last place: a city that is set up, and the ways to ask together."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from payung.kernel.errors import Conflict
from payung.kernel.month import Month
from tests.apps.city import JUNE, RANKED_ON, RATE_RP, SIGNED_SCAN, City

AT_ONCE = 20
INSIDE = 6
AUGUST = Month.of(2025, 8)
ONE_PERSON_RP = 5 * RATE_RP
ROUNDS = int(os.environ.get("PAYUNG_ROUNDS", "2"))
"""Rounds of the guarded form; the long form asks for 1,000 by the environment."""


def all_at_once(work: Callable[[int], Any], things: Sequence[int]) -> list[bool]:
    """Starts the work on every thing at the same moment; False where it was refused as late."""
    from django.db import connection

    start = threading.Barrier(len(things))

    def one(thing: int) -> bool:
        start.wait()
        try:
            work(thing)
        except Conflict:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(one, things))


def running_city(reserve: int) -> City:
    """A signed programme with six people in and some waiting."""
    city = City()
    city.people(INSIDE + reserve)
    city.programme(headcount=INSIDE)
    city.decree()
    return city


def approved_change(city: City) -> int:
    """An approved change that fills one free place with the next of the reserve."""
    from payung.programmes.services import approve_amendment, propose_amendment

    made = propose_amendment(
        actor=city.operator, programme="UJI", leavers=[], first_month=AUGUST, on=RANKED_ON,
        free_places=1,
    )  # fmt: skip
    approve_amendment(actor=city.approver, amendment_id=made.pk)
    return made.pk


def signing(city: City) -> Callable[[int], Any]:
    from payung.programmes.papers.signed_papers import Scan
    from payung.programmes.services import sign_amendment

    operator = city.operator
    return lambda amendment: sign_amendment(
        actor=operator, amendment_id=amendment, number=f"{amendment}/U", dated=date(2025, 7, 28),
        scan=Scan(SIGNED_SCAN),
    )  # fmt: skip


def set_limits(*, headcount: int = 10**6, ceiling_rp: int = 10**12) -> None:
    from payung.programmes.models import Programme

    Programme.objects.filter(pk="UJI").update(headcount=headcount, ceiling_rp=ceiling_rp)


def people_inside(city: City) -> int:
    """People with a live month of the programme from August on."""
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.limits import people_inside as counted
    from payung.programmes.models import Programme

    with acting_as(city.operator):
        return counted(city.operator, Programme.objects.get(pk="UJI"), AUGUST)


def committed_rp(city: City) -> int:
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import budget
    from payung.programmes.models import Programme

    with acting_as(city.operator):
        found = budget(city.operator, Programme.objects.get(pk="UJI"))
    return found.committed_rp + found.realised_rp


def waiting_for_all(
    real: Callable[..., Any], parties: int, together: threading.Barrier | None = None
) -> Callable[..., Any]:
    """The check, after which everybody waits until all have checked: the race at its worst.

    Several checks wait for each other at the barrier `together`.
    """
    counted = together or threading.Barrier(parties)

    def slow(*args: Any, **kwargs: Any) -> Any:
        found = real(*args, **kwargs)
        counted.wait(timeout=20)
        return found

    return slow


def rankings(city: City, codes: Sequence[str]) -> list[int]:
    """Twenty rankings, shared among the programmes, over the same people."""
    from payung.programmes.services import rank

    return [
        rank(actor=city.operator, programme=codes[n % len(codes)], on=RANKED_ON).pk
        for n in range(AT_ONCE)
    ]


def approving(city: City) -> Callable[[int], Any]:
    """Each ranking by an approver of its own; refusals because of area or role stay errors."""
    from payung.accounts.models import Role
    from payung.programmes.services import approve_selection

    approvers = [city.actor(Role.APPROVER, f"penyetuju-{n}") for n in range(AT_ONCE)]
    return lambda selection: approve_selection(
        actor=approvers[selection % AT_ONCE], selection_id=selection
    )


def take_approvals_back(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Selection

    with acting_as(city.operator):
        Selection.objects.update(approved_by="", approved_at=None)


def proposing(city: City) -> Callable[[int], Any]:
    from payung.programmes.services import propose_amendment

    operator = city.operator
    return lambda _number: propose_amendment(
        actor=operator, programme="UJI", leavers=[], first_month=AUGUST, on=RANKED_ON,
        free_places=1,
    )  # fmt: skip


def named_joiners(city: City) -> list[int]:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Change

    with acting_as(city.operator):
        found = Change.objects.exclude(joiner=None).values_list("joiner_id", flat=True)
        return list(found)


def proposed_cut(city: City, headcount: int) -> int:
    """A proposal that cuts the places; its id."""
    from payung.programmes.models import Programme
    from payung.programmes.services import NewTerms, propose_terms

    programme = Programme.objects.get(pk="UJI")
    terms = NewTerms(
        headcount=headcount, ceiling_rp=programme.ceiling_rp, last_month=programme.last_month,
        basis="DPPA uji", reason="uji",
    )  # fmt: skip
    made = propose_terms(
        actor=city.operator, programme="UJI", version=programme.version, terms=terms
    )
    return made.pk


def headcount_now() -> int:
    from payung.programmes.models import Programme

    return Programme.objects.get(pk="UJI").headcount


def rejected_list(city: City, people: int) -> int:
    """June's list, of which BPJS could register nobody; its id."""
    from payung.payments.services import make_list, read_answer
    from tests.apps.payments.test_path import answers

    city.partnership()
    made = make_list(actor=city.operator, programme="UJI", month=JUNE, on=JUNE.first_day)
    told = answers(people, set(range(people)))
    read_answer(actor=city.operator, list_id=made.pk, answers=told)
    return made.pk


def signing_or_sending(city: City, rejected: int) -> Callable[[int], Any]:
    """Signs a change, or (for 0) plans again whom BPJS had rejected."""
    from payung.payments.lists.rejected import send_again

    operator, sign = city.operator, signing(city)
    again = {"actor": operator, "list_id": rejected, "reason": "NIK diperbaiki"}
    return lambda thing: sign(thing) if thing else send_again(**again)
