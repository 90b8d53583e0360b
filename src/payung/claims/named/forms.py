"""The forms of a report by name, and of the office that matches it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.areas.selectors import areas_in
from payung.claims.models import NamedKind
from payung.kernel.area import AreaKind, city_of
from payung.registry.models import Person
from payung.ui.format import write_date
from payung.ui.forms import PayungForm, TanggalField


class NamedForm(PayungForm):
    """Whom, where, when, what: as the teller knows it, in his own words."""

    id = forms.UUIDField(widget=forms.HiddenInput({"data-record-id": ""}), initial=uuid4)
    kejadian = forms.ChoiceField(
        label=_("Apa yang terjadi?"), choices=NamedKind.choices, widget=forms.RadioSelect
    )
    nama = forms.CharField(label=_("Nama orangnya"), max_length=120)
    kelurahan = forms.ChoiceField(label=_("Tinggal di kelurahan"), required=False)
    tinggal = forms.CharField(
        label=_("RT, jalan, atau patokan rumahnya"), max_length=200, required=False
    )
    tanggal = TanggalField(label=_("Tanggal kejadian"))
    keterangan = forms.CharField(
        label=_("Di mana dan bagaimana, singkat"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    hp = forms.CharField(
        label=_("Nomor HP keluarganya, bila ada"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = areas_in(city_of(actor.area), AreaKind.KELURAHAN)
        self.fields["kelurahan"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak tahu")), *places.order_by("name").values_list("code", "name"),
        ]  # fmt: skip


class MatchForm(PayungForm):
    """Which of the people found is meant."""

    orang = forms.ChoiceField(label=_("Siapa yang dimaksud?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.name} · {write_date(one.birth_date)} · {one.area.name}")
            for one in people
        ]


class OtherNameForm(forms.Form):
    """Another spelling to look for."""

    q = forms.CharField(label=_("Cari nama lain"), required=False)


class AnswerNamedForm(PayungForm):
    jawaban = forms.CharField(
        label=_("Jawaban untuk pelapor"),
        max_length=200,
        help_text=_("Dibaca pelapor. Jangan tulis data orang lain."),
    )
