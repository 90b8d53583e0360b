"""Whose eyes: every read and write happens as an actor with one area.

`acting_as` opens the transaction and tells the database the area; row-level security does the
rest. `business_action` is the frame of every function that changes something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db import connection, transaction
from django.http import HttpRequest

from payung.accounts import caps
from payung.accounts.models import BLIND, Role, User
from payung.areas.rls import AREA_SETTING, NOWHERE, ROLE_SETTING
from payung.audit import acting, clock
from payung.kernel.area import covers
from payung.kernel.errors import NotAllowed, OutOfArea
from payung.kernel.sentence import say
from payung.ui.doors import OPEN_TO

ACTOR_SETTING = "payung.actor"
"""How the audit chain hears who acts: from the session, for the acting transaction."""

VISITOR = "warga"
"""Who acts where nobody has signed in."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which role, within which area (a code of `payung.kernel.area`).

    `assignment` is the number of the assignment in which he does; the id is the person's.
    """

    id: str
    role: Role
    area: str
    assignment: int = 0

    def covers(self, area: str) -> bool:
        return covers(self.area, area)


def actor_of(user: User) -> Actor:
    """The person as he acts in the chosen assignment; refused where none is in force."""
    chosen = user.assignment
    if chosen is None:
        raise NotAllowed(say("Penugasan Anda sudah berakhir. Hubungi administrator kota."))
    return Actor(f"user:{user.pk}", Role(chosen.role), chosen.area_id, chosen.pk)


def actor_of_request(request: HttpRequest) -> Actor:
    """The signed-in person of a page behind `login_required`."""
    return actor_of(cast(User, request.user))


def system_actor(area: str) -> Actor:
    """The system itself at work in one area: jobs that nobody started by hand, and matching."""
    return Actor(id="system", role=Role.SYSTEM, area=area)


def visitor(area: str) -> Actor:
    """Whoever sends a public form about a place, without an account: the site acts for him."""
    return Actor(id=VISITOR, role=Role.SYSTEM, area=area)


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """A transaction in which the database shows what lies in the actor's area, and no more, and
    dates entries by the site's clock."""
    if not actor.area:
        raise _nobodys_area()
    shown = _sight(actor)
    with caps.counting(), transaction.atomic():
        before = _set(shown, actor.id, actor.role.value)
        tokens = acting.area.set(shown), acting.assignment.set(actor.assignment)
        try:
            yield actor
        finally:
            acting.area.reset(tokens[0])
            acting.assignment.reset(tokens[1])
        _set(*before)  # an exception rolls the setting back by itself


def require_scope(actor: Actor) -> str:
    """The area that a selector reads for an actor: the first fence, before the rows' protection.

    Refused unless the running transaction shows that area or a part of it. A selector whose rows
    carry an area filters by it; one whose rows don't may then rely on the database alone.
    """
    shown = acting.area.get()
    if not shown or not covers(_sight(actor), shown):
        raise _nobodys_area()
    return actor.area


def _sight(actor: Actor) -> str:
    return NOWHERE if actor.role in BLIND else actor.area


def _nobodys_area() -> OutOfArea:
    return OutOfArea(say("Tidak ada wilayah kerja. Masuklah dengan akun yang punya wilayah."))


def _set(area: str, actor: str, role: str) -> tuple[str, str, str]:
    """Tells the database whose transaction it is; whose it was before."""
    names = (AREA_SETTING, ACTOR_SETTING, ROLE_SETTING)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT coalesce(current_setting(%s, true), ''),
                coalesce(current_setting(%s, true), ''),
                coalesce(current_setting(%s, true), ''),
                set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true),
                set_config(%s, %s, true)
            """,
            [
                *names, AREA_SETTING, area, ACTOR_SETTING, actor, ROLE_SETTING, role,
                clock.BEHIND_SETTING, _seconds_behind(),
            ],
        )  # fmt: skip
        before: tuple[str, str, str] = cursor.fetchone()[:3]
    return before


def _seconds_behind() -> str:
    return str(int(clock.behind().total_seconds()))


def business_action(name: str, *roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Frames a service: actor first, one transaction, exactly one audit entry (`audit.note`).

    `name` is what the chain calls the act for ever (its words: `audit/actions.yaml`). It is written
    out, so that a function can be renamed and what is stored stays. `roles` are those that may call
    it; the system may call everything. The service takes keyword arguments only, `actor` first.
    """

    def frame(service: Callable[P, R]) -> Callable[P, R]:
        @wraps(service)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = kwargs.get("actor")
            if not isinstance(actor, Actor):
                raise OutOfArea(say("Tindakan ini butuh pelaku dengan wilayah kerja."))
            if actor.role != Role.SYSTEM and actor.role not in roles:
                raise NotAllowed(
                    say("Peran Anda tidak boleh melakukan ini. Hubungi operator kota.")
                )
            with acting_as(actor):
                running = acting.Action(actor.id, name)
                token = acting.action.set(running)
                try:
                    result = service(*args, **kwargs)
                finally:
                    acting.action.reset(token)
                if running.entries != 1:
                    raise AssertionError(f"{name} must write one audit entry")
                return result

        setattr(act, OPEN_TO, frozenset(roles))
        return act

    return frame
