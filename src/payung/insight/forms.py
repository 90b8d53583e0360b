"""Which month is looked at."""

from __future__ import annotations

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from payung.kernel.month import Month


class CoverageFilter(forms.Form):
    """Area and month, kept in the URL."""

    bulan = forms.ChoiceField(label=_("Bulan"))
    wilayah = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, months: list[Month], *, month: Month, area: str) -> None:
        super().__init__(initial={"bulan": str(month), "wilayah": area})
        self.fields["bulan"].choices = [  # type: ignore[attr-defined]
            (str(m), f"{MONTHS[m.number]} {m.year}") for m in reversed(months)
        ]
