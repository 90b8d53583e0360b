"""What the first administrator is asked: which city, and who he is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.opening import NewColleague
from payung.areas.national import cities_of, provinces
from payung.ui.forms import PayungForm


class ProvinceForm(PayungForm):
    """The first of two steps: the list of all cities is long on a phone."""

    provinsi = forms.ChoiceField(label=_("Provinsi"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provinsi"].choices = [("", _("Pilih")), *provinces()]  # type: ignore[attr-defined]


class OpeningForm(PayungForm):
    """The city or regency of the province, and its first administrator."""

    kota = forms.ChoiceField(label=_("Kota atau kabupaten"))
    nama = forms.CharField(
        label=_("Nama Anda"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    surel = forms.EmailField(
        label=_("Surel"),
        required=False,
        help_text=_("Boleh kosong."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, province: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("Pilih")), *cities_of(province)]
        self.fields["kota"].choices = offered  # type: ignore[attr-defined]

    def newcomer(self) -> NewColleague:
        return NewColleague(name=self.cleaned_data["nama"], email=self.cleaned_data["surel"])
