"""The calculator's forms: plain GET, so that an answer can be kept as a bookmark.

They ask for no name, number or address; what is left empty counts as not applicable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.audit.clock import today
from payung.kernel.errors import BadInput
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.law.engine.rule import FIRST_DAY
from payung.law.jamsostek.case_reader import InvalidCase, read_percent
from payung.law.jamsostek.children import fits_age
from payung.law.jamsostek.disability_schedule import ScheduleRow, percent_of, schedule
from payung.law.jamsostek.inputs import MAX_INCOME, MAX_MONTHS, MAX_RUPIAH, STAGES
from payung.law.jamsostek.iuran import lowest_base
from payung.ui.format import write_date
from payung.ui.forms import BirthField, MonthChoiceField, PayungForm, RupiahField, TanggalField
from payung.ui.words import shown
from payung.web.calculator import wording

CHILDREN = 4
DEFAULTS = {
    "sebab": "belum", "segmen": "bpu", "ahli_waris": "belum", "pembayar": "unknown"
} | {f"anak{number}_keadaan": "biasa" for number in range(1, CHILDREN + 1)}  # fmt: skip
"""What a choice means that an address leaves out."""


def with_defaults(given: QueryDict) -> QueryDict:
    """The answers of an address, completed."""
    answers = given.copy()
    for name, value in (DEFAULTS | {"upah": str(lowest_base())}).items():
        if not answers.get(name, "").strip():
            answers[name] = value
    return answers


class MonthsField(forms.IntegerField):
    """A number of months, typed with the numeric keypad."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "class": "w-4", "autocomplete": "off"})
        words = {"invalid": gettext_lazy("Tulis jumlah bulan dengan angka, misalnya 12.")}
        super().__init__(
            required=False, min_value=0, max_value=MAX_MONTHS, widget=widget, error_messages=words,
            **kwargs,
        )  # fmt: skip


class PercentField(forms.CharField):
    """A percentage with comma or point, as the law reads it; gives its text with a point."""

    def __init__(self, *, column: str = "disability_percent", **kwargs: Any) -> None:
        self.column = column
        widget = forms.TextInput({"inputmode": "decimal", "class": "w-4", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, max_length=8, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).removesuffix("%").strip().replace(",", ".")
        try:
            if text:
                read_percent(self.column, text, 100)
        except InvalidCase:
            if self.column == "function_loss_percent":
                raise ValidationError(
                    _("Tulis persen di atas 0 sampai 100. Kosongkan bila tidak ada.")
                ) from None
            raise ValidationError(_("Tulis persen 0 sampai 100, misalnya 4,5.")) from None
        return text


def _cost(label: Any, hint: Any = "") -> RupiahField:
    return RupiahField(label=label, help_text=hint, required=False, max_value=MAX_RUPIAH)


class CaseForm(PayungForm):
    """One event of one worker."""

    sebab = forms.ChoiceField(
        label=gettext_lazy("Sebabnya"),
        choices=wording.CAUSES,
        widget=forms.RadioSelect,
        initial="belum",
    )
    peristiwa = forms.ChoiceField(
        label=gettext_lazy("Apa yang terjadi"), choices=wording.EVENTS, widget=forms.RadioSelect
    )
    tanggal = TanggalField(
        label=gettext_lazy("Tanggal peristiwa"),
        help_text=gettext_lazy("Hari kematian atau hari kecelakaan. Misalnya 26 5 2025."),
    )
    tanggal_kecelakaan = TanggalField(
        label=gettext_lazy("Tanggal kecelakaan, bila bukan hari itu"),
        help_text=gettext_lazy("Untuk kematian atau cacat beberapa waktu sesudah kecelakaan."),
        required=False,
    )
    segmen = forms.ChoiceField(
        label=gettext_lazy("Cara bekerja"),
        help_text=gettext_lazy("Yang iurannya dibayar kota biasanya BPU."),
        choices=wording.SEGMENTS,
    )
    upah = RupiahField(
        label=gettext_lazy("Upah sebulan yang tercatat di BPJS"),
        help_text=gettext_lazy("Peserta yang iurannya dibayar kota biasanya Rp1.000.000."),
        max_value=MAX_INCOME,
        initial=lowest_base,
    )
    bulan_iur = MonthsField(
        label=gettext_lazy("Bulan iuran dibayar berturut-turut sebelum peristiwa"),
        help_text=gettext_lazy(
            "Untuk syarat 3 bulan iur dan kepesertaan. Bulan peristiwa tidak dihitung."
        ),
    )
    bulan_kepesertaan = MonthsField(
        label=gettext_lazy("Bulan penuh sejak awal kepesertaan"),
        help_text=gettext_lazy("Boleh kosong bila iuran tidak pernah terputus."),
    )
    bulan_iur_semua = MonthsField(
        label=gettext_lazy("Semua bulan iuran yang pernah dibayar"),
        help_text=gettext_lazy("Isi bila iuran pernah terputus. Penting untuk beasiswa."),
    )
    menunggak = MonthsField(
        label=gettext_lazy("Bulan belum dibayar tepat sebelum peristiwa"),
        help_text=gettext_lazy("Kosong berarti tidak ada."),
    )
    pembayar = forms.ChoiceField(
        label=gettext_lazy("Siapa yang membayar iurannya"),
        help_text=gettext_lazy("Penting bila iuran menunggak: dana pemerintah punya pengecualian."),
        choices=wording.CASE_PAYERS,
        initial="unknown",
    )
    kepesertaan_lain = forms.BooleanField(
        label=gettext_lazy("Kepesertaan lain sudah menanggung pemakaman"), required=False
    )
    cacat = forms.ChoiceField(label=gettext_lazy("Bagian yang cacat"), required=False)
    langkah = MonthsField(
        label=gettext_lazy("Berapa kali"),
        help_text=gettext_lazy("Hanya untuk baris “tiap 10 dB” atau “tiap 10 persen”."),
    )
    persen_dokter = PercentField(
        label=gettext_lazy("Persen cacat menurut dokter"),
        help_text=gettext_lazy("Isi bila dokter sudah menetapkan, atau bila baris berentang."),
    )
    kurang_fungsi = PercentField(
        column="function_loss_percent",
        label=gettext_lazy("Persen kurang fungsi"),
        help_text=gettext_lazy("Isi bila anggota badan masih ada tetapi fungsinya berkurang."),
    )
    tak_mampu_kerja = MonthsField(label=gettext_lazy("Bulan tidak mampu bekerja"))
    hari_tak_mampu = forms.IntegerField(
        label=gettext_lazy("Hari tidak mampu bekerja, di luar bulan penuh"),
        required=False,
        min_value=0,
        max_value=29,
        widget=forms.TextInput({"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Tulis jumlah hari 0 sampai 29.")},
    )
    biaya_obat = _cost(gettext_lazy("Biaya pengobatan"))
    angkut_darat = _cost(gettext_lazy("Biaya angkutan darat, sungai, atau danau"))
    angkut_laut = _cost(gettext_lazy("Biaya angkutan laut"))
    angkut_udara = _cost(gettext_lazy("Biaya angkutan udara"))
    lalu_lintas = forms.BooleanField(label=gettext_lazy("Kecelakaan lalu lintas"), required=False)
    ahli_waris = forms.ChoiceField(
        label=gettext_lazy("Keluarga terdekat yang masih hidup"),
        choices=wording.HEIRS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fields = dict(self.base_fields)
        for number in range(1, CHILDREN + 1):
            fields |= _child_fields(number)
        self.__dict__["base_fields"] = fields  # before the words of their mistakes are set
        super().__init__(*args, **kwargs)
        self.fields["cacat"].choices = _disability_choices()  # type: ignore[attr-defined]

    @property
    def children(self) -> list[tuple[bool, list[BoundField]]]:
        """The fields of each child, and whether its part of the page stands open."""
        return [
            (
                self._open(f"anak{number}_jenjang", f"anak{number}_lahir"),
                [self[f"anak{number}_{part}"] for part in ("jenjang", "lahir", "keadaan")],
            )
            for number in range(1, CHILDREN + 1)
        ]

    def clean_tanggal(self) -> date | None:
        day: date | None = self.cleaned_data["tanggal"]
        if day and not FIRST_DAY <= day <= today():
            first, last = write_date(FIRST_DAY), write_date(today())
            raise ValidationError(
                _("Isi tanggal antara %(first)s dan %(last)s.") % {"first": first, "last": last}
            )
        return day

    def clean_tanggal_kecelakaan(self) -> date | None:
        accident: date | None = self.cleaned_data["tanggal_kecelakaan"]
        event: date | None = self.cleaned_data.get("tanggal")
        if accident and not FIRST_DAY <= accident <= (event or today()):
            raise ValidationError(
                _("Isi tanggal antara %(first)s dan hari peristiwa.")
                % {"first": write_date(FIRST_DAY)}
            )
        return accident

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        in_a_row, in_all = data.get("bulan_iur"), data.get("bulan_iur_semua")
        if in_a_row is not None and in_all is not None and in_all < in_a_row:
            self.add_error(
                "bulan_iur_semua", _("Tidak boleh lebih sedikit dari bulan yang berturut-turut.")
            )
        for number in range(1, CHILDREN + 1):
            self._check_child(data, number)
        self._find_disability(data)
        return data

    def _check_child(self, data: Mapping[str, Any], number: int) -> None:
        born, day = data.get(f"anak{number}_lahir"), data.get("tanggal")
        if born and day and born > day:
            self.add_error(
                f"anak{number}_lahir",
                _("Anak ke-%d lahir sesudah peristiwa. Periksa tahunnya.") % number,
            )
        stage = data.get(f"anak{number}_jenjang")
        if born and stage and day and born <= day and not fits_age(STAGES[stage], born, day):
            self.add_error(
                f"anak{number}_jenjang",
                _("Sekolah anak ke-%d tidak cocok dengan usianya. Periksa tahun lahirnya.")
                % number,
            )
        if born and not stage:
            self.add_error(f"anak{number}_jenjang", _("Pilih sekolah anak ke-%d.") % number)

    def _find_disability(self, data: dict[str, Any]) -> None:
        """The percentage of the schedule's row; the doctor's own where the row leaves it open."""
        row, by_doctor = schedule().get(data.get("cacat") or ""), data.get("persen_dokter") or ""
        if row and "persen_dokter" in data and "langkah" in data:
            try:
                steps = data["langkah"] or 1
                given = Decimal(by_doctor) if by_doctor else None
                data["persen"] = str(percent_of(row.id, steps=steps, set_by_doctor=given))
            except BadInput:
                self.add_error(*_row_refusal(row))
        else:
            data["persen"] = by_doctor
        partial = data.get("peristiwa") == "partial_disability"
        if partial and not row and not by_doctor and "persen_dokter" in data:
            self.add_error("cacat", _("Pilih bagian yang cacat, atau isi persen menurut dokter."))

    @property
    def disability_row(self) -> ScheduleRow | None:
        return schedule().get(self.cleaned_data.get("cacat") or "")

    @property
    def has_gaps(self) -> bool:
        return self._open("bulan_kepesertaan", "bulan_iur_semua", "kepesertaan_lain")

    @property
    def has_injury(self) -> bool:
        parts = (
            "cacat", "langkah", "persen", "kurang", "tak_", "hari_", "biaya", "angkut", "lalu",
            "tanggal_kecelakaan",
        )  # fmt: skip
        return self._open(*parts)

    def _open(self, *prefixes: str) -> bool:
        """Filled in, or to be mended."""
        filled = [name for name, value in self.data.items() if value]
        return any(name.startswith(prefixes) for name in (*filled, *self.errors))


class ContributionForm(PayungForm):
    """One month of one worker."""

    segmen = forms.ChoiceField(
        label=gettext_lazy("Cara bekerja"), choices=wording.CONTRIBUTION_SEGMENTS
    )
    penghasilan = RupiahField(
        label=gettext_lazy("Penghasilan atau upah sebulan"),
        max_value=MAX_INCOME,
        initial=lowest_base,
    )
    sektor = forms.ChoiceField(label=gettext_lazy("Bidang kerja"), choices=wording.SECTORS)
    pembayar = forms.ChoiceField(label=gettext_lazy("Siapa yang membayar"), choices=wording.PAYERS)
    jht = forms.BooleanField(label=gettext_lazy("Dengan Jaminan Hari Tua"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = Month.containing(today())
        field = MonthChoiceField(
            first=Month.containing(FIRST_DAY), last=now + 12, label=_("Bulan iuran"), initial=now
        )
        self.__dict__["base_fields"] = {"bulan": field, **self.base_fields}
        super().__init__(*args, **kwargs)


def _child_fields(number: int) -> dict[str, forms.Field]:
    stages = [("", _("Tidak ada")), *wording.stage_choices()]
    return {
        f"anak{number}_jenjang": forms.ChoiceField(
            label=_("Sekolah anak ke-%d saat peristiwa") % number, choices=stages, required=False
        ),
        f"anak{number}_lahir": BirthField(
            label=_("Tanggal lahir anak ke-%d") % number,
            help_text=_("Beasiswa berakhir pada usia 23 tahun."),
            required=False,
        ),
        f"anak{number}_keadaan": forms.ChoiceField(
            label=_("Keadaan anak ke-%d") % number, choices=wording.CHILD_STATES
        ),
    }


def _disability_choices() -> list[tuple[str, Any]]:
    """Rows that were read in a source first, the others marked as not verified."""
    groups: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for row in schedule().values():
        groups[row.verified].append((row.id, _row_words(row)))
    return [
        ("", _("Tidak ada")),
        (_("Sudah dicocokkan"), groups[True]),
        (_("Belum dipastikan"), groups[False]),
    ]


_EACH = {"10 dB": say("tiap 10 dB"), "10 persen": say("tiap 10 persen")}


def _row_words(row: ScheduleRow) -> str:
    label = row.label if wording.language() == "id" else row.label_en.capitalize()
    sides = {"dominant": _("tangan yang biasa dipakai"), "other": _("tangan yang lain"), "": ""}
    least, most = (f"{Decimal(end) / 10:f}".removesuffix(".0") for end in (row.least, row.most))
    percent = least if least == most else f"{least}–{most}"
    step = shown(_EACH[row.per]) if row.per else ""
    parts = [label, sides[row.side], f"{wording.decimal(percent)} %", step]
    return ", ".join(str(part) for part in parts if part)


def _row_refusal(row: ScheduleRow) -> tuple[str, str]:
    if row.least != row.most:
        least, most = row.least // 10, row.most // 10
        return "persen_dokter", _("Isi persen dari dokter: %(least)d sampai %(most)d.") % {
            "least": least, "most": most,
        }  # fmt: skip
    return "langkah", _("Kosongkan, atau isi jumlah yang cocok dengan baris tabel.")
