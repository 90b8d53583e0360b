"""Membership read off the paid months: spells, lapse, and the counts that the law asks for.

The source of `paid_months`, `membership_months`, `unpaid_months` and `paid_months_total`:
for one person (`membership_at`) and for many (`membership_columns`), held equal by a test.

Readings chosen where the sources are silent (docs/law/kepesertaan.md says why):
months count *before* the event, so the event's own month adds nothing to `paid_months` even if
it is paid; the first month is a part of a month, so `membership_months` starts after it; an
unpaid month of the event counts as unpaid. Each never promises more than is certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from payung.kernel.month import Month
from payung.kernel.rupiah import Rupiah
from payung.law.jamsostek.data import newest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

UNPAID_MONTHS_TO_LAPSE = newest("menunggak_maks_bulan", "jkm")
"""Unpaid months that end a membership, inactive in the next."""

LAPSED = UNPAID_MONTHS_TO_LAPSE + 1
"""`unpaid_months` from which nobody is covered; also given to who never paid."""

PAID_MONTHS_FOR_FULL = newest("jkm_tunggu_bulan", "jkm") + 1
"""Paid months before a death that give the JKM in full on every reading of Ps 97A(2)
(Permenaker 1/2025)."""

PAID_MONTHS_FOR_SCHOLARSHIP = newest("jkm_beasiswa_iur_bulan", "beasiswa")
"""Paid months before a death that open the JKM scholarship."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One unbroken membership: no three unpaid months in a row within it."""

    first: Month
    last: Month
    paid_months: int

    @property
    def last_saving_month(self) -> Month:
        """The third unpaid month: a payment in it still saves the membership, later is too late."""
        return self.last + UNPAID_MONTHS_TO_LAPSE


@dataclass(frozen=True, slots=True)
class Membership:
    """What the paid months say about one person at one event.

    `spell` is the unbroken membership at the event, None if it had lapsed or never begun; then
    `paid_months` and `membership_months` are 0 and `unpaid_months` is at least `LAPSED`.
    """

    paid_months: int
    membership_months: int
    unpaid_months: int
    paid_months_total: int
    spell: Spell | None

    @property
    def active(self) -> bool:
        return self.spell is not None

    @property
    def started(self) -> Month | None:
        return self.spell.first if self.spell else None


@dataclass(frozen=True, slots=True)
class GapCost:
    """What a membership that starts anew in `restart` has lost.

    Until `full_from` a death may bring the funeral money alone; a death before
    `scholarship_from` brings no JKM scholarship; work and health must be proven again.
    """

    restart: Month
    full_from: Month
    scholarship_from: Month
    paid_months_lost: int


def spells(paid: Iterable[Month]) -> list[Spell]:
    """The memberships that the paid months make, in time; order and repeats don't matter."""
    spells: list[Spell] = []
    for month in sorted(set(paid)):
        if spells and month - spells[-1].last <= UNPAID_MONTHS_TO_LAPSE:
            spells[-1] = Spell(spells[-1].first, month, spells[-1].paid_months + 1)
        else:
            spells.append(Spell(month, month, 1))
    return spells


def membership_at(paid: Iterable[Month], event: date) -> Membership:
    """The membership on the day of the event; months paid after the event's month don't count."""
    at = Month.containing(event)
    months = {month for month in paid if month <= at}
    last = max(months, default=None)
    if last is None:
        return Membership(0, 0, LAPSED, 0, None)
    if at - last >= LAPSED:
        return Membership(0, 0, at - last, len(months), None)
    spell = spells(months)[-1]
    return Membership(
        paid_months=_run_length(months, last) - (last == at),
        membership_months=max(at - spell.first - 1, 0),
        unpaid_months=at - last,
        paid_months_total=len(months),
        spell=spell,
    )


def with_arrears(paid: Iterable[Month], owed: Iterable[Month], event: date) -> Membership:
    """The membership as if what is owed until the event had been paid; `unpaid_months` stays.

    This is what an exception for late money may bring: the months without a gap from the last
    paid one, or from the first that was owed, to the event. One that lives is left as it is.
    """
    months, at = set(paid), Month.containing(event)
    actual = membership_at(months, event)
    before = [month for month in months if month <= at]
    first = max(before, default=None) or min((m for m in owed if m <= at), default=None)
    if actual.active or first is None:
        return actual
    membership = membership_at(months.union(first.through(at)), event)
    return replace(membership, unpaid_months=actual.unpaid_months)


def whole_months(start: date, event: date) -> int:
    """Whole calendar months from one day to another; none where the start is later."""
    months = Month.containing(event) - Month.containing(start)
    return max(months - (event.day < start.day), 0)


def gap_cost(paid: Iterable[Month], restart: Month) -> GapCost | None:
    """What it costs that the next payment is for `restart`; None if the membership lives on."""
    before = spells(month for month in paid if month < restart)
    if not before or restart - before[-1].last < LAPSED:
        return None
    return GapCost(
        restart=restart,
        full_from=restart + PAID_MONTHS_FOR_FULL,
        scholarship_from=restart + PAID_MONTHS_FOR_SCHOLARSHIP,
        paid_months_lost=before[-1].paid_months,
    )


def amount_at_risk(day: date) -> Rupiah:
    """What a family loses if the death on `day` falls into the wait: all of JKM but the funeral."""
    from payung.law.jamsostek.benefits import assess

    case = {"program": "jkm", "event": "death", "event_date": day}
    full, within = (
        assess(case | {"paid_months": months, "membership_months": months}).total_high
        for months in (PAID_MONTHS_FOR_FULL, 0)
    )
    return Rupiah(full - within)


def membership_columns(case_ix: Ints, month_ordinal: Ints, event_ordinal: Ints) -> dict[str, Ints]:
    """`membership_at` for many cases at once.

    `case_ix` and `month_ordinal` (see `Month.ordinal`) hold one row per paid month, sorted by
    case, then month, repeats allowed; `case_ix` points into `event_ordinal`, the event's month of
    each case. Returns one int64 column per count and `active` (0 or 1), a row per case.
    """
    import numpy as np

    counted = month_ordinal <= event_ordinal[case_ix]
    counted[1:] &= (case_ix[1:] != case_ix[:-1]) | (month_ordinal[1:] != month_ordinal[:-1])
    case, month = case_ix[counted], month_ordinal[counted]
    total = np.bincount(case, minlength=len(event_ordinal)).astype(np.int64)
    last_row = np.cumsum(total) - 1
    known = total > 0
    run_first, spell_first, last = (np.zeros_like(total) for _ in range(3))
    rows = last_row[known]
    run_first[known] = _first_of_group(case, month, 1)[rows]
    spell_first[known] = _first_of_group(case, month, UNPAID_MONTHS_TO_LAPSE)[rows]
    last[known] = month[rows]
    unpaid = np.where(known, event_ordinal - last, LAPSED)
    active = unpaid < LAPSED
    return {
        "paid_months": np.where(active, last - run_first + 1 - (unpaid == 0), 0),
        "membership_months": np.where(active, np.maximum(event_ordinal - spell_first - 1, 0), 0),
        "unpaid_months": unpaid,
        "paid_months_total": total,
        "active": active.astype(np.int64),
    }


def _run_length(months: set[Month], last: Month) -> int:
    length = 1
    while last.back(length) in months:
        length += 1
    return length


def _first_of_group(case: Ints, month: Ints, widest_step: int) -> Ints:
    """For each row, the month in which its chain of steps of at most `widest_step` began."""
    import numpy as np

    starts = np.ones(len(case), dtype=bool)
    starts[1:] = (case[1:] != case[:-1]) | (month[1:] - month[:-1] > widest_step)
    began: Ints = month[np.maximum.accumulate(np.where(starts, np.arange(len(case)), 0))]
    return began
