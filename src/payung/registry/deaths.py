"""When somebody died, as far as anybody knows: on a day, or between two days.

The one place that answers it. Whoever knows no day has none: not the day of a report, of a burial
or of a matching. Between the last sign of life and the day on which he was known to be dead every
month is open, until somebody who knows tells the day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import DateField, Expression
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from payung.kernel.month import Month
from payung.ui.format import write_date


class Dated(Protocol):
    """A record that says when: a fact of life, a match of a list of deaths, a finding."""

    happened_on: date | None
    not_before: date | None
    not_after: date | None


@dataclass(frozen=True, slots=True)
class When:
    """A day, or the bounds between which it lies; `first` is None where no sign of life is known.

    A month after that of `last` is surely after it; one after that of `first` perhaps.
    """

    first: date | None
    last: date

    @classmethod
    def on(cls, day: date) -> When:
        return cls(day, day)

    @property
    def day(self) -> date | None:
        """The day, None where it isn't known."""
        return self.last if self.first == self.last else None

    def surely_before(self, month: Month) -> bool:
        return month > Month.containing(self.last)

    def perhaps_before(self, month: Month) -> bool:
        """Whether the month is one of those that wait for the day."""
        if self.surely_before(month) or self.day is not None:
            return False
        return self.first is None or month > Month.containing(self.first)

    def __str__(self) -> str:
        if self.day is not None:
            return write_date(self.day)
        if self.first is None:
            return _("paling lambat %(last)s, hari belum diketahui") % {
                "last": write_date(self.last)
            }
        return _("antara %(first)s dan %(last)s, hari belum diketahui") % {
            "first": write_date(self.first),
            "last": write_date(self.last),
        }


def when(told: Dated) -> When:
    """What a record says of the day of its event."""
    if told.happened_on is not None:
        return When.on(told.happened_on)
    return between(told.not_before, told.not_after)


def between(first: date | None, last: date | None) -> When:
    """Bounds as two columns keep them; a sign of life after the last possible day is none."""
    if last is None:
        raise ValueError("an event needs its day or the last day on which it can have been")
    return When(first if first is None or first < last else None, last)


def last_day(prefix: str = "") -> Expression:
    """For querysets: the day, or the last possible one."""
    names = (f"{prefix}happened_on", f"{prefix}not_after")
    return Coalesce(*names, output_field=DateField())


SURELY_FROM = "coalesce({0}.happened_on, {0}.not_after)"
PERHAPS_FROM = "coalesce({0}.happened_on, {0}.not_before, '-infinity'::date)"
"""For statements: the end of what is owed, surely and perhaps; {0} is the table's short name."""

_SIGNS: list[Callable[[Sequence[int]], Mapping[int, date]]] = []


def sign_of_life(
    tells: Callable[[Sequence[int]], Mapping[int, date]],
) -> Callable[[Sequence[int]], Mapping[int, date]]:
    """Declares a room's query of the last day on which it knows each of these persons alive."""
    _SIGNS.append(tells)
    return tells


def unknown_days(known_on: Mapping[int, date]) -> dict[int, When]:
    """The bounds of each death without a day, known on a day: since the last sign of life."""
    people = list(known_on)
    seen: dict[int, date] = {}
    for tells in _SIGNS:
        for person, day in tells(people).items():
            if day < known_on[person]:
                seen[person] = max(day, seen.get(person, day))
    return {person: When(seen.get(person), last) for person, last in known_on.items()}
