"""What approving a ranking means: people, rupiah, months, by kelurahan, and who stays or leaves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Max

from payung.accounts.scope import Actor
from payung.areas.selectors import area_names
from payung.kernel.area import kelurahan_of
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
    stay: int
    new: int
    leave: int

    @property
    def lapse_after(self) -> Month | None:
        """The last month with cover for the family of whoever leaves and is paid by nobody."""
        return self.before + UNPAID_MONTHS_TO_LAPSE if self.before else None


def consequence(actor: Actor, selection: Selection) -> ApprovalEffect:
    """Read off the ranking, and off the ledger for whoever was in before."""
    programme = selection.programme
    chosen = ranked(actor, selection.pk).filter(outcome=Outcome.IN).order_by()
    places = dict(chosen.values_list("person_id", "area_id"))
    counts = Counter(kelurahan_of(area) for area in places.values())
    names = area_names(list(counts))
    earlier, last = _earlier(actor, selection)
    return ApprovalEffect(
        people=len(places),
        months=programme.last_month - programme.first_month + 1,
        cost_rp=len(places) * selection.cost_per_person_rp,
        by_kelurahan=[(names.get(code, code), counts[code]) for code in sorted(counts)],
        before=last,
        stay=len(earlier & places.keys()),
        new=len(places.keys() - earlier),
        leave=len(earlier - places.keys()),
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
