"""Which month is looked at, and which target is measured against."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from payung.kernel.month import Month


class MonthFilter(forms.Form):
    """The month, kept in the URL."""

    bulan = forms.ChoiceField(label=_("Bulan"))

    def __init__(self, months: list[Month], *, month: Month, **initial: Any) -> None:
        super().__init__(initial={"bulan": str(month), **initial})
        self.fields["bulan"].choices = [  # type: ignore[attr-defined]
            (str(m), f"{MONTHS[m.number]} {m.year}") for m in reversed(months)
        ]


class CoverageFilter(MonthFilter):
    """Area and month, kept in the URL."""

    wilayah = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, months: list[Month], *, month: Month, area: str) -> None:
        super().__init__(months, month=month, wilayah=area)


class TargetFilter(forms.Form):
    """Series, year and number of workers of a target, and the area; kept in the URL."""

    sasaran = forms.ChoiceField(label=_("Sasaran"))
    penyebut = forms.ChoiceField(label=_("Dari"))
    wilayah = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        targets: list[tuple[str, str]],
        workers: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sasaran"].choices = targets  # type: ignore[attr-defined]
        self.fields["penyebut"].choices = workers  # type: ignore[attr-defined]
