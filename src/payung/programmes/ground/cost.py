"""What one person costs a programme, month by month, by the law of each month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from payung.law.jamsostek.iuran import Contribution
    from payung.programmes.models import Programme

SECTOR = "other"
"""Only relief looks at the sector, and public money never gets relief (PP 50/2025 Ps 3)."""


def monthly_amounts(programme: Programme, months: Iterable[Month]) -> dict[Month, dict[str, int]]:
    """JKK, JKM and, where chosen, JHT of each month in rupiah.

    `BadInput` where the law leaves the rate open and nobody has decided.
    """
    wanted = list(months)
    decided = _decided(programme)
    return {month: _amounts(programme, month, decided) for month in wanted}


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


def by_law(programme: Programme, month: Month) -> Contribution:
    """What the law says of one person's month, open or fixed."""
    from payung.law.jamsostek.iuran import contribution

    return contribution(
        month,
        programme.base_rp,
        SECTOR,
        programme.payer.source,
        programme.segment,
        jht=programme.jht,
    )


def open_months(programme: Programme, months: Iterable[Month]) -> list[Month]:
    """The months that the law leaves open and nobody has decided on."""
    decided = _decided(programme)
    return [
        month for month in months if by_law(programme, month).total is None and month not in decided
    ]


def undecided_months(programme: Programme) -> list[Month]:
    """The programme's months that wait for a decision; works under Jakon have no months."""
    if programme.segment == "jakon":
        return []
    return open_months(programme, programme.first_month.through(programme.last_month))


def _decided(programme: Programme) -> dict[Month, dict[str, int]]:
    """Month → amounts of the decision that counts: the latest recorded."""
    if programme._state.adding:
        return {}
    return {
        month: one.amounts
        for one in programme.rates.order_by("recorded_at")
        for month in one.first_month.through(one.last_month)
    }


def _amounts(
    programme: Programme, month: Month, decided: Mapping[Month, dict[str, int]]
) -> dict[str, int]:
    contribution = by_law(programme, month)
    if contribution.total is None:
        if month in decided:
            return decided[month]
        raise BadInput(
            say(
                "Iuran {month} belum pasti menurut aturan. Catat keputusan tertulisnya di halaman "
                "Keputusan iuran program ini.",
                month=month,
            )
        )
    amounts = {"jkk": contribution.jkk, "jkm": contribution.jkm}
    return amounts | {"jht": contribution.jht} if programme.jht else amounts
