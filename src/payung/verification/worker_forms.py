"""The three screens on which one worker is entered; at most twelve fields together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.areas.forms import AreaField
from payung.kernel.area import AreaKind, area_kind
from payung.kernel.errors import BadInput
from payung.kernel.nik import Nik
from payung.kernel.sentence import say
from payung.ui.forms import BirthField, NikField, PayungForm, TanggalField
from payung.verification.models import Category
from payung.verification.single import Worker

DATE_PARTS = ("_hari", "_bulan", "_tahun")
"""How the three boxes of a date are called."""


class Screen(PayungForm):
    """One screen: told texts in, the names of its inputs out."""

    _WITHOUT_ID = _("Isian ini tanpa nomor. Muat ulang halaman, lalu isi lagi.")
    id = forms.UUIDField(
        widget=forms.HiddenInput({"data-record-id": ""}),
        error_messages={"required": _WITHOUT_ID, "invalid": _WITHOUT_ID},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "wilayah" in self.fields:
            self._offer(actor)

    def _offer(self, actor: Actor) -> None:
        """An RT head proposes for his RT only, so he is not asked."""
        if area_kind(actor.area) is AreaKind.RT:
            del self.fields["wilayah"]
        else:
            chosen = str(self.data.get("wilayah", "") or self.initial.get("wilayah", ""))
            self.fields["wilayah"].offer(actor.area, chosen=chosen)  # type: ignore[attr-defined]

    def inputs(self) -> list[str]:
        """The names under which a browser sends this screen, without the id."""
        found: list[str] = []
        for name, field in self.fields.items():
            parts = DATE_PARTS if isinstance(field, TanggalField) else ("",)
            found += [f"{name}{part}" for part in parts]
        return [name for name in found if name != "id"]

    def told(self) -> dict[str, str]:
        """What was sent, as it was typed: a half date is kept too."""
        return {name: str(self.data[name]) for name in self.inputs() if name in self.data}

    def record(self) -> UUID:
        """The id that the device made, or that came with the page, whatever else is lacking."""
        self.full_clean()
        if "id" not in self.cleaned_data:
            raise BadInput(say("Isian ini tanpa nomor. Muat ulang halaman, lalu isi lagi."))
        found: UUID = self.cleaned_data["id"]
        return found


class IdentityScreen(Screen):
    """Who he is, as on the KTP."""

    nik = NikField()
    nama = forms.CharField(
        label=_("Nama"), help_text=_("Seperti di KTP, tanpa gelar."), max_length=120
    )
    tempat_lahir = forms.CharField(label=_("Tempat lahir"), max_length=80)
    tanggal_lahir = BirthField(
        label=_("Tanggal lahir"),
        required=False,
        help_text=_("Dibaca dari NIK bila dikosongkan. Misalnya 17 8 1980."),
    )

    def clean(self) -> dict[str, Any]:
        """The NIK says the birth date; what is typed beside it is compared later."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("nik") and "tanggal_lahir" not in self.errors:
            data["tanggal_lahir"] = data.get("tanggal_lahir") or Nik(data["nik"]).birth_date(
                timezone.localdate()
            )
        return data


class CheckScreen(IdentityScreen):
    """The first screen as far as it is typed, sent to hear at once whether the NIK is known."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        for name in self.fields:
            if name != "id":
                self.fields[name] = forms.CharField(required=False)
        parts = [f"tanggal_lahir{part}" for part in DATE_PARTS]
        self.fields.update({name: forms.CharField(required=False) for name in parts})
        del self.fields["tanggal_lahir"]

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data


class HomeScreen(Screen):
    """Where he lives and how his family is known."""

    wilayah = AreaField(label=_("RT atau kelurahan"))
    alamat = forms.CharField(
        label=_("Alamat"), help_text=_("Jalan, lorong, nomor rumah."), max_length=200
    )
    nama_ibu = forms.CharField(
        label=_("Nama ibu kandung"), help_text=_("BPJS menanyakannya."), max_length=120
    )
    nkk = NikField(label=_("Nomor KK"), required=False, help_text=_("16 angka. Boleh kosong."))
    no_hp = forms.CharField(
        label=_("Nomor HP"),
        required=False,
        help_text=_("Boleh nomor keluarga. Boleh kosong."),
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )


class WorkScreen(Screen):
    """What he does for a living, and where he is seen doing it."""

    jenis = forms.ChoiceField(
        label=_("Jenis pekerja"), choices=Category.choices, widget=forms.RadioSelect
    )
    pekerjaan = forms.CharField(
        label=_("Pekerjaan"), help_text=_("Misalnya: tukang ojek, buruh harian."), max_length=80
    )
    tempat_kerja = forms.CharField(
        label=_("Bekerja di mana?"),
        help_text=_("Misalnya: pangkalan Simpang Rimbo. Anda menjadi saksinya."),
        max_length=100,
    )


SCREENS: tuple[type[Screen], ...] = (IdentityScreen, HomeScreen, WorkScreen)


@dataclass(frozen=True, slots=True)
class ScreenStep:
    """A screen of a worker, counted from 1, and what of him was told before."""

    screen: int
    record: UUID = default(default_factory=uuid4)
    told: Mapping[str, str] = default(default_factory=dict)
    proposed: bool = False

    @property
    def is_last(self) -> bool:
        return self.screen == len(SCREENS)


def screen_form(*, actor: Actor, step: ScreenStep, data: Any = None, **kwargs: Any) -> Screen:
    """The form of a step: with what is sent, else with what was told before, without errors."""
    kind = SCREENS[step.screen - 1]
    if data is not None:
        return kind(data, actor=actor)
    initial: dict[str, Any] = {"id": step.record, "jenis": Category.VULNERABLE, **step.told}
    initial["tanggal_lahir"] = [step.told.get(f"tanggal_lahir{part}", "") for part in DATE_PARTS]
    return kind(actor=actor, initial=initial)


def answered(actor: Actor, step: ScreenStep) -> list[Screen]:
    """All screens with what was told, ready to be judged."""
    data = {"id": str(step.record), **step.told}
    return [kind(data, actor=actor) for kind in SCREENS]


def worker_of(actor: Actor, screens: list[Screen]) -> Worker:
    """The worker of three valid screens, his texts tidied as those of a list are."""
    from payung.lists.rules.blank import clean

    data: dict[str, Any] = {}
    for screen in screens:
        data |= screen.cleaned_data
    return Worker(
        nik=data["nik"],
        name=clean(data["nama"]),
        birth_place=clean(data["tempat_lahir"]),
        birth_date=data["tanggal_lahir"],
        area=data.get("wilayah") or actor.area,
        address=clean(data["alamat"]),
        nkk=data["nkk"],
        mother=clean(data["nama_ibu"]),
        phone=clean(data["no_hp"]),
        category=data["jenis"],
        occupation=clean(data["pekerjaan"]),
        workplace=clean(data["tempat_kerja"]),
    )
