"""Forms of the files to BPJS and of what comes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.payments.models import FileKind
from payung.programmes.models import Programme
from payung.ui.forms import MonthChoiceField, PayungForm


class MakeFileForm(PayungForm):
    """Which file, for which month."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"] = forms.ChoiceField(label=_("Berkas"), choices=FileKind.choices)
        self.fields["bulan"] = MonthChoiceField(
            label=_("Bulan"),
            first=programme.first_month,
            last=programme.last_month + 1,
            help_text=_("Yang tidak lanjut dilaporkan pada bulan sesudah bulan terakhirnya."),
        )


class LayoutForm(PayungForm):
    """The YAML of one layout; empty goes back to the sample."""

    isi = forms.CharField(
        label=_("Tata letak (YAML)"),
        required=False,
        widget=forms.Textarea({"rows": 20, "spellcheck": "false", "class": "mono"}),
        help_text=_("Judul kolom, isian, dan jenisnya. Kosongkan untuk kembali ke contoh bawaan."),
    )


class SettleForm(PayungForm):
    """What an odd row of a return file means."""

    nomor = forms.IntegerField(
        label=_("Nomor di berkas, kosong kalau bukan siapa pun"), min_value=1, required=False
    )
    catatan = forms.CharField(label=_("Dasar keputusan"), max_length=160)


class ReturnFileForm(PayungForm):
    """The file that BPJS sent back."""

    berkas = forms.FileField(
        label=_("Berkas jawaban BPJS"), help_text=_("XLSX atau CSV dengan kolom NIK dan status.")
    )
