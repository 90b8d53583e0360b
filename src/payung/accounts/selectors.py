"""Reading accounts: whose name stands behind an actor's id, and who works in an area."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from payung.accounts.models import Assignment, User
from payung.accounts.scope import VISITOR, Actor
from payung.areas.selectors import within
from payung.audit import clock
from payung.kernel.errors import OutOfArea
from payung.kernel.sentence import say

ASSIGNED = Prefetch("assignments", Assignment.objects.select_related("area__parent"))
"""What each listed account is assigned to, in one statement."""


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor ids (`user:7`, `system`) to the names that people know; one query."""
    wanted = {actor for actor in actors if actor}
    numbers = {a: a.removeprefix("user:") for a in wanted if a.removeprefix("user:").isdigit()}
    users = dict(User.objects.filter(pk__in=numbers.values()).values_list("pk", "full_name"))
    named = {a: users.get(int(number), a) for a, number in numbers.items()}
    nobody = {"system": _("Sistem"), VISITOR: _("Warga, tanpa akun")}
    return {a: named.get(a, nobody.get(a, a)) for a in wanted}


def working(roles: Collection[str] = (), areas: Collection[str] | None = None) -> QuerySet[User]:
    """Who works today, in one of the roles (in any, where none is named) and of the areas."""
    return User.objects.filter(is_active=True, pk__in=in_force(roles, areas).values("user"))


def working_ids() -> list[str]:
    """The actors' ids (`user:7`) of all who work today."""
    return [f"user:{pk}" for pk in working().values_list("pk", flat=True)]


def in_force(
    roles: Collection[str] = (), areas: Collection[str] | None = None
) -> QuerySet[Assignment]:
    """The assignments of active accounts that are in force today."""
    day = clock.today()
    rows = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day),
        valid_from__lte=day, ended_at=None, user__is_active=True,
    )  # fmt: skip
    if roles:
        rows = rows.filter(role__in=roles)
    return rows if areas is None else rows.filter(area_id__in=areas)


def accounts(actor: Actor, nama: str = "", peran: str = "", keadaan: str = "") -> QuerySet[User]:
    """The accounts that have or had an assignment in the actor's area, by name."""
    inside = Assignment.objects.filter(**within(actor.area))
    if peran:
        inside = inside.filter(role=peran)
    users = User.objects.filter(pk__in=inside.values("user")).prefetch_related(ASSIGNED)
    if nama:
        users = users.filter(Q(full_name__icontains=nama) | Q(username__icontains=nama))
    if keadaan in _STATES:
        users = users.filter(_STATES[keadaan])
    if keadaan == "berakhir":
        users = users.exclude(pk__in=in_force().values("user"))
    return users.order_by("full_name", "pk")


_STATES = {
    "datang": Q(last_login__isnull=False),
    "menunggu": Q(last_login=None, is_active=True),
    "nonaktif": Q(is_active=False),
}


def oneself(actor: Actor) -> User:
    """The account of who acts."""
    return User.objects.get(pk=int(actor.id.removeprefix("user:")))


def account(actor: Actor, user_id: int) -> User:
    """One of those accounts, with all its assignments."""
    account = accounts(actor).filter(pk=user_id).first()
    if account is None:
        raise OutOfArea(say("Akun ini tidak ada di wilayah Anda."))
    return account


def last_assignment(user_id: int) -> Assignment | None:
    """The newest assignment of an account, in force or not."""
    return Assignment.objects.filter(user=user_id).first()


def find_account(told: str) -> User | None:
    """The account of a username, or of an actor's id as the audit chain keeps it."""
    number = told.removeprefix("user:")
    if told.startswith("user:") and number.isdecimal():
        return User.objects.filter(pk=number).first()
    return User.objects.filter(username=told).first()


def phone_of_actor(actor_id: str) -> str:
    """Where the person behind an actor's id is reached; empty where nobody knows."""
    user = find_account(actor_id)
    return phone_of(user) if user and user.phone else ""


def phone_of(user: User) -> str:
    return settings.KEY_RING.open(bytes(user.phone))


def areas_of_accounts(actors: Iterable[str]) -> dict[str, list[str]]:
    """Actor ids to the areas in which these people have an assignment now; one query."""
    numbers = {a: a.removeprefix("user:") for a in actors if a.removeprefix("user:").isdigit()}
    users = User.objects.filter(pk__in=set(numbers.values())).prefetch_related("assignments")
    found = {str(user.pk): [one.area_id for one in user.in_force()] for user in users}
    return {actor: found.get(number, []) for actor, number in numbers.items()}
