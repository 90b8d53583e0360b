"""From the copies of December 2025 to the end of February 2026, and the figures of it.

Told after the figures of 2025 are read, so that those stay as they were on 31 December 2025.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.demo.mainjob.people import Cast
from payung.demo.secondyear import closing, copying, deciding, figures, gift, replacing
from payung.demo.secondyear.paying import pay_month
from payung.kernel.month import Month

UNTIL = date(2026, 2, 28)
"""The day on which the site of the demonstration stands."""


def tell(cast: Cast, seed: int) -> dict[str, Any]:
    """What `demo --json` prints under `year2`."""
    copying.copy_programmes(cast)
    decrees = deciding.decree_programmes(cast)
    ended = closing.close_2025(cast)
    copying.give_budget(cast)
    gifted = gift.begin(cast)
    exchanged = {month: pay_month(cast, Month.parse(month), seed) for month in _MONTHS}
    paid = gift.pay(cast, seed)
    replaced = replacing.replace_twenty(cast)
    return {
        "day": UNTIL.isoformat(),
        "decrees": decrees,
        "year_end_2025": ended,
        "bpjs_files": exchanged,
        "csr": gifted | paid,
        **replaced,
        **figures.read(cast["operator"]),
    }


_MONTHS = ("2026-01", "2026-02")
