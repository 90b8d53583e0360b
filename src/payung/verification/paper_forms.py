"""Filters of papers, drawing one up, and taking a signed one back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.areas.forms import AreaField
from payung.audit.clock import today
from payung.ui.forms import FilterForm, PayungForm, TanggalField
from payung.verification.models import Category, PaperKind, PaperState

_EVERYTHING = _("Semua")


class PaperFilter(FilterForm):
    """Kind and state, kept in the URL."""

    jenis = forms.ChoiceField(
        label=_("Jenis kertas"), choices=[("", _EVERYTHING), *PaperKind.choices], required=False
    )
    status = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _EVERYTHING), *PaperState.choices], required=False
    )

    def wanted(self) -> dict[str, Any]:
        data = super().wanted()
        return data and {"kind": data["jenis"], "state": data["status"]}


class DraftForm(PayungForm):
    """Which paper, for whom and where; the names come by themselves."""

    jenis = forms.ChoiceField(
        label=_("Jenis kertas"), choices=PaperKind.choices, widget=forms.RadioSelect
    )
    kategori = forms.ChoiceField(label=_("Jenis pekerja"), choices=Category.choices)
    wilayah = AreaField(help_text=_("Wilayah yang lebih luas menghasilkan satu kertas per kantor."))
    tanggal = TanggalField(label=_("Tanggal kertas"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.data.get("wilayah", ""))
        self.fields["wilayah"].offer(actor.area, chosen=chosen)  # type: ignore[attr-defined]
        self.initial.update(tanggal=today(), jenis=PaperKind.MINUTES, wilayah=actor.area)
        if actor.role == Role.RT:
            only = [(PaperKind.MINUTES.value, PaperKind.MINUTES.label)]
            self.fields["jenis"].choices = only  # type: ignore[attr-defined]


class SignedForm(PayungForm):
    """The code on the paper, who signed when, and the scan."""

    kode = forms.CharField(
        label=_("Kode di kaki kertas"),
        help_text=_("12 huruf dan angka. Spasi boleh."),
        max_length=24,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    penanda_tangan = forms.CharField(label=_("Ditandatangani oleh"), max_length=120)
    tanggal = TanggalField(label=_("Tanggal tanda tangan"))
    berkas = forms.FileField(
        label=_("Pindaian"),
        help_text=_("PDF, JPEG, atau PNG, paling besar 10 MB."),
        widget=forms.ClearableFileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
