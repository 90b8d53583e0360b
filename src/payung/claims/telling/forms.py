"""The forms of a report: whom, then for each kind of event what is asked about it, and no more."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.areas.selectors import areas_in
from payung.claims.models import ChangeKind, EventKind, Teller
from payung.kernel.area import AreaKind, city_of
from payung.ui.forms import PayungForm, TanggalField

_YES_NO = (("ya", _("Ya")), ("tidak", _("Tidak")), ("", _("Belum tahu")))
_ASKED: dict[str, str | Promise] = {
    ChangeKind.NEW_JOB: _("Bekerja di mana, sebagai apa?"),
    ChangeKind.CIVIL_SERVANT: _("Di instansi mana, sebagai apa?"),
    ChangeKind.MARRIAGE: _("Dengan siapa?"),
    ChangeKind.CHILD_SCHOOL: _("Nama anak, dan sekolah serta kelasnya sekarang"),
    ChangeKind.CHILD_MARRIAGE: _("Nama anak, dan apa yang terjadi"),
}
"""What the one line of a change says beside the day."""

ELSEWHERE = "luar"
"""The answer of who moved out of the city."""

HINTS: dict[str, str | Promise] = {
    EventKind.DEATH: _("Iuran sesudahnya ditahan dan keluarga dikunjungi."),
    EventKind.ACCIDENT: _("Anda langsung melihat PLKK terdekat. Batas lapor 2 × 24 jam."),
    ChangeKind.MOVE: _("Di dalam kota tidak ada yang berubah. Ke luar kota, kota memutuskan."),
    ChangeKind.NEW_JOB: _("Dua perlindungan boleh; kota memutuskan."),
    ChangeKind.CIVIL_SERVANT: _("Program kota bukan untuk ASN; kota memutuskan."),
    ChangeKind.MARRIAGE: _("Pasangan menjadi ahli waris."),
    ChangeKind.CHILD_SCHOOL: _("Besarnya beasiswa mengikuti kelas anak."),
    ChangeKind.CHILD_MARRIAGE: _("Hak beasiswa anak bisa berubah."),
}
"""What each kind of report sets going, in one sentence."""


class WhoForm(forms.Form):
    """Whom the report is about: words of the name, within the reporter's own area."""

    q = forms.CharField(label=_("Nama orang yang dilaporkan"), required=False)
    apa = forms.CharField(required=False, widget=forms.HiddenInput)


class LineForm(PayungForm):
    """What every report says; its id is made once, so that a re-send never doubles."""

    id = forms.UUIDField(widget=forms.HiddenInput({"data-record-id": ""}), initial=uuid4)
    tanggal = TanggalField(label=_("Tanggal kejadian"))


class TellerForm(LineForm):
    """Who told it: whoever notes down what a family or a hospital telephoned says so."""

    pengabar = forms.ChoiceField(
        label=_("Anda tahu dari siapa?"), choices=Teller.choices, required=False
    )

    def teller(self) -> Teller:
        return Teller(self.cleaned_data["pengabar"] or Teller.SELF)


class DeathForm(TellerForm):
    kerja = forms.ChoiceField(
        label=_("Terjadi saat bekerja, atau di jalan ke tempat kerja?"),
        choices=_YES_NO,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    lalu_lintas = forms.BooleanField(label=_("Kecelakaan lalu lintas"), required=False)
    keterangan = forms.CharField(
        label=_("Tempat dan sebab, singkat"), max_length=120, required=False
    )
    keluarga_nama = forms.CharField(
        label=_("Siapa dari keluarga yang bisa dihubungi?"),
        help_text=_("Misalnya: Siti, istri. Boleh kosong bila belum tahu."),
        max_length=80,
        required=False,
    )
    keluarga_hp = forms.CharField(
        label=_("Nomor HP keluarga itu"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    field_order = [
        "id",
        "tanggal",
        "kerja",
        "lalu_lintas",
        "keterangan",
        "keluarga_nama",
        "keluarga_hp",
        "pengabar",
    ]

    def facts(self) -> dict[str, Any]:
        """The facts of `services.Report` that the form knows."""
        data = self.cleaned_data
        return {
            "work_related": {"ya": True, "tidak": False}.get(data["kerja"]),
            "traffic": data["lalu_lintas"],
            "place": data["keterangan"],
            "kin_name": data["keluarga_nama"],
            "kin_phone": data["keluarga_hp"],
            "teller": self.teller(),
        }


class AccidentForm(DeathForm):
    """What the notice of Pasal 48A asks beside: the hour, the course, who tells and his number."""

    jam = forms.TimeField(
        label=_("Jam kejadian, bila tahu"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput({"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis jam seperti 14.30.")},
    )
    kronologi = forms.CharField(
        label=_("Apa yang terjadi, singkat"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    pengabar_nama = forms.CharField(label=_("Nama yang mengabari"), max_length=80, required=False)
    pengabar_hp = forms.CharField(
        label=_("Nomor HP yang mengabari"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    field_order = [
        "id",
        "tanggal",
        "jam",
        "kerja",
        "lalu_lintas",
        "keterangan",
        "kronologi",
        "keluarga_nama",
        "keluarga_hp",
        "pengabar",
        "pengabar_nama",
        "pengabar_hp",
    ]

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return super().facts() | {
            "happened_at": data["jam"],
            "chronology": data["kronologi"],
            "teller_name": data["pengabar_nama"],
            "teller_phone": data["pengabar_hp"],
        }


class MoveForm(TellerForm):
    """Where to: another kelurahan of this city holds nothing, another city does."""

    ke = forms.ChoiceField(
        label=_("Pindah ke mana?"),
        help_text=_(
            "Di dalam kota: perlindungan jalan terus. Ke luar kota: iuran mulai bulan berikutnya"
            " ditahan setelah kelurahan memastikan, sampai kota memutuskan."
        ),
    )
    keterangan = forms.CharField(
        label=_("Alamat baru, atau kota dan kabupatennya"), max_length=120, required=False
    )
    field_order = ["id", "tanggal", "ke", "keterangan", "pengabar"]

    def __init__(self, *args: Any, home: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = areas_in(city_of(home), AreaKind.KELURAHAN)
        self.fields["ke"].choices = [  # type: ignore[attr-defined]
            ("", _("Pilih")),
            (ELSEWHERE, _("Ke kota atau kabupaten lain")),
            (_("Di dalam kota ini"), list(inside.order_by("name").values_list("code", "name"))),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("ke") == ELSEWHERE and not data.get("keterangan"):
            self.add_error("keterangan", _("Tulis pindah ke kota atau kabupaten mana."))
        return data

    def to_area(self) -> str:
        """The kelurahan, where it lies inside the city."""
        chosen = str(self.cleaned_data["ke"])
        return "" if chosen == ELSEWHERE else chosen


class ChangeForm(TellerForm):
    """A move, a job, a marriage, a school: the day and one line."""

    keterangan = forms.CharField(max_length=120, required=False)
    field_order = ["id", "tanggal", "keterangan", "pengabar"]

    def __init__(self, *args: Any, kind: ChangeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keterangan"].label = str(_ASKED[kind])
        self.fields["keterangan"].required = kind != ChangeKind.MARRIAGE
