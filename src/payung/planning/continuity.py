"""One membership as its family should see it: how long it holds, where it tears, who can mend it.

Pure: paid and planned months come in, dates come out. The law of lapses is
`payung.law.jamsostek.membership`; this module only looks ahead with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from payung.kernel.month import Month
from payung.law.jamsostek.membership import (
    PAID_MONTHS_FOR_FULL,
    PAID_MONTHS_FOR_SCHOLARSHIP,
    UNPAID_MONTHS_TO_LAPSE,
    spells,
)


class MembershipStanding(StrEnum):
    """How a membership stands on a day."""

    PAID = "active"
    UNPAID = "arrears"
    LAPSED = "inactive"


@dataclass(frozen=True, slots=True)
class Clock:
    """The three clocks of one person on one day.

    `in_a_row` months are paid without a hole up to `last_paid`. A death from `full_from` on pays
    JKM in full, and from `scholarship_from` on opens the scholarship, if every month is paid from
    here on, those in arrears included. `last_day` is the last one to set the saving payment going.
    """

    standing: MembershipStanding
    started: Month
    last_paid: Month
    in_a_row: int
    unpaid: int
    full_from: Month
    scholarship_from: Month
    lapses_after: Month
    last_day: date


def clock(paid: Iterable[Month], on: date, posting_days: int) -> Clock | None:
    """The clocks of who has these paid months; None for who has none by then.

    `posting_days` is how long a payment takes from SPP until BPJS has posted it. Months paid
    ahead count: they are paid.
    """
    months = set(paid)
    if not months:
        return None
    spell, last, today = spells(months)[-1], max(months), Month.containing(on)
    in_a_row = 1
    while last.back(in_a_row) in months:
        in_a_row += 1
    unpaid = max(today - last, 0)
    return Clock(
        standing=_standing(unpaid),
        started=spell.first,
        last_paid=last,
        in_a_row=in_a_row,
        unpaid=unpaid,
        full_from=last.back(in_a_row - 1) + PAID_MONTHS_FOR_FULL,
        scholarship_from=last + max(PAID_MONTHS_FOR_SCHOLARSHIP - spell.paid_months + 1, 0),
        lapses_after=spell.last_saving_month,
        last_day=last_saving_day(last, posting_days),
    )


def last_saving_day(last_paid: Month, posting_days: int) -> date:
    """The end of the third unpaid month less the days that a payment takes."""
    return (last_paid + UNPAID_MONTHS_TO_LAPSE).last_day - timedelta(days=posting_days)


def _standing(unpaid: int) -> MembershipStanding:
    if unpaid == 0:
        return MembershipStanding.PAID
    return (
        MembershipStanding.UNPAID if unpaid <= UNPAID_MONTHS_TO_LAPSE else MembershipStanding.LAPSED
    )


@dataclass(frozen=True, slots=True)
class Rescue:
    """What must be paid so that a membership goes on: the months owed, by when.

    `new_spell`: it is too late, a payment starts a new membership, which asks for fresh proof of
    work and begins all waits anew; then `months` holds only the month in which it starts.
    """

    months: tuple[Month, ...]
    pay_by: date | None
    new_spell: bool

    def cost_rp(self, rate_rp: int) -> int:
        return len(self.months) * rate_rp


def rescue(last_paid: Month, on: date, posting_days: int) -> Rescue:
    """The arrears to propose for one whose last paid month this is, the current month included.

    Months go up to the one in which the payment would be posted, so that nothing stays open.
    """
    posted = Month.containing(on + timedelta(days=posting_days))
    if posted - last_paid > UNPAID_MONTHS_TO_LAPSE:
        return Rescue((posted,), None, new_spell=True)
    owed = tuple((last_paid + 1).through(posted))
    return Rescue(owed, last_saving_day(last_paid, posting_days), new_spell=False)


class GapKind(StrEnum):
    """Why months are empty, as far as the plan says."""

    RT_MONEY = "dana_rt"
    YEAR_START = "awal_tahun"
    HANDOVER = "ganti_pembayar"
    CUT = "dihentikan"
    REPLACED = "diganti"
    OPEN = "belum_direncanakan"
    PAUSE = "jeda"


def gap_kind(first: Month, before: str, after: str, *, cut: bool) -> GapKind:
    """Names a gap by its neighbours: payer codes, `after` empty where nobody has planned more.

    `cut` says that planned months were withdrawn there; whether for a member who was replaced
    only the decree knows.
    """
    if not after:
        return GapKind.CUT if cut else GapKind.OPEN
    if after == "rt":
        return GapKind.RT_MONEY
    if before != after:
        return GapKind.HANDOVER
    return GapKind.YEAR_START if first.number == 1 else GapKind.PAUSE


@dataclass(frozen=True, slots=True)
class Hole:
    """Months of one person that nobody has planned or paid, after months that somebody has.

    `last` is None where nothing follows. `lost` paid months stop counting towards the scholarship
    if the membership ends in the hole.
    """

    first: Month
    last: Month | None
    before: str
    after: str
    cut: bool
    lost: int

    @property
    def kind(self) -> GapKind:
        return gap_kind(self.first, self.before, self.after, cut=self.cut)

    @property
    def fatal(self) -> bool:
        """Whether the membership ends in the hole."""
        return self.last is None or self.last - self.first + 1 >= UNPAID_MONTHS_TO_LAPSE

    @property
    def lapses_on(self) -> date | None:
        """The last day of the third unpaid month; None if payment goes on in time."""
        return (self.first + (UNPAID_MONTHS_TO_LAPSE - 1)).last_day if self.fatal else None

    @property
    def full_from(self) -> Month | None:
        """From when a death is certain to bring the full amount again; None if that stays open."""
        return self.last + 1 + PAID_MONTHS_FOR_FULL if self.fatal and self.last else None

    @property
    def scholarship_from(self) -> Month | None:
        """From when a death may open the scholarship again; None if that stays open."""
        return self.last + 1 + PAID_MONTHS_FOR_SCHOLARSHIP if self.fatal and self.last else None


def holes(covered: Sequence[tuple[Month, str]], cut: Collection[Month], until: Month) -> list[Hole]:
    """The holes of one person up to `until`, in time.

    `covered` are months with the payer who has planned or paid them, in order of time, repeats
    allowed; `cut` are months that were planned once and withdrawn.
    """
    found: list[tuple[Month, str, Month | None, str]] = []
    for (month, payer), (following, after) in pairwise(covered):
        if following - month > 1:
            found.append((month, payer, following.back(1), after))
    if covered and covered[-1][0] < until:
        found.append((*covered[-1], None, ""))
    return [
        Hole(
            month + 1, last, before, after, month + 1 in cut,
            lost=spells(m for m, _ in covered if m <= month)[-1].paid_months,
        )
        for month, before, last, after in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PossiblePayer:
    """A payer who could close a gap: from which month on his money can be there, at which rate.

    `earliest` None: his money knows no calendar.
    """

    payer: str
    earliest: Month | None
    rate_rp: int


@dataclass(frozen=True, slots=True)
class Handover:
    """Who closes a gap, by when, at what cost for one person.

    `arrears`: he can only pay in the window of the third unpaid month, the first ones in arrears.
    """

    payer: str
    months: tuple[Month, ...]
    pay_by: date
    cost_rp: int
    arrears: bool


def propose_handover(
    first: Month, last: Month, candidates: Sequence[PossiblePayer], posting_days: int
) -> Handover | None:
    """The payer who closes the gap from `first` to `last` best, None if nobody can in time.

    Best is without arrears, then the cheapest, then the first named.
    """
    saving = first + (UNPAID_MONTHS_TO_LAPSE - 1)
    able = [c for c in candidates if c.earliest is None or c.earliest <= saving]
    if not able:
        return None
    chosen = min(able, key=lambda c: (_late(c, first), c.rate_rp))
    months = tuple(first.through(last))
    return Handover(
        payer=chosen.payer,
        months=months,
        pay_by=last_saving_day(first.back(1), posting_days),
        cost_rp=len(months) * chosen.rate_rp,
        arrears=_late(chosen, first),
    )


def _late(candidate: PossiblePayer, first: Month) -> bool:
    return candidate.earliest is not None and candidate.earliest > first


def horizon_counts(days_left: Iterable[int], horizons: Sequence[int]) -> list[int]:
    """How many have at most so many days left, for each horizon; who is past the day counts too."""
    left = list(days_left)
    return [sum(days <= horizon for days in left) for horizon in horizons]
