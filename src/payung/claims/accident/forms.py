"""The forms beside the sheet of an accident: when it was sent, and what the doctor said."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.ui.forms import PayungForm, TanggalField


class MomentForm(PayungForm):
    """A day and an hour."""

    tanggal = TanggalField(label=_("Tanggal"))
    jam = forms.TimeField(
        label=_("Jam"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput({"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis jam seperti 14.30.")},
    )


class SentForm(MomentForm):
    lewat = forms.CharField(label=_("Dikirim lewat apa, kepada siapa?"), max_length=80)


class DoctorForm(MomentForm):
    pernyataan = forms.ChoiceField(
        label=_("Dokter menyatakan"),
        choices=(
            ("injury", _("Sembuh")),
            ("partial_disability", _("Cacat sebagian")),
            ("total_disability", _("Cacat total tetap")),
            ("death", _("Meninggal")),
        ),
        widget=forms.RadioSelect,
    )
    persen = forms.DecimalField(
        label=_("Persen cacat, bila cacat sebagian"),
        min_value=0,
        max_value=100,
        decimal_places=1,
        required=False,
        widget=forms.TextInput({"inputmode": "decimal", "class": "w-4"}),
    )
    field_order = ["pernyataan", "persen", "tanggal", "jam"]
