"""Filters of cases and the forms of the acts in a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.areas.forms import AreaField
from payung.claims.case.months import DeathMonthOutlook
from payung.claims.case.objections import ATTORNEY, HEIR
from payung.claims.entitlement.prediction import NOW
from payung.claims.entitlement.words import (
    COMPONENT_WORDS,
    PAYER_WORDS,
    RELATION_WORDS,
    between,
)
from payung.claims.ground.harm import program_words
from payung.claims.ground.school import class_choices
from payung.claims.models import Case, CaseState, EventKind, Program
from payung.ledger.models import Segment
from payung.ui.format import write_rupiah
from payung.ui.forms import BirthField, PayungForm, RupiahField, TanggalField


class CaseFilter(forms.Form):
    """Which cases to show; kept in the URL."""

    q = forms.CharField(label=_("Nama"), required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Semua")), *CaseState.choices], required=False
    )
    program = forms.ChoiceField(
        label=_("Program"), choices=[("", _("Semua")), *Program.choices], required=False
    )
    wilayah = AreaField(required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.data.get("wilayah", ""))
        self.fields["wilayah"].offer(  # type: ignore[attr-defined]
            actor.area, everything=_("Semua"), chosen=chosen
        )

    def wanted(self) -> dict[str, Any]:
        if not self.is_valid():
            return {}
        data = self.cleaned_data
        return {
            "text": data["q"].strip(),
            "state": data["keadaan"],
            "program": data["program"],
            "area": data["wilayah"],
        }


class PapersForm(PayungForm):
    """The papers of one visit as a list of ticks, each with room for a photo; a photo ticks too."""

    def __init__(
        self,
        *args: Any,
        waiting: Sequence[tuple[str, str]],
        there: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _label in (*waiting, *there)]
        for code, label in waiting:
            self.fields[f"ada_{code}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"foto_{code}"] = self._photo(_("Foto %(paper)s"), label)
        for code, label in there:
            self.fields[f"foto_{code}"] = self._photo(_("Ganti foto %(paper)s"), label)

    def _photo(self, words: Any, label: str) -> forms.FileField:
        return forms.FileField(
            label=words % {"paper": label[:1].lower() + label[1:]},
            required=False,
            widget=forms.ClearableFileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
        )

    def photos(self) -> dict[str, Any]:
        """The photos that were taken, by paper."""
        taken = {code: self.cleaned_data.get(f"foto_{code}") for code in self.codes}
        return {code: photo for code, photo in taken.items() if photo}

    def ticked(self) -> list[str]:
        """The papers that are there now."""
        data, photos = self.cleaned_data, self.photos()
        return [code for code in self.codes if data.get(f"ada_{code}") or code in photos]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.ticked():
            raise forms.ValidationError(_("Centang paling sedikit satu surat, atau ambil fotonya."))
        return data


class AskLaterForm(PayungForm):
    """One more paper: which, who wants it, and why."""

    surat = forms.ChoiceField(label=_("Surat yang diminta"))
    peminta = forms.CharField(label=_("Siapa yang meminta"), max_length=60)
    alasan = forms.CharField(label=_("Mengapa surat itu diperlukan"), max_length=130)

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["surat"].choices = papers  # type: ignore[attr-defined]


class AskBackForm(PayungForm):
    """What BPJS wants, and who there said so."""

    alasan = forms.CharField(label=_("Apa yang diminta BPJS, dan mengapa"), max_length=130)
    peminta = forms.CharField(label=_("Nama petugas BPJS yang meminta"), max_length=60)


class SubmitForm(PayungForm):
    """On which day the file went to BPJS, and what BPJS gave for it."""

    tanggal = TanggalField(label=_("Tanggal diajukan"))
    tanda_terima = forms.CharField(
        label=_("Nomor tanda terima BPJS"),
        help_text=_("Boleh kosong bila BPJS belum memberi."),
        max_length=80,
        required=False,
    )


class BpjsDecisionForm(PayungForm):
    """What BPJS decided; the fields come filled with what was predicted.

    Benefits that were not predicted can be noted too: BPJS may grant what nobody expected.
    """

    nomor = forms.CharField(label=_("Nomor surat BPJS"), max_length=60)
    cabang = forms.CharField(label=_("Cabang BPJS"), max_length=80, required=False)
    tanggal = TanggalField(label=_("Tanggal keputusan"))
    alasan = forms.CharField(
        label=_("Alasan BPJS, bila menolak atau berbeda dari hitungan"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, predicted: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in sorted((*NOW, "beasiswa"), key=lambda name: not predicted.get(name)):
            self.fields[name] = RupiahField(
                label=COMPONENT_WORDS[name], initial=predicted.get(name) or None, required=False
            )

    def amounts(self) -> dict[str, int]:
        return {n: self.cleaned_data[n] for n in COMPONENT_WORDS if self.cleaned_data.get(n)}


class DateForm(PayungForm):
    tanggal = TanggalField(label=_("Tanggal"))


class SendForm(PayungForm):
    """Who sends a letter to BPJS: the heir, or a helper with the heir's power of attorney."""

    pengirim = forms.ChoiceField(
        label=_("Siapa yang mengirim?"),
        widget=forms.RadioSelect,
    )
    tanggal = TanggalField(label=_("Tanggal dikirim"))

    def __init__(self, *args: Any, fatal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = _("Ahli waris sendiri") if fatal else _("Peserta sendiri")
        self.fields["pengirim"].choices = [  # type: ignore[attr-defined]
            (HEIR, own),
            (ATTORNEY, _("Pendamping, dengan surat kuasa")),
        ]


class AnswerForm(PayungForm):
    jawaban = forms.CharField(label=_("Jawaban BPJS"), max_length=300)
    tanggal = TanggalField(label=_("Tanggal jawaban"))


class ClassifyForm(PayungForm):
    program = forms.ChoiceField(label=_("Termasuk apa?"), widget=forms.RadioSelect)
    alasan = forms.CharField(label=_("Bukti dan alasan"), max_length=180)

    def __init__(self, *args: Any, fatal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other = (
            _("JKM: bukan karena kerja") if fatal else _("Bukan karena kerja: JKK tidak membayar")
        )
        self.fields["program"].choices = [  # type: ignore[attr-defined]
            (Program.JKM, other),
            (Program.JKK, _("JKK: karena kerja")),
        ]


_SHARES = {"persen_cacat": "disability_permille", "persen_fungsi": "function_loss_permille"}
_COSTS = ("medical_cost_rp", "transport_land_rp", "transport_sea_rp", "transport_air_rp")


def asked_of(case: Case) -> frozenset[str]:
    """Which facts make sense for what happened: nobody who is dead needs glasses."""
    if case.event.kind == EventKind.DEATH:
        at_work = case.program != Program.JKM
        return frozenset(
            ("other_membership", "missing_person", *((*_COSTS, "violence") if at_work else ()))
        )
    if case.fatal:
        return frozenset(
            (*_COSTS, "home_care_rp", "incapacity_months", "other_membership", "violence")
        )
    return frozenset(FactsForm.base_fields) - {"missing_person", "other_membership"}


class FactsForm(PayungForm):
    """What happened to the injured and what it cost; the law's sums follow from it."""

    outcome = forms.ChoiceField(
        label=_("Akibatnya"),
        choices=(
            ("injury", _("Cedera, bisa sembuh")),
            ("partial_disability", _("Cacat sebagian")),
            ("total_disability", _("Cacat total tetap")),
        ),
    )
    incapacity_months = forms.IntegerField(
        label=_("Bulan tidak mampu bekerja"), min_value=0, max_value=120
    )
    incapacity_days = forms.IntegerField(
        label=_("Hari tidak mampu bekerja di luar bulan penuh"),
        min_value=0,
        max_value=29,
        required=False,
    )
    persen_cacat = forms.DecimalField(
        label=_("Persen cacat menurut dokter"), min_value=0, max_value=100, decimal_places=1
    )
    medical_cost_rp = RupiahField(label=_("Biaya pengobatan"))
    transport_land_rp = RupiahField(label=_("Angkutan darat, sungai, danau"))
    transport_sea_rp = RupiahField(label=_("Angkutan laut"))
    transport_air_rp = RupiahField(label=_("Angkutan udara"))
    home_care_rp = RupiahField(label=_("Perawatan di rumah"))
    prosthesis_rp = RupiahField(label=_("Ortesis atau protesis"))
    hearing_rp = RupiahField(label=_("Alat bantu dengar"))
    glasses_rp = RupiahField(label=_("Kacamata"))
    dental_rp = RupiahField(label=_("Gigi tiruan"))
    rehabilitation_rp = RupiahField(label=_("Rehabilitasi medis"))
    persen_fungsi = forms.DecimalField(
        label=_("Persen berkurangnya fungsi menurut dokter"),
        min_value=0,
        max_value=100,
        decimal_places=1,
    )
    two_losses = forms.BooleanField(
        label=_("Lebih dari satu kehilangan, misalnya anggota badan dan fungsi"), required=False
    )
    other_membership = forms.BooleanField(
        label=_("Kepesertaan lain juga membayar pemakaman"), required=False
    )
    violence = forms.BooleanField(label=_("Kekerasan di tempat kerja"), required=False)
    missing_person = forms.BooleanField(label=_("Orang hilang"), required=False)

    def __init__(self, *args: Any, asked: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(asked):
            del self.fields[name]

    def changes(self) -> dict[str, Any]:
        """The columns of the case's facts; what wasn't asked stays as it is."""
        data = dict(self.cleaned_data)
        for own, column in _SHARES.items():
            if own in data:
                data[column] = int(data.pop(own) * 10)
        if "incapacity_days" in data:
            data["incapacity_days"] = data["incapacity_days"] or 0
        return data


class BasisForm(PayungForm):
    """What a person knows better than ledger and programme, and from where."""

    segmen = forms.ChoiceField(
        label=_("Segmen"), choices=[("", _("Tetap")), *Segment.choices], required=False
    )
    upah = RupiahField(
        label=_("Upah atau dasar sebulan"),
        help_text=_("Kosongkan bila sudah benar."),
        required=False,
    )
    pembayar = forms.ChoiceField(
        label=_("Pembayar iuran"),
        choices=[("", _("Tetap")), *PAYER_WORDS.items()],
        required=False,
    )
    alasan = forms.CharField(
        label=_("Dari mana Anda tahu?"),
        help_text=_("Misalnya slip gaji, kartu BPJS, atau jawaban cabang."),
        max_length=300,
    )


class CauseEvidenceForm(PayungForm):
    program = forms.ChoiceField(label=_("Berbicara untuk"), widget=forms.RadioSelect)
    keterangan = forms.CharField(label=_("Bukti"), max_length=200)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].choices = [  # type: ignore[attr-defined]
            (program, program_words(case, program)) for program in (Program.JKM, Program.JKK)
        ]


class VisitForm(PayungForm):
    """What the family answered when it was asked; nothing else depends on it."""

    setuju = forms.ChoiceField(
        label=_("Apakah keluarga setuju dikunjungi Wali Kota?"),
        help_text=_("Tanyakan dulu. Jawaban tidak mengubah pengurusan dan pembayaran."),
        choices=(("ya", _("Ya, setuju")), ("tidak", _("Tidak"))),
        widget=forms.RadioSelect,
    )


class MemberForm(PayungForm):
    """One living relative; an empty line counts for nothing."""

    nama = forms.CharField(label=_("Nama seperti di KK"), max_length=120, required=False)
    hubungan = forms.ChoiceField(
        label=_("Hubungan"),
        choices=[("", _("Pilih")), *((r.value, words) for r, words in RELATION_WORDS.items())],
        required=False,
    )
    lahir = BirthField(label=_("Tanggal lahir"), required=False)
    jenjang = forms.ChoiceField(
        label=_("Kelas anak pada hari kejadian"),
        choices=partial(class_choices, with_none=True),
        required=False,
    )
    menikah = forms.BooleanField(label=_("Sudah menikah"), required=False)
    dipilih = forms.BooleanField(label=_("Dipilih menerima beasiswa"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("nama") and not data.get("hubungan"):
            self.add_error("hubungan", _("Pilih hubungan dengan peserta."))
        if data.get("hubungan") and not data.get("nama"):
            self.add_error("nama", _("Nama anggota keluarga kosong. Isi nama seperti di KK."))
        return data


class DeathMonthForm(PayungForm):
    """The month of a death: each answer says what the family is due then."""

    putusan = forms.ChoiceField(
        label=_("Bulan kematian yang belum dibayar"),
        widget=forms.RadioSelect,
        help_text=_("Iuran yang dibayar sesudah kematian belum tentu diakui BPJS."),
    )
    alasan = forms.CharField(label=_("Alasan"), max_length=160)

    def __init__(self, *args: Any, outlook: DeathMonthOutlook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = write_rupiah(outlook.amount_rp)
        self.fields["putusan"].choices = [  # type: ignore[attr-defined]
            (
                "bayar",
                _("Bayar %(amount)s: keluarga mendapat %(due)s")
                % {"amount": amount, "due": between(*outlook.paid)},
            ),
            (
                "tidak",
                _("Tidak dibayar: keluarga mendapat %(due)s") % {"due": between(*outlook.unpaid)},
            ),
        ]
