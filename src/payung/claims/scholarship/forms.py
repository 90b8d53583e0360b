"""The form with which a child's right ends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.claims.ground.school import END_WORDS
from payung.ui.forms import PayungForm, TanggalField


class EndChildForm(PayungForm):
    alasan = forms.ChoiceField(label=_("Hak berakhir karena"), choices=list(END_WORDS.items()))
    tanggal = TanggalField(label=_("Sejak tanggal"))
