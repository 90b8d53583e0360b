"""The money of the demonstration year: DPA, SPD by quarter, and the papers of each list.

One list has a bad month: its SPP is sent back, its kode iuran ends meanwhile, and the money leaves
a month late, so that ages, owed contributions and returned papers have something to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from zlib import crc32

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.people import Cast
from payung.kernel.month import Month
from payung.payments import services as payments
from payung.payments.ground.selectors import get_list
from payung.payments.models import MoneyKind

LATE = ("PK-2025", Month.of(2025, 10))
"""The list whose SPP comes back."""

_QUARTERS = (
    ("II", date(2025, 6, 2), Month.of(2025, 6), Month.of(2025, 6)),
    ("III", date(2025, 7, 1), Month.of(2025, 7), Month.of(2025, 9)),
    ("IV", date(2025, 10, 1), Month.of(2025, 10), Month.of(2025, 12)),
)
_CHAIN = (
    (MoneyKind.KODE_IURAN, "keuangan", 5),
    (MoneyKind.SPP, "keuangan", 6),
    (MoneyKind.VERIFIED, "bendahara", 7),
    (MoneyKind.SPM, "keuangan", 8),
    (MoneyKind.SP2D, "bendahara", 10),
    (MoneyKind.PROOF, "bendahara", 11),
    (MoneyKind.POSTED, "bendahara", 12),
)
_DELAY = timedelta(30)
_RETURNED = (
    (MoneyKind.SPP, "Lampiran daftar nama belum ditandatangani", date(2025, 10, 9)),
    (MoneyKind.KODE_IURAN, "Lewat masa berlaku", date(2025, 11, 4)),
)


@cache
def rates() -> dict[str, int]:
    """What one person costs the city a month by component, by the law of the first month."""
    from payung.law.jamsostek.iuran import contribution

    found = contribution(_QUARTERS[0][2], 1_000_000, "other", "apbd")
    return {"jkk": found.jkk, "jkm": found.jkm}


def give_budget(cast: Cast, code: str, people: int) -> None:
    """The DPA of one programme, for all its months, and its SPD quarter by quarter."""
    months = sum(last - first + 1 for _, _, first, last in _QUARTERS)
    payments.record_pagu(
        actor=cast["keuangan"],
        programme=code,
        number=f"DPA/{code}/A.1",
        dated=date(2025, 5, 12),
        amounts=_amounts(people * months),
    )
    for quarter, dated, first, last in _QUARTERS:
        payments.record_spd(
            actor=cast["keuangan"],
            programme=code,
            number=f"SPD/{quarter}/{code}",
            dated=dated,
            first=first,
            last=last,
            amounts=_amounts(people * (last - first + 1)),
        )


def pay(cast: Cast, list_id: int, month: Month, code: str) -> None:
    """All papers of one list, from kode iuran to posted."""
    with acting_as(cast["keuangan"]):
        amount = get_list(cast["keuangan"], list_id).accepted * sum(rates().values())
    number = f"{month.number:02d}/{code}/{month.year}"
    for kind, username, dated in _papers(cast, list_id, month, code, number, amount):
        with telling(dated):
            payments.record_money(
                actor=cast[username],
                list_id=list_id,
                kind=kind,
                number=numbered(kind, number),
                dated=dated,
                amount_rp=amount,
            )


def _papers(
    cast: Cast, list_id: int, month: Month, code: str, number: str, amount: int
) -> Iterator[tuple[MoneyKind, str, date]]:
    """What is noted, by whom and on which day; the late list loses its first two papers."""
    days = [(kind, who, date(month.year, month.number, day)) for kind, who, day in _CHAIN]
    if (code, month) != LATE:
        yield from days
        return
    for kind, who, dated in days[:2]:
        with telling(dated):
            payments.record_money(
                actor=cast[who],
                list_id=list_id,
                kind=kind,
                number=numbered(kind, f"{number}-A"),
                dated=dated,
                amount_rp=amount,
            )
    for kind, reason, on in _RETURNED:
        with telling(on):
            payments.void_paper(
                actor=cast["bendahara"], list_id=list_id, kind=kind, reason=reason, on=on
            )
    yield from ((kind, who, dated + _DELAY) for kind, who, dated in days)


def numbered(kind: MoneyKind, number: str) -> str:
    """A number as its office writes it; a kode iuran is eleven figures, here invented."""
    if kind == MoneyKind.KODE_IURAN:
        return f"99{crc32(number.encode()) % 10**9:09d}"
    return f"{kind.value.upper().replace('_', '-')}/{number}"


def _amounts(person_months: int) -> dict[str, int]:
    return {component: rate * person_months for component, rate in rates().items()}
