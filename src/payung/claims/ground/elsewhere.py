"""Events of people who live elsewhere: written where they live, seen where they were told, too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db.models import Q

from payung.accounts.scope import Actor, acting_as
from payung.areas.selectors import within
from payung.claims.models import Case, LifeChange, ToldIn
from payung.kernel.area import covers, lowest_common
from payung.registry.models import Person
from payung.registry.selectors import lives_with


@contextmanager
def at_home_of(person: Person, actor: Actor) -> Iterator[Actor]:
    """The actor as he writes down what happened to somebody whom he sees and who lives elsewhere.

    Only reports are written so: what they lead to is the home office's.
    """
    if lives_with(actor, person):
        yield actor
        return
    wider = replace(actor, area=lowest_common(actor.area, person.area_id))
    with acting_as(wider):
        yield wider


def note_where_told(actor: Actor, told: Case | LifeChange) -> None:
    """Lets the area in which something was told see it, where it isn't the person's home."""
    if actor.covers(told.area_id):
        return
    if isinstance(told, Case):
        ToldIn.objects.get_or_create(area_id=actor.area, case=told)
    else:
        ToldIn.objects.get_or_create(area_id=actor.area, change=told)


def note_told_at(actor: Actor, told: Case | LifeChange, area: str) -> None:
    """Lets the area from which somebody else's report came see what an office made of it."""
    if covers(area, str(told.area_id)):
        return
    with acting_as(replace(actor, area=lowest_common(actor.area, area))) as wider:
        note_where_told(replace(wider, area=area), told)


def here_or_told_here(area: str, kind: str) -> Q:
    """Holds for cases or changes (`kind`) of people who live in an area or were told of there."""
    inside = ToldIn.objects.filter(**within(area)).exclude(**{kind: None})
    return Q(**within(area)) | Q(pk__in=inside.values(kind))
