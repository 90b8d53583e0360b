"""The form with which a list of deaths comes in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.ui.forms import PayungForm


class DeathListForm(PayungForm):
    """A list of deaths as CSV or XLSX."""

    sumber = forms.CharField(label=_("Sumber daftar"), max_length=80)
    berkas = forms.FileField(
        label=_("Daftar kematian"),
        help_text=_("CSV atau XLSX dengan kolom nama, tanggal_meninggal, dan bila ada nik."),
    )
