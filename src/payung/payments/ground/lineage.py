"""Whose earlier months count for a programme's files: a payer's programmes, year after year.

BPJS knows one membership under the payer's wadah, whichever programme of his pays for it: who was
in last year's programme is no new member of this year's, and who is in neither has left.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.kernel.errors import Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.law.jamsostek.membership import UNPAID_MONTHS_TO_LAPSE
from payung.ledger.selectors import person_months
from payung.programmes.ground.selectors import programmes
from payung.programmes.models import ChangeReason, Programme
from payung.registry.models import FactKind

OTHER_PAYER = "pembayar_lain"
"""The reason in an exit file where somebody else pays from then on."""

EXIT_WORDS = {
    **{str(kind): kind.label for kind in (*ChangeReason, *FactKind)},
    OTHER_PAYER: _("Dilanjutkan pembayar lain"),
}
"""Why somebody left, in words, by what the file keeps."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Codes of the payer's programmes: `payer` in the same segment, `line` for the same workers."""

    payer: list[str]
    line: list[str]


def lineage_of(actor: Actor, programme: Programme) -> Lineage:
    """The programmes that share the payer's wadah with this one, itself among them."""
    shared = programmes(actor).filter(
        payer=programme.payer_id, segment=programme.segment, area=programme.area_id
    )
    rows = list(shared.order_by().values_list("code", "category"))
    return Lineage(
        payer=sorted(code for code, _category in rows),
        line=sorted(code for code, category in rows if category == programme.category),
    )


def still_member_since(month: Month) -> Month:
    """The earliest last paid month with which somebody is still a member in `month`."""
    return month.back(UNPAID_MONTHS_TO_LAPSE)


def refuse_unplanned_successor(actor: Actor, programme: Programme, month: Month) -> None:
    """Raises while nobody was ever planned in the programmes that run in that month.

    Everybody would look as if he had left: the exits are known once the new decree is signed.
    """
    following = programmes(actor).filter(
        payer=programme.payer_id, segment=programme.segment, category=programme.category,
        area=programme.area_id, first_month__lte=month, last_month__gte=month,
    )  # fmt: skip
    codes = list(following.order_by().values_list("code", flat=True))
    if codes and not person_months(actor).filter(scheme__in=codes).exists():
        raise Conflict(
            say(
                "Belum ada peserta yang direncanakan untuk {month}. Tandatangani SK-nya dulu, "
                "supaya yang lanjut tidak dilaporkan berhenti.",
                month=month,
            )
        )
