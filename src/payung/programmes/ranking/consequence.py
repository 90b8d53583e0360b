"""What approving a ranking means: people, rupiah, months, by kelurahan, and who stays or leaves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from payung.accounts.scope import Actor
from payung.areas.selectors import kelurahan_counts
from payung.kernel.month import Month
from payung.law.jamsostek.membership import UNPAID_MONTHS_TO_LAPSE
from payung.ledger.models import COVERED_STATES
from payung.ledger.selectors import person_months
from payung.programmes.ground.selectors import ranked
from payung.programmes.models import Outcome, Selection

LOOK_BACK = 12
"""An earlier programme that ended longer ago is nobody's last year."""


@dataclass(frozen=True, slots=True)
class ApprovalEffect:
    """The numbers beside the approval; `before` is the last covered month of those who were in.

    `stay` were covered by this payer for this kind of worker and are in again, `new` were not,
    `leave` were and are not in: their membership lapses unless somebody pays.
    """

    people: int
    months: int
    cost_rp: int
    by_kelurahan: list[tuple[str, int]]
    before: Month | None
    stay: frozenset[int]
    new: frozenset[int]
    leave: frozenset[int]

    @property
    def lapse_after(self) -> Month | None:
        """The last month with cover for the family of whoever leaves and is paid by nobody."""
        return self.before + UNPAID_MONTHS_TO_LAPSE if self.before else None

    @property
    def lost_rp(self) -> int:
        """What JKM would still owe a family at the end of that month, and nothing after it."""
        from payung.law.jamsostek.questions import jkm_of

        last = self.lapse_after
        return jkm_of(last.last_day, paid_before=LOOK_BACK).total_high if last else 0


def consequence(actor: Actor, selection: Selection) -> ApprovalEffect:
    """Read off the ranking, and off the ledger for whoever was in before."""
    programme = selection.programme
    chosen = ranked(actor, selection.pk).filter(outcome=Outcome.IN).order_by()
    places = dict(chosen.values_list("person_id", "area_id"))
    earlier, last = _earlier(actor, selection)
    return ApprovalEffect(
        people=len(places),
        months=programme.last_month - programme.first_month + 1,
        cost_rp=len(places) * selection.cost_per_person_rp,
        by_kelurahan=kelurahan_counts(places.values()),
        before=last,
        stay=frozenset(earlier & places.keys()),
        new=frozenset(places.keys() - earlier),
        leave=frozenset(earlier - places.keys()),
    )


def _earlier(actor: Actor, selection: Selection) -> tuple[set[int], Month | None]:
    """Who was covered in the last month of this payer's earlier programmes of the same kind."""
    programme = selection.programme
    same = (
        type(programme)
        .objects.filter(
            payer=programme.payer_id, segment=programme.segment, category=programme.category
        )
        .exclude(pk=programme.pk)
    )
    first = programme.first_month
    covered = person_months(actor).filter(
        scheme__in=same.order_by().values("code"), component="jkm", state__in=COVERED_STATES,
        month__lt=first, month__gte=first.back(LOOK_BACK),
    )  # fmt: skip
    last = covered.aggregate(last=Max("month"))["last"]
    people = covered.filter(month=last).values_list("person_id", flat=True) if last else ()
    return set(people), last
