"""What waiting costs whom a check holds back: until when he is safe, what is lost then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.kernel.month import Month
from payung.ledger.models import PAID_STATES
from payung.ledger.selectors import person_months
from payung.payments.ground.selectors import posting_days
from payung.payments.models import HeldRow, HoldReason
from payung.planning.continuity import Clock, MembershipStanding, clock
from payung.ui.format import write_count, write_date, write_month, write_rupiah

_ENDED = (HoldReason.DEATH,)


def waiting_costs(actor: Actor, held: Iterable[HeldRow], on: date) -> dict[int, str]:
    """Person → what waiting costs him, in words; two statements for all."""
    people = [row.person_id for row in held if row.reason not in _ENDED]
    paid: dict[int, list[Month]] = {person: [] for person in people}
    rows = person_months(actor).filter(
        person__in=people, component="jkm", segment="bpu", state__in=PAID_STATES
    )
    for person, month in rows.values_list("person_id", "month"):
        paid[person].append(month)
    days = posting_days(actor)
    return {person: _words(clock(months, on, days), on) for person, months in paid.items()}


def _words(clock: Clock | None, on: date) -> str:
    if clock is None:
        return _("Belum pernah dibayar. Syarat 3 bulan baru mulai pada bulan pertama yang dibayar.")
    if clock.standing is MembershipStanding.LAPSED:
        return _("Kepesertaannya sudah gugur. Pembayaran berikutnya adalah kepesertaan baru.")
    lost = _lost_rp(Month.containing(on), clock.in_a_row)
    return _(
        "Dibayar %(n)s bulan berturut-turut. Ajukan paling lambat %(day)s."
        " Sesudah %(month)s gugur: santunan JKM turun %(rp)s selama syarat 3 bulan."
    ) % {
        "n": write_count(clock.in_a_row),
        "day": write_date(clock.last_day),
        "month": write_month(clock.lapses_after),
        "rp": write_rupiah(lost),
    }


@lru_cache(maxsize=64)
def _lost_rp(month: Month, in_a_row: int) -> int:
    """JKM of a member in his third month and more, less that of one who begins anew, by law."""
    return max(_jkm_rp(month, max(in_a_row, 4)) - _jkm_rp(month, 1), 0)


def _jkm_rp(month: Month, run: int) -> int:
    """JKM of a death on the month's last day after `run` paid months before it."""
    from payung.law.jamsostek.questions import jkm_of

    return jkm_of(month.last_day, paid_before=run).total_high
