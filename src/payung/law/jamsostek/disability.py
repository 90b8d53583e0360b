"""The schedule of disability as data: which loss is how many tenths of a percent.

Rows that nobody has checked against the official annex are marked; whoever builds a case on one
must have a person confirm the percentage first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from payung.kernel.errors import BadInput

Side = Literal["kanan", "kiri", ""]


@dataclass(frozen=True, slots=True)
class Loss:
    """One row: `permille` on the side of the working hand or of no side, `other_side` else.

    `permille_max` is above `permille` where the schedule leaves a range to the physician.
    """

    name: str
    label: str
    permille: int
    permille_max: int
    other_side: int | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Degree:
    """Losses added up, in tenths of a percent; `unverified` names the rows to be confirmed."""

    low_permille: int
    high_permille: int
    unverified: tuple[str, ...]

    @property
    def percent(self) -> str:
        """As `disability_percent` of a case takes it; for a range its lower end."""
        whole, tenths = divmod(self.low_permille, 10)
        return f"{whole}.{tenths}" if tenths else str(whole)


@cache
def schedule() -> MappingProxyType[str, Loss]:
    """All rows by name, in the order of the schedule."""
    from payung.law.jamsostek.data import read_yaml

    found = {}
    for name, row in read_yaml("disability.yaml").items():
        permille = row.get("permille", row.get("main_side"))
        found[name] = Loss(
            name=name,
            label=row["label"],
            permille=permille,
            permille_max=row.get("permille_max", permille),
            other_side=row.get("other_side"),
            verified=row["confidence"] != "unverified",
        )
    return MappingProxyType(found)


def degree_of(losses: Iterable[tuple[str, Side]], left_handed: bool = False) -> Degree:
    """The losses of one accident added up; `BadInput` for an unknown row or a missing side."""
    low = high = 0
    unverified = []
    for name, side in losses:
        if name not in schedule():
            raise BadInput(f"Cacat {name!r} tidak ada dalam daftar.")
        loss = schedule()[name]
        smallest, largest = _permille(loss, side, left_handed)
        low, high = low + smallest, high + largest
        unverified += [] if loss.verified else [name]
    return Degree(low, high, tuple(unverified))


def _permille(loss: Loss, side: Side, left_handed: bool) -> tuple[int, int]:
    if loss.other_side is None:
        return loss.permille, loss.permille_max
    if not side:
        raise BadInput(f"{loss.label}: sebutkan kanan atau kiri.")
    main = (side == "kiri") == left_handed
    return (loss.permille,) * 2 if main else (loss.other_side,) * 2
