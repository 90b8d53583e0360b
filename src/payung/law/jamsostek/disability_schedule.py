"""The schedule of partial disability: which row of the annex gives which percentage.

It finds the `disability_percent` of a case; the rules then reckon with it. A percentage from a row
that nobody has checked is marked, so that no payment is promised on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.law.jamsostek.data import read_yaml


class Side(StrEnum):
    """The arm that works: the right one, of a left-handed person the left."""

    DOMINANT = "dominant"
    OTHER = "other"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """One row; `least` and `most` in tenths of a percent, equal where the doctor has no choice.

    `per` names the step for which the value holds, such as 10 dB; empty for a whole loss.
    """

    id: str
    label: str
    label_en: str
    least: int
    most: int
    side: Side
    per: str
    verified: bool
    basis: str


@cache
def schedule() -> Mapping[str, ScheduleRow]:
    """All rows by id, in the annex's order."""
    data = read_yaml("disability_schedule.yaml")
    return {
        name: ScheduleRow(
            id=name,
            label=row["label"],
            label_en=row["label_en"],
            least=row.get("least", row.get("permille")),
            most=row.get("most", row.get("permille")),
            side=Side(row.get("side", "")),
            per=row.get("per", ""),
            verified=row["confidence"] != "unverified",
            basis=data["basis"],
        )
        for name, row in data["rows"].items()
    }


def percent_of(row_id: str, *, steps: int = 1, set_by_doctor: Decimal | None = None) -> Decimal:
    """The percentage that a row gives, for `disability_percent`.

    `steps` counts the steps of a row that goes by steps; `set_by_doctor` is needed for a row with
    a range. `BadInput` for an unknown row, a step too many (past 100 %), or a value outside.
    """
    row = schedule().get(row_id)
    if row is None:
        raise BadInput(say("Baris tabel cacat {row_id!r} tidak dikenal.", row_id=row_id))
    if row.least != row.most:
        return _within(row, set_by_doctor)
    if steps < 1 or (steps > 1 and not row.per) or row.most * steps > 1000:
        raise BadInput(
            say(
                "Jumlah langkah {steps} tidak cocok untuk {row}.",
                steps=steps,
                row=row.label.lower(),
            )
        )
    return Decimal(row.most * steps) / 10


def _within(row: ScheduleRow, percent: Decimal | None) -> Decimal:
    least, most = Decimal(row.least) / 10, Decimal(row.most) / 10
    if percent is None or not least <= percent <= most:
        raise BadInput(
            say(
                "{row}: dokter menetapkan {least} sampai {most} persen.",
                row=row,
                least=least,
                most=most,
            )
        )
    return percent
