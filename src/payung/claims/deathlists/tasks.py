"""Each found family is somebody's task with a day: seven days, at most fourteen."""

from __future__ import annotations

from datetime import date, timedelta

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.claims.ground.owners import Officers
from payung.claims.models import DeathMatch, MatchState
from payung.kernel.area import kelurahan_of

FIRST_DAYS = timedelta(days=7)
MOST_DAYS = timedelta(days=14)


class FamilyTasks:
    """Gives families to the nearest companion; the officers of a kelurahan are read once."""

    def __init__(self, actor: Actor, today: date) -> None:
        self._actor, self._today = actor, today
        self._officers: dict[str, Officers] = {}

    def given(self, match: DeathMatch) -> DeathMatch:
        """The match with the day it was found on, and its owner and day where it is open."""
        match.found_on = self._today
        if match.state == MatchState.OPEN:
            place = kelurahan_of(match.area_id)
            officers = self._officers.setdefault(place, Officers(place))
            match.owner = officers.of(Role.COMPANION, default=self._actor.id)
            match.due_on = self._today + FIRST_DAYS
        return match


def after_an_attempt(match: DeathMatch, on: date) -> date | None:
    """The next day on which somebody must try again: a week on, never past the last one."""
    if match.found_on is None:
        return match.due_on
    return max(match.due_on or on, min(on + FIRST_DAYS, match.found_on + MOST_DAYS))
