"""What is done once a day: each day once, in order, also those on which nothing ran.

A room registers its work with `every_day` in a module named `daily`. The day is an argument, so a
worker that stood still for a week does seven days, each as if it were that day.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.module_loading import autodiscover_modules

from payung.accounts.scope import Actor, system_actor
from payung.areas.selectors import city_codes
from payung.audit.clock import telling
from payung.jobs.models import DayRun

DayWork = Callable[[Actor, date], None]
"""Does a day's work of one room in one city, as the system."""

MOST_DAYS = 92
"""After a longer standstill only so many days are made up for; the older ones change nothing."""

LARGEST_LEAP = timedelta(days=31)
"""A clock that leaps further is rather wrong than right: nothing is done until a person says so."""

_works: dict[str, DayWork] = {}
log = logging.getLogger(__name__)


def every_day(name: str) -> Callable[[DayWork], DayWork]:
    """Registers the work of each day under a name that stays, or days would be done again."""

    def register(work: DayWork) -> DayWork:
        _works[name] = work
        return work

    return register


def run_days(today: date, *, catch_up: bool = False) -> int:
    """Does what is not yet done, up to and with `today`; returns how many days' works were done.

    A day that fails stays undone with all that follows it, and is tried again next time. A leap
    of the clock, forth or back, is believed only with `catch_up`.
    """
    autodiscover_modules("daily")
    if not catch_up and not _is_believable(today):
        log.error("the clock says %s, far from the last daily work; nothing is done", today)
        return 0
    _forget_days_to_come(today)
    return sum(_run_missed(name, work, today) for name, work in sorted(_works.items()))


def unworked_days(today: date) -> int:
    """For how many whole days before today the daily work is behind; 0 where none was ever done."""
    last = DayRun.objects.filter(day__lte=today).aggregate(last=Max("day"))["last"]
    return max((today - last).days - 1, 0) if last else 0


def _is_believable(today: date) -> bool:
    newest = DayRun.objects.aggregate(newest=Max("day"))["newest"]
    return newest is None or abs(today - newest) <= LARGEST_LEAP


def _forget_days_to_come(today: date) -> None:
    """A day that has not come can't have been worked, whatever a wrong clock has noted: it is due
    when it comes."""
    gone, _ = DayRun.objects.filter(day__gt=today).delete()
    if gone:
        log.error("%d days after %s were marked as done by a wrong clock", gone, today)


def _run_missed(name: str, work: DayWork, today: date) -> int:
    done = 0
    for day in _missed(name, today):
        try:
            done += _run(name, work, day)
        except Exception:
            log.exception("daily work %s of %s failed", name, day)
            break
    return done


def _missed(name: str, today: date) -> Iterator[date]:
    last: date | None = DayRun.objects.filter(name=name).aggregate(last=Max("day"))["last"]
    day = last + timedelta(days=1) if last else today
    day = max(day, today - timedelta(days=MOST_DAYS - 1))
    while day <= today:
        yield day
        day += timedelta(days=1)


def _run(name: str, work: DayWork, day: date) -> bool:
    """One day in one transaction; another worker that has it already keeps it."""
    with transaction.atomic(), telling(day):
        try:
            with transaction.atomic():
                DayRun.objects.create(name=name, day=day)
        except IntegrityError:
            return False
        for code in city_codes():
            work(system_actor(code), day)
    return True
