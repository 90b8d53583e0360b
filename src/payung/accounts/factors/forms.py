"""What is typed at the second step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.factors import totp
from payung.ui.forms import PayungForm

_CODE = {"autocomplete": "one-time-code", "autocapitalize": "characters", "class": "w-nik"}


class SecondStepForm(PayungForm):
    """A code of the app, or a spare one from the drawer."""

    kode = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=40,
        help_text=gettext_lazy("6 angka dari aplikasi, atau satu kode cadangan."),
        widget=forms.TextInput(_CODE),
    )


class AppForm(PayungForm):
    """A new app: its secret travels sealed in the page until the first code proves it."""

    rahasia = forms.CharField(widget=forms.HiddenInput)
    kode = forms.CharField(
        label=gettext_lazy("Kode yang sedang tampil di aplikasi"),
        max_length=40,
        help_text=gettext_lazy("6 angka."),
        widget=forms.TextInput({**_CODE, "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sealed = self.data.get("rahasia") if self.is_bound else ""
        self.secret = opened(str(sealed or "")) or totp.new_secret()
        self.initial["rahasia"] = settings.KEY_RING.seal(self.secret).hex()

    def clean_rahasia(self) -> str:
        secret = opened(self.cleaned_data["rahasia"])
        if not secret:
            raise ValidationError(_("Halaman ini sudah lama. Muat ulang, lalu pindai lagi."))
        return secret

    def clean_kode(self) -> str:
        return "".join(self.cleaned_data["kode"].split())


class PasskeyForm(PayungForm):
    """The browser fills the answer; the person says what the device is called."""

    nama = forms.CharField(
        label=gettext_lazy("Nama perangkat ini"), max_length=60, required=False,
        help_text=gettext_lazy("Misalnya: HP saya."),
    )  # fmt: skip
    jawaban = forms.CharField(required=False, widget=forms.HiddenInput)


class AgainForm(PayungForm):
    """Who it is, once more; `next` is where he was going."""

    sandi = forms.CharField(
        label=gettext_lazy("Kata sandi, atau kode dari aplikasi"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        strip=False,
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


def opened(sealed: str) -> str:
    """The secret inside a sealed word of ours, empty for any other."""
    from cryptography.exceptions import InvalidTag

    try:
        return str(settings.KEY_RING.open(bytes.fromhex(sealed))) if sealed else ""
    except (ValueError, KeyError, IndexError, InvalidTag):
        return ""
