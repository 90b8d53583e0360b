"""Forms of the money: pagu, SPD, one paper, and what is sent back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.kernel.month import Month
from payung.payments.models import MoneyKind
from payung.payments.money.papers import VOIDABLE
from payung.programmes.models import Programme
from payung.programmes.scheme.services import components
from payung.ui.forms import MonthChoiceField, PayungForm, RupiahField, TanggalField


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
    """An SPP or SPM that is sent back, or a kode iuran that has ended."""

    kertas = forms.ChoiceField(
        label=_("Kertas"), choices=[(kind.value, kind.label) for kind in VOIDABLE]
    )
    alasan = forms.CharField(label=_("Alasan"), max_length=160)


class MendPaperForm(PayungForm):
    """The right number and date of a paper, and what was wrong."""

    kertas = forms.ChoiceField(label=_("Kertas"), choices=MoneyKind.choices)
    nomor = forms.CharField(label=_("Nomor yang benar"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal yang benar"))
    alasan = forms.CharField(label=_("Alasan"), max_length=160)


class BudgetForm(PayungForm):
    """A paper of the budget with one amount for each component that the programme buys."""

    word: Any

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.components = components(programme)
        for component in self.components:
            self.fields[component] = RupiahField(label=f"{self.word} {component.upper()}")

    @property
    def amounts(self) -> dict[str, int]:
        return {component: self.cleaned_data[component] for component in self.components}


class PaguForm(BudgetForm):
    """A DPA, or the DPPA that changes it."""

    word = _("Pagu")
    nomor = forms.CharField(label=_("Nomor DPA atau DPPA"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal"))


class SpdForm(BudgetForm):
    """An SPD with the months that it is for."""

    word = "SPD"
    nomor = forms.CharField(label=_("Nomor SPD"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal"))

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        span = {"first": programme.first_month, "last": programme.last_month}
        self.fields["dari"] = MonthChoiceField(label=_("Dari bulan"), **span)
        self.fields["sampai"] = MonthChoiceField(
            label=_("Sampai bulan"), initial=str(programme.last_month), **span
        )
        self.order_fields(["nomor", "tanggal", "dari", "sampai", *self.components])


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

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"] = MonthChoiceField(
            label=_("Per akhir bulan"),
            first=Month.of(min(years), 1),
            last=Month.of(max(years), 12),
        )
