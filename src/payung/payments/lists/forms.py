"""Filters of lists and rows, and the forms of the acts on a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.payments.models import ListState
from payung.programmes.models import Programme
from payung.ui.forms import MonthChoiceField, PayungForm


class ListFilter(forms.Form):
    """Which lists to show."""

    program = forms.ChoiceField(label=_("Program"), required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Semua")), *ListState.choices], required=False
    )

    def __init__(self, *args: Any, programmes: list[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(p.code, p.name) for p in programmes]
        self.fields["program"].choices = [("", _("Semua")), *names]  # type: ignore[attr-defined]


class RowFilter(forms.Form):
    """Which rows of one list to show."""

    q = forms.CharField(label=_("Nama"), required=False)
    jawaban = forms.ChoiceField(
        label=_("Jawaban BPJS"),
        choices=[
            ("", _("Semua")),
            ("diterima", _("Diterima")),
            ("ditolak", _("Belum bisa didaftarkan")),
            ("belum", _("Belum dijawab")),
        ],
        required=False,
    )


class MakeListForm(PayungForm):
    """The month of a new list, and which list of that month it is."""

    urutan = forms.IntegerField(
        label=_("Daftar ke"),
        min_value=1,
        initial=1,
        help_text=_("1 untuk daftar pertama bulan itu; 2 dan seterusnya untuk susulan."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"] = MonthChoiceField(
            label=_("Bulan"), first=programme.first_month, last=programme.last_month
        )
        self.order_fields(["bulan", "urutan"])


class MendedForm(PayungForm):
    """What was mended for those whom BPJS could not register."""

    perbaikan = forms.CharField(label=_("Apa yang diperbaiki?"), max_length=160)


class ReleaseForm(PayungForm):
    """On what a held person follows in a later list."""

    keputusan = forms.CharField(label=_("Dasar keputusan"), max_length=160)
