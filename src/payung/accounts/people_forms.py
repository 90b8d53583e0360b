"""What the administrator is asked about a person and what he is to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role, Tenure
from payung.accounts.opening import NewColleague
from payung.accounts.people import Assigned
from payung.areas.forms import AreaField
from payung.audit import clock
from payung.kernel.area import AreaKind, area_kind
from payung.ui.forms import FilterForm, PayungForm, TanggalField

GIVEN = [(role.value, role.label) for role in Role if role != Role.SYSTEM]
"""Roles that an administrator gives."""


class PhoneField(forms.CharField):
    """A telephone number as people write it; gives `+62…`, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Nomor HP"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        from payung.lists.rules.phone import read_phone  # late: it brings polars along

        typed = (super().clean(value) or "").strip()
        number = read_phone(typed) if typed else ""
        if typed and not number:
            raise ValidationError(_("Nomor HP tidak terbaca. Tulis seperti 0812 3456 7890."))
        return number


class AssignForm(PayungForm):
    """Role, area, from when to when, by which paper."""

    peran = forms.ChoiceField(label=_("Peran"), choices=[("", _("Pilih")), *GIVEN])
    wilayah = AreaField()
    sifat = forms.ChoiceField(label=_("Sifat"), choices=Tenure.choices, initial=Tenure.OWN)
    mulai = TanggalField(label=_("Mulai"))
    sampai = TanggalField(label=_("Sampai"), required=False, help_text=_("Kosong: belum berakhir."))
    surat = forms.CharField(
        label=_("Nomor surat"), max_length=160, required=False,
        help_text=_("Surat tugas, SK RT, atau surat perintah."),
    )  # fmt: skip

    def __init__(self, *args: Any, area: str, chosen: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"mulai": clock.today(), "sifat": Tenure.OWN})
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].offer(area, chosen=chosen)  # type: ignore[attr-defined]

    def assigned(self) -> Assigned:
        told = self.cleaned_data
        return Assigned(
            role=Role(told["peran"]), area=told["wilayah"], tenure=Tenure(told["sifat"]),
            valid_from=told["mulai"], valid_to=told["sampai"], paper=told["surat"],
        )  # fmt: skip


class InviteForm(AssignForm):
    """Who, and his first assignment."""

    nama = forms.CharField(label=_("Nama"), max_length=120)
    hp = PhoneField()
    surel = forms.EmailField(label=_("Surel"), required=False)
    field_order = ("nama", "hp", "surel", "peran", "wilayah", "sifat", "mulai", "sampai", "surat")

    def newcomer(self) -> NewColleague:
        told = self.cleaned_data
        return NewColleague(name=told["nama"], phone=told["hp"], email=told["surel"])


class AccountReasonForm(PayungForm):
    alasan = forms.CharField(label=_("Alasan"), max_length=160)


class HeadForm(PayungForm):
    """The new head of an RT, as the kelurahan confirms him."""

    wilayah = AreaField(label=_("RT"))
    nama = forms.CharField(label=_("Nama ketua RT"), max_length=120)
    hp = PhoneField()
    mulai = TanggalField(label=_("Mulai"))
    surat = forms.CharField(label=_("Nomor SK atau surat"), max_length=160)

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"mulai": clock.today()})
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].offer(area)  # type: ignore[attr-defined]

    def clean_wilayah(self) -> str:
        code: str = self.cleaned_data["wilayah"]
        if area_kind(code) is not AreaKind.RT:
            raise ValidationError(_("Pilih RT, bukan kelurahan."))
        return code


class HeadSheetForm(PayungForm):
    """One sheet of all heads of RT; RT that the city doesn't know yet come into being."""

    berkas = forms.FileField(
        label=_("Berkas"),
        help_text=_("CSV atau XLSX dengan kolom nama, kelurahan, RT, RW bila ada, dan nomor HP."),
    )
    surat = forms.CharField(label=_("Nomor SK atau surat"), max_length=160)
    mulai = TanggalField(label=_("Mulai"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"mulai": clock.today()})
        super().__init__(*args, **kwargs)


class LettersForm(PayungForm):
    """For which area the letters are, and as what."""

    wilayah = AreaField()
    bentuk = forms.ChoiceField(
        label=_("Bentuk"),
        choices=[("surat", _("Surat untuk dicetak (PDF)")), ("pesan", _("Pesan WhatsApp (XLSX)"))],
        initial="surat",
    )

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].offer(area)  # type: ignore[attr-defined]


class AccountFilter(FilterForm):
    """Which accounts are shown."""

    nama = forms.CharField(label=_("Nama"), required=False, max_length=60)
    peran = forms.ChoiceField(
        label=_("Peran"), required=False, choices=[("", _("Semua peran")), *GIVEN]
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Semua")), ("datang", _("Sudah pernah masuk")),
            ("menunggu", _("Belum pernah masuk")), ("nonaktif", _("Nonaktif")),
            ("berakhir", _("Tanpa penugasan yang berlaku")),
        ],
    )  # fmt: skip
