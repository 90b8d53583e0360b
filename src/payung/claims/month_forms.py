"""The form of a decision on the month of a death: each answer says what the family is due then."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.claims.months import Outlook
from payung.ui.format import write_rupiah
from payung.ui.forms import PayungForm


class DeathMonthForm(PayungForm):
    putusan = forms.ChoiceField(
        label=gettext_lazy("Bulan kematian yang belum dibayar"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Iuran yang dibayar sesudah kematian belum tentu diakui BPJS."),
    )
    alasan = forms.CharField(label=gettext_lazy("Alasan"), max_length=160)

    def __init__(self, *args: Any, outlook: Outlook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = write_rupiah(outlook.amount_rp)
        self.fields["putusan"].choices = [  # type: ignore[attr-defined]
            (
                "bayar",
                _("Bayar %(amount)s: keluarga mendapat %(due)s")
                % {"amount": amount, "due": _range(outlook.paid)},
            ),
            (
                "tidak",
                _("Tidak dibayar: keluarga mendapat %(due)s") % {"due": _range(outlook.unpaid)},
            ),
        ]


def _range(due: tuple[int, int]) -> str:
    low, high = due
    if low == high:
        return write_rupiah(high)
    return _("%(low)s sampai %(high)s") % {"low": write_rupiah(low), "high": write_rupiah(high)}
