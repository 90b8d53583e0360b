"""Whether a paper's date fits the papers beside it, its fiscal year, and today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.audit import clock
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.payments.models import MoneyKind, PaymentList

_OF_THE_BUDGET = (MoneyKind.SPP, MoneyKind.VERIFIED, MoneyKind.SPM, MoneyKind.SP2D)
"""Papers that charge a budget: they bear a date of its year."""


def refuse_odd_date(
    chosen: PaymentList,
    kind: MoneyKind,
    dated: date,
    before: Sequence[date],
    after: Sequence[date] = (),
) -> None:
    """Raises `BadInput` for a date before an earlier paper's, after a later one's, in the future,
    or in another year than the budget that pays."""
    if before and dated < max(before):
        raise BadInput(say("Tanggal kertas ini mendahului kertas sebelumnya. Periksa tanggalnya."))
    if after and dated > min(after):
        raise BadInput(say("Tanggal kertas ini sesudah kertas berikutnya. Periksa tanggalnya."))
    if dated > clock.today():
        raise BadInput(say("Tanggal kertas ini di masa depan. Periksa tanggalnya."))
    year = chosen.programme.fiscal_year
    if kind in _OF_THE_BUDGET and chosen.programme.payer.public and dated.year != year:
        raise BadInput(
            say(
                "Anggaran program ini tahun {year}. {kind} bertanggal tahun {found}.",
                year=str(year),
                kind=kind,
                found=str(dated.year),
            )
        )
