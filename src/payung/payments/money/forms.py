"""Forms of the money: pagu, SPD, one paper, and what is sent back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.kernel.month import Month
from payung.payments.models import MoneyKind
from payung.programmes.models import Programme
from payung.ui.forms import MonthField, PayungForm, RupiahField, TanggalField


class MoneyForm(PayungForm):
    """One paper of the money."""

    jenis = forms.ChoiceField(label=_("Kertas"), choices=MoneyKind.choices)
    nomor = forms.CharField(label=_("Nomor"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal"))
    jumlah = RupiahField(label=_("Jumlah"))
    berlaku = TanggalField(
        label=_("Berlaku sampai"),
        required=False,
        help_text=_("Hanya kode iuran. Kosong berarti menurut PKS."),
    )


class VoidForm(PayungForm):
    """An SPP that is sent back, or a kode iuran that has ended."""

    kertas = forms.ChoiceField(
        label=_("Kertas"),
        choices=[(k.value, k.label) for k in (MoneyKind.SPP, MoneyKind.KODE_IURAN)],
    )
    alasan = forms.CharField(label=_("Alasan"), max_length=160)


class PaguForm(PayungForm):
    """A DPA, or the DPPA that changes it."""

    nomor = forms.CharField(label=_("Nomor DPA atau DPPA"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal"))
    jkk = RupiahField(label=_("Pagu JKK"))
    jkm = RupiahField(label=_("Pagu JKM"))

    @property
    def amounts(self) -> dict[str, int]:
        return {"jkk": self.cleaned_data["jkk"], "jkm": self.cleaned_data["jkm"]}


class SpdForm(PayungForm):
    """An SPD with the months that it is for."""

    nomor = forms.CharField(label=_("Nomor SPD"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal"))
    jkk = RupiahField(label=_("SPD JKK"))
    jkm = RupiahField(label=_("SPD JKM"))

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        span = {"first": programme.first_month, "last": programme.last_month}
        self.fields["dari"] = MonthField(label=_("Dari bulan"), **span)
        self.fields["sampai"] = MonthField(
            label=_("Sampai bulan"), initial=str(programme.last_month), **span
        )
        self.order_fields(["nomor", "tanggal", "dari", "sampai", "jkk", "jkm"])

    @property
    def amounts(self) -> dict[str, int]:
        return {"jkk": self.cleaned_data["jkk"], "jkm": self.cleaned_data["jkm"]}


class MoneyFilter(forms.Form):
    """Which fiscal year, and whose money."""

    def __init__(
        self, *args: Any, years: list[int], payers: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tahun"] = forms.ChoiceField(
            label=_("Tahun anggaran"), choices=[(str(y), str(y)) for y in years], required=False
        )
        self.fields["pembayar"] = forms.ChoiceField(
            label=_("Pembayar"), choices=[("", _("Semua")), *payers], required=False
        )


class AccrualFilter(forms.Form):
    """The month on whose last day the accounts are drawn up."""

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"] = MonthField(
            label=_("Per akhir bulan"),
            first=Month.of(year, 1),
            last=Month.of(year, 12),
            initial=f"{year}-12",
            required=False,
        )
