"""Typing a one-time code, choosing a first password, changing one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.codes import LENGTH
from payung.accounts.models import User
from payung.ui.forms import PayungForm


class CodeForm(PayungForm):
    """The code of a letter, as it is typed: small letters and spaces do as well."""

    kode = forms.CharField(
        label=gettext_lazy("Kode dari surat"),
        help_text=gettext_lazy("12 huruf dan angka. Huruf kecil dan spasi boleh."),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters", "class": "w-nik"}
        ),
    )

    def clean_kode(self) -> str:
        code = "".join(c for c in self.cleaned_data["kode"].upper() if c.isalnum())
        if len(code) != LENGTH:
            raise ValidationError(
                _("Kode harus %(n)d huruf dan angka. Yang diisi %(typed)d.")
                % {"n": LENGTH, "typed": len(code)}
            )
        return code


class NewPasswordForm(PayungForm):
    """A new password twice."""

    baru = forms.CharField(
        label=gettext_lazy("Kata sandi baru"),
        help_text=gettext_lazy("Paling sedikit 10 huruf atau angka."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )
    ulang = forms.CharField(
        label=gettext_lazy("Ulangi kata sandi baru"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_baru(self) -> str:
        new: str = self.cleaned_data["baru"]
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("baru") and data.get("ulang") and data["baru"] != data["ulang"]:
            self.add_error("ulang", _("Kedua kata sandi baru tidak sama. Ketik ulang."))
        return data


class ActInForm(PayungForm):
    """The number of the assignment in which one wants to act; a button carries it."""

    penugasan = forms.IntegerField(label=gettext_lazy("Penugasan"), widget=forms.HiddenInput)


class PasswordForm(NewPasswordForm):
    """The old password once, the new one twice."""

    lama = forms.CharField(
        label=gettext_lazy("Kata sandi sekarang"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        strip=False,
    )
    field_order = ("lama", "baru", "ulang")

    def clean_lama(self) -> str:
        old: str = self.cleaned_data["lama"]
        if not self.user.check_password(old):
            raise ValidationError(_("Kata sandi sekarang salah. Periksa huruf besar dan kecil."))
        return old
