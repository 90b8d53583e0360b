"""What the claims' room does each day: years that begin, deaths that came in, alarms, orphans."""

from __future__ import annotations

from datetime import date

from payung.accounts.scope import Actor
from payung.claims.desk.handover import take_over_from_the_gone
from payung.claims.ground.obligations import sound_alarms
from payung.claims.news.undoing import end_holds
from payung.claims.scholarship.services import remind_of_years
from payung.claims.unclaimed.services import take_known_deaths
from payung.claims.unclaimed.sweep import sweep_deaths
from payung.jobs.daily import every_day


@every_day("claims")
def claims_day(actor: Actor, today: date) -> None:
    """Nothing here decides: it opens what is owed, seeks families, and sounds alarms."""
    take_over_from_the_gone(actor=actor)
    remind_of_years(actor=actor, today=today)
    if today.day == 1:
        sweep_deaths(actor=actor, today=today)
    else:
        take_known_deaths(actor=actor, today=today)
    end_holds(actor=actor, today=today)
    sound_alarms(actor=actor, today=today)
