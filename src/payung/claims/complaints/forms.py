"""The forms of a complaint: what anybody fills in, and what an office answers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.accounts.selectors import in_force
from payung.areas.models import Area
from payung.areas.selectors import areas_in, within
from payung.claims.models import ComplaintKind, ComplaintWay
from payung.kernel.area import AreaKind, city_of
from payung.ui.forms import FilterForm, PayungForm


class ComplaintForm(PayungForm):
    """What happened, in one's own words; name and number only if one wants to be called."""

    id = forms.UUIDField(widget=forms.HiddenInput({"data-record-id": ""}), initial=uuid4)
    jenis = forms.ChoiceField(
        label=_("Tentang apa?"), choices=ComplaintKind.choices, widget=forms.RadioSelect
    )
    isi = forms.CharField(
        label=_("Apa yang terjadi?"),
        help_text=_("Di mana, kapan, siapa. Jangan tulis NIK."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
    kelurahan = forms.ChoiceField(label=_("Di kelurahan mana?"), required=False)
    nama = forms.CharField(label=_("Nama Anda, bila mau"), max_length=120, required=False)
    hp = forms.CharField(
        label=_("Nomor HP Anda, bila mau ditelepon"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
    kode = forms.CharField(
        label=_("Kode di surat klaim, bila ada"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "class": "w-nik"}),
    )

    def __init__(self, *args: Any, city: str, rt: Area | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rt is not None:
            del self.fields["kelurahan"]
            return
        places = areas_in(city, AreaKind.KELURAHAN).order_by("name")
        self.fields["kelurahan"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak tahu")), *places.values_list("code", "name"),
        ]  # fmt: skip


class OfficeComplaintForm(ComplaintForm):
    """The same, written down by an office for somebody who wrote or called."""

    cara = forms.ChoiceField(
        label=_("Bagaimana diterima"),
        choices=[(w.value, w.label) for w in ComplaintWay if w is not ComplaintWay.PAGE],
        widget=forms.RadioSelect,
    )
    lapor = forms.CharField(label=_("Nomor SP4N-LAPOR!, bila ada"), max_length=40, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, city=city_of(actor.area), **kwargs)


class AnswerComplaintForm(PayungForm):
    jawaban = forms.CharField(
        label=_("Jawaban"),
        help_text=_("Dibaca pengadu dengan kodenya. Jangan tulis data orang lain."),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
    )


class LaporForm(PayungForm):
    nomor = forms.CharField(label=_("Nomor SP4N-LAPOR!"), max_length=40)


class AboutForm(PayungForm):
    """Which account a complaint is about, of those at work in its area."""

    tentang = forms.ChoiceField(label=_("Tentang siapa"))

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = in_force((Role.RT, Role.VERIFIER, Role.COMPANION, Role.OPERATOR)).filter(
            **within(area)
        )
        found = rows.select_related("user").order_by("user__full_name")
        self.fields["tentang"].choices = [  # type: ignore[attr-defined]
            (f"user:{row.user_id}", f"{row.user.full_name} ({row.get_role_display()})")
            for row in found
        ]


class ComplaintCodeForm(PayungForm):
    kode = forms.CharField(
        label=_("Kode pengaduan Anda"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "class": "w-nik"}),
    )


class ComplaintFilter(FilterForm):
    """A link from elsewhere names the state."""

    keadaan = forms.CharField(required=False, widget=forms.HiddenInput)
