"""Reading accounts: whose name stands behind an actor's id, and who works in an area."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.scope import Actor
from payung.areas.selectors import within


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor ids (`user:7`, `system`) to the names that people know; one query."""
    wanted = {actor for actor in actors if actor}
    numbers = {a: a.removeprefix("user:") for a in wanted if a.removeprefix("user:").isdigit()}
    users = dict(User.objects.filter(pk__in=numbers.values()).values_list("pk", "full_name"))
    named = {a: users.get(int(number), a) for a, number in numbers.items()}
    return {a: named.get(a, _("Sistem") if a == "system" else a) for a in wanted}


def accounts(actor: Actor) -> QuerySet[User]:
    """The accounts whose area lies in the actor's, by name."""
    inside = User.objects.filter(**within(actor.area))
    return inside.select_related("area").order_by("full_name")
