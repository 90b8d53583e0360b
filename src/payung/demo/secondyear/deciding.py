"""The decrees of 2026: members first, one draft returned twice, its annex frozen anew, signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.people import Cast
from payung.demo.mainjob.signing import Days, sign_through_the_chain
from payung.demo.secondyear.copying import CODES, FIRST, VULNERABLE
from payung.programmes import services as programmes
from payung.programmes.decrees.chain import parafs
from payung.programmes.decrees.history import annex_change, times_returned
from payung.programmes.models import Decree
from payung.programmes.ranking.consequence import consequence

RANKED_ON, RANKED_AGAIN_ON = date(2025, 11, 27), date(2025, 12, 15)
_DAYS = Days(noted=date(2025, 12, 17), initialled=date(2025, 12, 19), signed=date(2025, 12, 23))


@dataclass(frozen=True, slots=True)
class Return:
    """When a draft went up, how many initials it got, and why it came back."""

    noted: date
    steps: int
    on: date
    reason: str


_RETURNS = (
    Return(date(2025, 12, 1), 2, date(2025, 12, 4), "Konsiderans belum menyebut DPA 2026"),
    Return(date(2025, 12, 8), 4, date(2025, 12, 11), "Periksa nama yang meninggal sejak peringkat"),
)
"""By the legal office, and by the secretary of the city."""


def decree_programmes(cast: Cast) -> dict[str, Any]:
    """Both decrees signed before the year begins; their figures by programme."""
    return {code: _decree(cast, code, number) for number, code in enumerate(CODES, 1)}


def _decree(cast: Cast, code: str, number: int) -> dict[str, Any]:
    frozen = freeze(cast, code, RANKED_ON)
    if code == VULNERABLE:
        for turn, back in enumerate(_RETURNS):
            _go_up_and_come_back(cast, frozen, turn, back)
        with telling(RANKED_AGAIN_ON):
            programmes.reopen_decree(
                actor=cast["operator"], decree_id=frozen.pk, reason=_RETURNS[-1].reason
            )
        frozen = freeze(cast, code, RANKED_AGAIN_ON)
    signed = sign_through_the_chain(cast, frozen, 510 + number, FIRST, _DAYS)
    return _figures(cast, signed)


def freeze(cast: Cast, code: str, on: date) -> Decree:
    """Ranked, approved by another, and frozen on one day."""
    with telling(on):
        selection = programmes.rank(actor=cast["operator"], programme=code, on=on)
        programmes.approve_selection(actor=cast["penyetuju"], selection_id=selection.pk)
        return programmes.freeze_decree(actor=cast["operator"], selection_id=selection.pk, on=on)


def _go_up_and_come_back(cast: Cast, decree: Decree, turn: int, back: Return) -> None:
    operator = cast["operator"]
    with telling(back.noted):
        programmes.draft_note(
            actor=operator, decree_id=decree.pk, number=f"560/51{turn}/ND/DISNAKER/2025",
            dated=back.noted, sender="Kepala Dinas Tenaga Kerja",
        )  # fmt: skip
        with acting_as(operator):
            steps = list(parafs(decree).values_list("step", flat=True))[: back.steps]
        for step in steps:
            programmes.give_paraf(actor=operator, decree_id=decree.pk, step=step, on=back.noted)
    with telling(back.on):
        programmes.return_decree(
            actor=operator, decree_id=decree.pk, reason=back.reason, on=back.on
        )


def _figures(cast: Cast, decree: Decree) -> dict[str, Any]:
    with acting_as(cast["operator"]) as actor:
        effect = consequence(actor, decree.selection)
        change = annex_change(decree)
        return {
            "number": decree.number,
            "people": decree.people,
            "new": len(effect.new),
            "stay": len(effect.stay),
            "leave": len(effect.leave),
            "returned": times_returned(decree),
            "frozen": 2 if decree.replaces_id else 1,
            "changed_by_the_second_freeze": len(change.people) if change else 0,
        }
