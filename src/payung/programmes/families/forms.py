"""A member's family as a form: the pair, and one line of fields for each child."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.areas.forms import AreaField
from payung.registry.family import FamilyTold, ToldChild, children_on
from payung.registry.models import FamilySheet, MaritalState, SchoolStage
from payung.ui.forms import BirthField, PayungForm

MOST_CHILDREN = 15
_SPARE_LINES = 2


class FamilyFilter(forms.Form):
    """Which kelurahan, kept in the URL."""

    wilayah = AreaField(required=False)

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.data.get("wilayah", ""))
        self.fields["wilayah"].offer(  # type: ignore[attr-defined]
            area, everything=gettext_lazy("Semua"), chosen=chosen
        )


class FamilyForm(PayungForm):
    """What the family tells; the version keeps two clerks from overwriting each other."""

    versi = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    pemberitahuan = forms.BooleanField(
        label=gettext_lazy("Keluarga sudah diberi tahu untuk apa data ini dipakai"),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status perkawinan"), choices=MaritalState.choices
    )
    pasangan = forms.CharField(
        label=gettext_lazy("Nama suami atau istri"), max_length=120, required=False
    )
    lahir_pasangan = BirthField(
        label=gettext_lazy("Tanggal lahir suami atau istri"), required=False
    )
    surat = forms.CharField(
        label=gettext_lazy("Buku atau akta nikah"),
        help_text=gettext_lazy("Nomor dan tahunnya. Kosongkan kalau belum ada."),
        max_length=120,
        required=False,
    )
    jumlah_anak = forms.IntegerField(
        label=gettext_lazy("Jumlah anak"),
        min_value=0,
        max_value=MOST_CHILDREN,
        widget=forms.TextInput({"inputmode": "numeric", "class": "w-2"}),
    )

    def __init__(self, *args: Any, children: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = min(max(children, 0) + _SPARE_LINES, MOST_CHILDREN)
        stages = [("", gettext_lazy("Belum diketahui")), *SchoolStage.choices]
        for n in range(1, self.lines + 1):
            name, born, stage = _labels(n)
            self.fields[f"anak_{n}"] = forms.CharField(label=name, max_length=120, required=False)
            self.fields[f"lahir_{n}"] = BirthField(label=born, required=False)
            self.fields[f"sekolah_{n}"] = forms.ChoiceField(
                label=stage, choices=stages, required=False
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for n in range(1, self.lines + 1):
            if data.get(f"anak_{n}") and not data.get(f"lahir_{n}"):
                self.add_error(f"lahir_{n}", _("Isi tanggal lahir anak ini."))
            if data.get(f"lahir_{n}") and not data.get(f"anak_{n}"):
                self.add_error(f"anak_{n}", _("Isi nama anak ini."))
        return data

    def told(self, on: date) -> FamilyTold:
        """The family as the service takes it; empty lines are left out."""
        data = self.cleaned_data
        return FamilyTold(
            marital=MaritalState(data["status"]),
            notice_on=on,
            spouse_name=data["pasangan"],
            spouse_birth_date=data["lahir_pasangan"],
            marital_paper=data["surat"],
            children_told=data["jumlah_anak"],
            children=[
                ToldChild(
                    name=data[f"anak_{n}"],
                    birth_date=data[f"lahir_{n}"],
                    stage=data[f"sekolah_{n}"],
                )
                for n in range(1, self.lines + 1)
                if data[f"anak_{n}"]
            ],
            version=data["versi"],
        )


def values_of(sheet: FamilySheet | None) -> dict[str, Any]:
    """What the form shows of a sheet that is already there."""
    if sheet is None:
        return {"versi": 0, "status": MaritalState.MARRIED}
    values: dict[str, Any] = {
        "versi": sheet.version,
        "status": sheet.marital,
        "pasangan": sheet.spouse_name.reveal() if sheet.spouse_name else "",
        "lahir_pasangan": _day(sheet.spouse_birth_date.reveal() if sheet.spouse_birth_date else ""),
        "surat": sheet.marital_paper.reveal() if sheet.marital_paper else "",
        "jumlah_anak": sheet.children_told,
    }
    for n, child in enumerate(children_on(sheet), start=1):
        values |= {
            f"anak_{n}": child.name.reveal(),
            f"lahir_{n}": _day(child.birth_date.reveal()),
            f"sekolah_{n}": child.stage,
        }
    return values


def _labels(n: int) -> tuple[str, str, str]:
    number = {"n": n}
    return (
        _("Anak ke-%(n)d: nama") % number,
        _("Anak ke-%(n)d: tanggal lahir") % number,
        _("Anak ke-%(n)d: sekolah") % number,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
