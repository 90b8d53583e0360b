"""Forms of a decree's way: its note, its initials, its signature, and asking for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programmes.models import Decree, Post
from payung.ui.forms import (
    CountConfirmationField,
    MonthChoiceField,
    NikField,
    PayungForm,
    TanggalField,
)


class CoverNoteForm(PayungForm):
    """Number, day and sender of the note."""

    nomor = forms.CharField(label=_("Nomor nota dinas"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal nota dinas"))
    pengirim = forms.CharField(
        label=_("Dari"), max_length=120, help_text=_("Jabatan pengirim, misalnya Kepala Disnaker.")
    )


class ParafForm(PayungForm):
    """The day that stands beside the initial."""

    tanggal = TanggalField(label=_("Tanggal paraf"))


class ReturnForm(PayungForm):
    """Why the draft came back, and on which day."""

    tanggal = TanggalField(label=_("Tanggal kembali"))
    alasan = forms.CharField(label=_("Alasan pengembalian"), max_length=300)


class ReopenForm(PayungForm):
    """Why the names are opened again."""

    alasan = forms.CharField(
        label=_("Alasan membuka lampiran"),
        max_length=300,
        help_text=_("Persetujuan peringkat ikut gugur. Setujui lagi, atau susun peringkat baru."),
    )


class TermsOfSignature(PayungForm):
    """Number, day and first month, as on the paper."""

    nomor = forms.CharField(label=_("Nomor SK"), max_length=60)
    tanggal = TanggalField(label=_("Tanggal SK"))
    keputusan = forms.CharField(
        label=_("Keputusan untuk bulan sebelum SK"),
        max_length=120,
        required=False,
        help_text=_("Isi hanya kalau bulan pertama mendahului tanggal SK."),
    )

    def __init__(self, *args: Any, decree: Decree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = decree.programme
        self.fields["bulan"] = MonthChoiceField(
            label=_("Bulan pertama dibayar"),
            first=programme.first_month,
            last=programme.last_month,
        )
        self.fields["jumlah"] = CountConfirmationField(expected=decree.people)

    def terms(self) -> dict[str, Any]:
        """The filled form in the names of `sign_decree`."""
        data = self.cleaned_data
        return {
            "number": data["nomor"],
            "dated": data["tanggal"],
            "first_month": data["bulan"],
            "early_start_decision": data["keputusan"],
        }


class SignForm(TermsOfSignature):
    """A wet signature with its scan; the signer's name only where the city keeps no posts."""

    penanda_tangan = forms.CharField(
        label=_("Ditandatangani oleh"),
        max_length=120,
        help_text=_("Nama dan jabatan; Plt. atau Plh. ditulis di depan."),
    )
    berkas = forms.FileField(
        label=_("SK yang sudah ditandatangani"),
        help_text=_("PDF, JPEG, atau PNG, paling besar 10 MB."),
        widget=forms.ClearableFileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args: Any, decree: Decree, **kwargs: Any) -> None:
        super().__init__(*args, decree=decree, **kwargs)
        if Post.objects.filter(area_id=decree.area_id, signs=True).exists():
            del self.fields["penanda_tangan"]


class ElectronicForm(TermsOfSignature):
    """What the signing service asks for; kept nowhere."""

    nik = NikField(label=_("NIK penanda tangan"))
    frasa = forms.CharField(
        label=_("Frasa sandi tanda tangan"),
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("Diteruskan ke layanan tanda tangan, tidak disimpan."),
    )


class VerifyForm(PayungForm):
    """The code as typed from a decree's foot."""

    kode = forms.CharField(
        label=_("Kode verifikasi"),
        max_length=24,
        help_text=_("12 huruf dan angka. Spasi boleh."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_kode(self) -> str:
        code = "".join(sign for sign in self.cleaned_data["kode"].upper() if sign.isalnum())
        if not code:
            raise forms.ValidationError(_("Kode hanya berisi huruf dan angka."))
        return code
