"""Forms that acts of several folders share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.ui.forms import PayungForm


class ReasonForm(PayungForm):
    alasan = forms.CharField(label=_("Alasan"), max_length=200)
