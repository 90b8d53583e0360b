"""Noting evidence, and taking the social office's deciles in."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.registry.forms import PurposeForm
from payung.registry.models import EvidenceKind
from payung.registry.purposes import LookPurpose
from payung.ui.forms import PayungForm, TanggalField


class EvidenceForm(PayungForm):
    """What was seen, from whom, when; a scan only where the office needs one.

    Its id is made once, so that a re-send never doubles.
    """

    id = forms.UUIDField(
        widget=forms.HiddenInput({"data-record-id": ""}), initial=uuid4, required=False
    )
    jenis = forms.ChoiceField(
        label=_("Bukti tentang apa?"), choices=EvidenceKind.choices, widget=forms.RadioSelect
    )
    apa = forms.CharField(
        label=_("Apa yang dilihat"),
        help_text=_("Misalnya: KTP asli, surat keterangan RT, berjualan di pasar."),
        max_length=200,
    )
    sumber = forms.CharField(
        label=_("Dari siapa"), help_text=_("Misalnya: ketua RT, kunjungan petugas."), max_length=120
    )
    tanggal = TanggalField(label=_("Tanggal dilihat"))
    berkas = forms.FileField(
        label=_("Pindaian"),
        help_text=_("PDF, JPEG, atau PNG, paling besar 10 MB. Jangan kirim foto KTP."),
        required=False,
        widget=forms.ClearableFileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class ScanPurposeForm(PurposeForm):
    """Why somebody needs a scan; the audit keeps it."""

    tujuan = forms.ChoiceField(
        label=_("Untuk apa pindaian ini dilihat?"),
        choices=LookPurpose.choices,
        initial=LookPurpose.VERIFY,
    )


class DecileForm(PayungForm):
    """The file of the social office and what it is called there."""

    sumber = forms.CharField(
        label=_("Sumber data"), help_text=_("Misalnya: DTSEN triwulan IV, Dinas Sosial."),
        max_length=80,
    )  # fmt: skip
    per = forms.DateField(
        label=_("Desil per tanggal"),
        required=False,
        help_text=_("Hanya bila berkasnya tidak menyebut tanggal."),
    )
    berkas = forms.FileField(
        label=_("Berkas desil"),
        help_text=_("Kolom desil dengan NIK, NIK kepala keluarga, atau nomor KK. XLSX atau CSV."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xls,.ods,.csv"}),
    )
