"""What an act on a case sets going, told before it is pressed."""

from __future__ import annotations

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.claims.models import Case
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ledger.selectors import person_months
from payung.ui.format import write_count, write_rupiah


def of_confirming(actor: Actor, case: Case) -> list[str]:
    """After a death the held months are withdrawn; an injury withdraws nothing."""
    visit = _("Pendamping menghubungi keluarga dan mengurus berkasnya.")
    undo = _("Anda bisa membatalkannya sampai besok, selama berkas belum mulai diurus.")
    if not case.fatal:
        return [_("Iuran jalan terus; tidak ada bulan yang ditarik."), visit, undo]
    held = person_months(actor).filter(
        person_id=case.person_id,
        state=State.HELD,
        month__gt=Month.containing(case.event.happened_on),
    )
    withdrawing = held.aggregate(months=Count("month", distinct=True), rupiah=Sum("amount_rp"))
    if not withdrawing["months"]:
        return [_("Tidak ada bulan yang ditarik."), visit, undo]
    withdrawn = _("%(n)s bulan sesudah kematian ditarik; iurannya %(amount)s tidak dibayar.")
    words = {
        "n": write_count(withdrawing["months"]),
        "amount": write_rupiah(withdrawing["rupiah"] or 0),
    }
    return [withdrawn % words, visit, undo]


def of_unconfirming(actor: Actor, case: Case) -> list[str]:
    """What is as before."""
    return [_("Laporan menunggu dipastikan lagi; bulan sesudahnya ditahan, tidak ditarik.")]
