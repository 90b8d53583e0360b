"""What one person costs a programme, month by month, by the law of each month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from payung.programmes.models import Programme

SECTOR = "other"
"""Only relief looks at the sector, and public money never gets relief (PP 50/2025 Ps 3)."""


def monthly_amounts(programme: Programme, months: Iterable[Month]) -> dict[Month, dict[str, int]]:
    """JKK, JKM and, where chosen, JHT of each month in rupiah.

    `BadInput` where the law leaves the rate open.
    """
    return {month: _amounts(programme, month) for month in months}


def cost_per_person(programme: Programme, first: Month, last: Month) -> int:
    """The rupiah that one person costs from `first` to `last`, both included."""
    by_month = monthly_amounts(programme, first.through(last))
    return sum(sum(amounts.values()) for amounts in by_month.values())


def same_amounts(
    by_month: Mapping[Month, Mapping[str, int]],
) -> list[tuple[list[Month], Mapping[str, int]]]:
    """Months that cost the same, together, so that they are planned in one statement."""
    groups: dict[tuple[tuple[str, int], ...], list[Month]] = {}
    for month, amounts in by_month.items():
        groups.setdefault(tuple(sorted(amounts.items())), []).append(month)
    return [(months, dict(amounts)) for amounts, months in groups.items()]


def _amounts(programme: Programme, month: Month) -> dict[str, int]:
    from payung.law.jamsostek.iuran import contribution

    found = contribution(
        month,
        programme.base_rp,
        SECTOR,
        programme.payer.source,
        programme.segment,
        jht=programme.jht,
    )
    if found.total is None:
        raise BadInput(
            say(
                "Iuran {month} belum pasti menurut aturan. Minta keputusan tertulis lebih dulu.",
                month=month,
            )
        )
    amounts = {"jkk": found.jkk, "jkm": found.jkm}
    return amounts | {"jht": found.jht} if programme.jht else amounts
