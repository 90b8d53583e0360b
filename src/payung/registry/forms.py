"""Finding people, and the purpose of seeing a NIK in full."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.areas.forms import AreaField
from payung.registry.purposes import REFUSAL, LookPurpose, says_something
from payung.ui.forms import FilterForm, NikField, PayungForm
from payung.ui.words import shown


class PersonFilter(FilterForm):
    """Name, area and year of birth, kept in the URL; a NIK never is."""

    q = forms.CharField(label=_("Nama"), required=False)
    wilayah = AreaField(required=False)
    lahir = forms.IntegerField(
        label=_("Tahun lahir"),
        required=False,
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}),
        error_messages={"invalid": _("Tahun lahir harus 4 angka, misalnya 1980.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.data.get("wilayah", ""))
        self.fields["wilayah"].offer(  # type: ignore[attr-defined]
            self.actor.area, everything=_("Semua"), chosen=chosen
        )

    def wanted(self) -> dict[str, Any]:
        data = super().wanted()
        return data and {"text": data["q"], "area": data["wilayah"], "born": data["lahir"]}


class NikForm(PayungForm):
    """A NIK to look for; it is posted, so that no address or log keeps it."""

    nik = NikField()


class PurposeForm(PayungForm):
    """Why somebody needs identity in full: a purpose and the occasion; the audit keeps both."""

    tujuan = forms.ChoiceField(
        label=_("Untuk apa NIK lengkap dibutuhkan?"), choices=LookPurpose.choices
    )
    alasan = forms.CharField(
        label=_("Untuk siapa, dan ada urusan apa?"),
        help_text=_("Misalnya: ibunya membawa KTP ke loket. Alasan ini dicatat."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_alasan(self) -> str:
        words: str = self.cleaned_data["alasan"]
        if not says_something(words):
            raise ValidationError(shown(REFUSAL))
        return words

    def stated(self) -> dict[str, str]:
        """The arguments under which services take a reason."""
        return {"purpose": self.cleaned_data["tujuan"], "words": self.cleaned_data["alasan"]}
