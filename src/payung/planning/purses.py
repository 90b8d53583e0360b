"""Several payers for the same people: how many can be paid each month, and who pays which month.

Each purse has money, a price for one person in one month, and the months in which it can pay. The
one that closes first pays first, which wastes nothing that another could have used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from payung.kernel.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """One payer's money for a year."""

    payer: str
    ceiling_rp: int
    rate_rp: int
    first: Month
    last: Month

    def open_in(self, month: Month) -> bool:
        return self.first <= month <= self.last


@dataclass(frozen=True, slots=True)
class Share:
    """What one payer pays in one month: people, and rupiah."""

    month: Month
    payer: str
    people: int
    amount_rp: int


def schedule(purses: Sequence[Purse], people: int, first: Month, last: Month) -> list[Share] | None:
    """Who pays how many of `people` in each month; None if a month can't be paid for all."""
    left = {purse.payer: purse.ceiling_rp for purse in purses}
    shares = []
    for month in first.through(last):
        missing = people
        for purse in sorted((p for p in purses if p.open_in(month)), key=lambda p: p.last):
            paid = min(missing, left[purse.payer] // purse.rate_rp)
            if paid:
                left[purse.payer] -= paid * purse.rate_rp
                shares.append(Share(month, purse.payer, paid, paid * purse.rate_rp))
                missing -= paid
        if missing:
            return None
    return shares


def most_people(purses: Sequence[Purse], first: Month, last: Month, wanted: int) -> int:
    """The most people, up to `wanted`, who can be paid in every month without a hole."""
    low, high = 0, wanted
    while low < high:
        middle = (low + high + 1) // 2
        if schedule(purses, middle, first, last) is None:
            high = middle - 1
        else:
            low = middle
    return low
