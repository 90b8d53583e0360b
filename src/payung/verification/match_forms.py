"""Asking Dukcapil: for which area and why; the file back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.areas.forms import AreaField
from payung.ui.forms import PayungForm


class MatchRequestForm(PayungForm):
    """Where and for what; the purpose is kept with each opening of the file."""

    wilayah = AreaField()
    tujuan = forms.CharField(
        label=_("Tujuan pemadanan"),
        help_text=_("Misalnya: verifikasi calon peserta 2026. Tujuan ini dicatat."),
        min_length=5,
        max_length=200,
        error_messages={"min_length": _("Tulis tujuannya, paling sedikit 5 huruf.")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.data.get("wilayah", ""))
        self.fields["wilayah"].offer(actor.area, chosen=chosen)  # type: ignore[attr-defined]
        self.initial.setdefault("wilayah", actor.area)


class MatchFileForm(PayungForm):
    """In which form the file goes out; a workbook unless said."""

    bentuk = forms.ChoiceField(
        label=_("Bentuk berkas"), choices=[("xlsx", "XLSX"), ("csv", "CSV")], required=False
    )


class TableFileForm(PayungForm):
    """One table of another office."""

    berkas = forms.FileField(
        label=_("Berkas"),
        help_text=_("XLSX, XLS, ODS, atau CSV."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xls,.ods,.csv"}),
    )
