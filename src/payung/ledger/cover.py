"""Up to which month somebody is paid for, and by whom; what is only planned is told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import ASSURED_STATES, PAID_STATES, State
from payung.ledger.selectors import person_months
from payung.ui.format import write_month


@dataclass(frozen=True, slots=True)
class CoverUntil:
    """The last month that was paid and its payer; the last that is planned or on its way."""

    paid_to: Month | None = None
    payer: str = ""
    planned_to: Month | None = None
    planner: str = ""
    held: bool = False
    rejected: bool = False


def cover_of(actor: Actor, people: Iterable[int]) -> dict[int, CoverUntil]:
    """The cover of each of these persons who has months at all; one statement for all."""
    months = person_months(actor).filter(
        person_id__in=list(people),
        component="jkm",
        state__in=(*ASSURED_STATES, State.HELD, State.REJECTED),
    )
    rows = months.order_by().values_list("person_id", "state", "payer__name")
    by_person: dict[int, list[tuple[str, str, Month]]] = {}
    for person, state, payer, last in rows.annotate(last=Max("month")):
        by_person.setdefault(person, []).append((state, payer, last))
    return {person: _cover(lines) for person, lines in by_person.items()}


def _cover(lines: list[tuple[str, str, Month]]) -> CoverUntil:
    """Of several payers the one who pays longest."""
    paid = [(last, payer) for state, payer, last in lines if state in PAID_STATES]
    coming = [
        (last, payer)
        for state, payer, last in lines
        if state in ASSURED_STATES and state not in PAID_STATES
    ]
    paid_to, payer = max(paid, default=(None, ""))
    planned_to, planner = max(coming, default=(None, ""))
    if paid_to and planned_to and planned_to <= paid_to:
        planned_to, planner = None, ""
    states = {state for state, *_ in lines}
    return CoverUntil(
        paid_to, payer, planned_to, planner, State.HELD in states, State.REJECTED in states
    )


def cover_words(cover: CoverUntil | None, now: Month) -> list[str]:
    """The cover in sentences that can be read aloud; only paid months are said to be paid."""
    if cover is None:
        return [_("Belum ada bulan yang dibayar.")]
    sentences = [_paid_words(cover, now)]
    if cover.planned_to and cover.planned_to >= now:
        sentences.append(
            _("Sampai %(month)s baru direncanakan %(payer)s, belum dibayar.")
            % {"month": write_month(cover.planned_to), "payer": cover.planner}
        )
    if cover.held:
        sentences.append(_("Ada bulan yang ditahan, menunggu keputusan kota."))
    return sentences


def _paid_words(cover: CoverUntil, now: Month) -> str:
    if cover.paid_to is None:
        return _("Belum ada bulan yang dibayar.")
    words = (
        _("Terlindungi sampai %(month)s, dibayar %(payer)s.")
        if cover.paid_to >= now
        else _("Terakhir dibayar untuk %(month)s oleh %(payer)s.")
    )
    return words % {"month": write_month(cover.paid_to), "payer": cover.payer}
