"""The form of a decision on what follows from a change in a life."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.ui.forms import PayungForm


class DecideMonthsForm(PayungForm):
    """Whether cover goes on after a move or a job, with the reason."""

    putusan = forms.ChoiceField(
        label=_("Bulan yang ditahan"),
        choices=(
            ("terus", _("Teruskan: iuran dibayar lagi")),
            ("henti", _("Hentikan: bulan itu tidak dibayar")),
        ),
        widget=forms.RadioSelect,
    )
    alasan = forms.CharField(label=_("Alasan dan dasarnya"), max_length=200)
