"""Forms that make a programme: its terms, its rules, its quotas, and one more payer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.scope import Actor
from payung.areas.selectors import areas_in
from payung.kernel.area import AreaKind
from payung.kernel.month import Month
from payung.ledger.payers import payers
from payung.programmes.models import Prepaid, Programme
from payung.programmes.rules.rulebook import PRIORITIES, PRIORITY_RULES, SWITCHES
from payung.ui.format import write_month
from payung.ui.forms import MonthChoiceField, PayungForm, RupiahField
from payung.verification.models import Category

SCHEMES = (
    ("bpu", _("BPU: JKK dan JKM")),
    ("bpu+jht", _("BPU: JKK, JKM, dan JHT")),
    ("pu", _("PU non-ASN: JKK dan JKM dari upah")),
    ("jakon", _("Jakon: pekerjaan RT dengan surat tugas")),
)
_RULE_WORDS = {
    "domisili": _("Harus tinggal di wilayah program"),
    "keadaan": _("Tidak meninggal, pindah, bekerja sebagai PU, atau ASN/TNI/POLRI"),
    "belum_dibayar": _("Belum dibayar pihak lain pada bulan yang sama"),
}
_PRIORITY_WORDS = {
    "lanjut": _("Sudah peserta sebelum program ini"),
    "penghasilan": _("Penghasilan paling tinggi"),
    "desil": _("Desil paling tinggi"),
    "usia": _("Umur"),
    "pekerjaan": _("Pekerjaan"),
}
_BASIS = _("Dasar hukum")


class TermsForm(PayungForm):
    """Who pays what for whom, from when to when, out of which account."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kode = forms.CharField(
        label=_("Kode program"), max_length=30, help_text=_("Misalnya PR-2026. Tidak bisa diubah.")
    )
    nama = forms.CharField(label=_("Nama program"), max_length=120)
    pembayar = forms.ChoiceField(label=_("Pembayar"))
    skema = forms.ChoiceField(label=_("Skema"), choices=SCHEMES)
    kategori = forms.ChoiceField(label=_("Jenis pekerja"), choices=Category.choices)
    dasar = forms.CharField(
        label=_BASIS, max_length=200, help_text=_("Perwal atau keputusan, dengan nomornya.")
    )
    tahun = forms.IntegerField(label=_("Tahun anggaran"), min_value=2015, max_value=2100)
    orang = forms.IntegerField(label=_("Jumlah tempat"), min_value=1)
    pagu = RupiahField(label=_("Pagu seluruh masa program"))
    penghasilan = RupiahField(
        label=_("Penghasilan atau upah dasar iuran"),
        help_text=_("BPU paling rendah Rp1.000.000. Untuk PU: upah sebulan."),
    )
    rekening_jkk = forms.CharField(label=_("Kode rekening JKK"), max_length=40)
    rekening_jkm = forms.CharField(label=_("Kode rekening JKM"), max_length=40)
    rekening_jht = forms.CharField(
        label=_("Kode rekening JHT"), max_length=40, required=False,
        help_text=_("Isi hanya kalau skemanya memuat JHT."),
    )  # fmt: skip
    sub_kegiatan = forms.CharField(label=_("Sub kegiatan"), max_length=160, required=False)
    sumber_dana = forms.CharField(label=_("Sumber dana"), max_length=80, required=False)
    dimuka = forms.ChoiceField(
        label=_("Bulan dibayar di muka milik yang keluar"), choices=Prepaid.choices
    )

    daftar_maju = forms.IntegerField(
        label=_("Daftar bayar paling jauh berapa bulan ke depan"), min_value=0, max_value=12,
        initial=1, help_text=_("1 berarti sampai bulan depan. Lebih dari itu harus ada dasarnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, today_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = Month.of(today_year - 2, 1), Month.of(today_year + 2, 12)
        self.fields["bulan_pertama"] = MonthChoiceField(
            label=_("Bulan pertama"), first=first, last=last
        )
        self.fields["bulan_terakhir"] = MonthChoiceField(
            label=_("Bulan terakhir"), first=first, last=last
        )
        names = list(payers(actor).values_list("code", "name"))
        self.fields["pembayar"].choices = names  # type: ignore[attr-defined]
        self.order_fields(_TERMS_ORDER)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("skema") == "bpu+jht" and not found.get("rekening_jht"):
            self.add_error("rekening_jht", _("Skema ini memuat JHT. Isi kode rekeningnya."))
        first, last, year = (found.get(k) for k in ("bulan_pertama", "bulan_terakhir", "tahun"))
        if first and last and year and first <= last and not first.year <= year <= last.year:
            self.add_error(
                "tahun",
                _("Tahun anggaran dan bulannya tidak bertemu: %(first)s sampai %(last)s.")
                % {"first": write_month(first), "last": write_month(last)},
            )
        return found

    def wanted(self) -> dict[str, Any]:
        """The filled form in the names of `create_programme`."""
        data = self.cleaned_data
        segment, _plus, jht = data["skema"].partition("+")
        accounts = {"jkk": data["rekening_jkk"], "jkm": data["rekening_jkm"]}
        if jht:
            accounts["jht"] = data["rekening_jht"]
        return {
            "name": data["nama"], "payer": data["pembayar"], "segment": segment,
            "jht": bool(jht), "category": data["kategori"], "basis": data["dasar"],
            "fiscal_year": data["tahun"], "first_month": data["bulan_pertama"],
            "last_month": data["bulan_terakhir"], "headcount": data["orang"],
            "ceiling_rp": data["pagu"], "base_rp": data["penghasilan"], "accounts": accounts,
            "activity": data["sub_kegiatan"], "fund": data["sumber_dana"],
            "prepaid": Prepaid(data["dimuka"]), "lists_ahead": data["daftar_maju"],
        }  # fmt: skip


_TERMS_ORDER = (
    "versi", "kode", "nama", "pembayar", "skema", "kategori", "dasar", "tahun", "bulan_pertama",
    "bulan_terakhir", "orang", "pagu", "penghasilan",
)  # fmt: skip


def terms_of(programme: Programme) -> dict[str, Any]:
    """A stored programme as the boxes of `TermsForm`."""
    return {
        "versi": programme.version, "kode": programme.code, "nama": programme.name,
        "pembayar": programme.payer_id,
        "skema": f"{programme.segment}+jht" if programme.jht else programme.segment,
        "kategori": programme.category, "dasar": programme.basis, "tahun": programme.fiscal_year,
        "bulan_pertama": str(programme.first_month), "bulan_terakhir": str(programme.last_month),
        "orang": programme.headcount, "pagu": programme.ceiling_rp,
        "penghasilan": programme.base_rp, "rekening_jkk": programme.accounts.get("jkk", ""),
        "rekening_jkm": programme.accounts.get("jkm", ""),
        "rekening_jht": programme.accounts.get("jht", ""), "sub_kegiatan": programme.activity,
        "sumber_dana": programme.fund, "dimuka": programme.prepaid,
        "daftar_maju": programme.lists_ahead,
    }  # fmt: skip


class CriteriaForm(PayungForm):
    """One line for each usual criterion, and up to six priorities."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    kertas = forms.BooleanField(
        label=_("Hanya nama di berita acara yang ditandatangani"), required=False
    )
    usia_min = forms.IntegerField(label=_("Umur paling rendah"), required=False, min_value=15)
    usia_max = forms.IntegerField(label=_("Umur paling tinggi"), required=False, max_value=100)
    pekerjaan_boleh = forms.CharField(
        label=_("Pekerjaan yang boleh"), required=False, max_length=600,
        help_text=_("Pisahkan dengan koma. Kosong berarti semua pekerjaan."),
    )  # fmt: skip
    pekerjaan_tidak = forms.CharField(
        label=_("Pekerjaan yang tidak boleh"), required=False, max_length=600,
        help_text=_("Pisahkan dengan koma, misalnya pns, tni, polri, pensiunan."),
    )  # fmt: skip
    penghasilan_max = RupiahField(label=_("Penghasilan paling tinggi sebulan"), required=False)
    desil_max = forms.IntegerField(
        label=_("Desil kesejahteraan paling tinggi"), required=False, min_value=1, max_value=10,
        help_text=_("Desil yang belum diketahui tidak menggugurkan siapa pun."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SWITCHES:
            self.fields[name] = forms.BooleanField(label=_RULE_WORDS[name], required=False)
        for name in ("usia", "pekerjaan", "penghasilan", "desil", *SWITCHES):
            words = _("Dasar hukum: %(rule)s") % {"rule": name.replace("_", " ")}
            self.fields[f"dasar_{name}"] = forms.CharField(label=words, max_length=160)
        for number in range(1, PRIORITIES + 1):
            self._add_priority(number)
        self.order_fields(_CRITERIA_ORDER)

    def _add_priority(self, number: int) -> None:
        rules = [(name, _PRIORITY_WORDS[name]) for name in PRIORITY_RULES]
        words = {"n": number}
        self.fields |= {
            f"p{number}_aturan": forms.ChoiceField(
                label=_("Prioritas %(n)d") % words, required=False, choices=[("", "–"), *rules]
            ),
            f"p{number}_batas": forms.CharField(
                label=_("Batas prioritas %(n)d") % words, required=False, max_length=300,
                help_text=_(
                    "Angka; untuk umur seperti 45-64; untuk pekerjaan kata dengan koma; kosong "
                    "untuk yang sudah peserta."
                ),
            ),
            f"p{number}_nilai": forms.IntegerField(
                label=_("Nilai prioritas %(n)d") % words, required=False, min_value=1
            ),
            f"p{number}_dasar": forms.CharField(
                label=_("Dasar prioritas %(n)d") % words, required=False, max_length=160
            ),
        }  # fmt: skip


_CRITERIA_ORDER = (
    "versi", "kertas", "domisili", "dasar_domisili", "usia_min", "usia_max", "dasar_usia",
    "pekerjaan_boleh", "pekerjaan_tidak", "dasar_pekerjaan", "penghasilan_max",
    "dasar_penghasilan", "desil_max", "dasar_desil", "keadaan", "dasar_keadaan", "belum_dibayar",
    "dasar_belum_dibayar",
)  # fmt: skip


class QuotaForm(PayungForm):
    """The same number everywhere, or a list of one's own."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    cara = forms.ChoiceField(
        label=_("Cara membagi"),
        widget=forms.RadioSelect,
        choices=[
            ("tanpa", _("Tanpa kuota: semua tempat menurut nilai di seluruh kota")),
            ("kelurahan", _("Sama banyak untuk tiap kelurahan")),
            ("rt", _("Sama banyak untuk tiap RT")),
            ("daftar", _("Daftar sendiri")),
        ],
    )
    tempat = forms.IntegerField(
        label=_("Tempat untuk tiap kelurahan atau RT"), required=False, min_value=0
    )
    daftar = forms.CharField(
        label=_("Daftar kuota"),
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Satu baris satu wilayah: kode; jumlah. Boleh ditempel dari Excel."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._programme = programme

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        way = found.get("cara")
        if way in ("kelurahan", "rt") and not found.get("tempat"):
            self.add_error("tempat", _("Isi jumlah tempat untuk tiap wilayah."))
        elif way == "daftar":
            try:
                found["kuota"] = _read_lines(found.get("daftar", ""))
            except ValueError as error:
                self.add_error("daftar", str(error))
        return found

    def wanted(self) -> dict[str, int]:
        """Area code → places."""
        way = self.cleaned_data["cara"]
        if way == "tanpa":
            return {}
        if way == "daftar":
            chosen: dict[str, int] = self.cleaned_data["kuota"]
            return chosen
        kind = AreaKind.KELURAHAN if way == "kelurahan" else AreaKind.RT
        inside = areas_in(self._programme.area_id, kind)
        return dict.fromkeys(inside.values_list("code", flat=True), self.cleaned_data["tempat"])


def _read_lines(text: str) -> dict[str, int]:
    """Lines of `code;places`, also with tab or comma as Excel pastes them."""
    read_lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.replace("\t", ";").replace(",", ";").split(";")
        code, places = parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""
        if not code:
            continue
        if not places.isdigit():
            raise ValueError(_("Baris %(n)d: tulis kode, titik koma, lalu angka.") % {"n": number})
        if code in read_lines:
            raise ValueError(_("Baris %(n)d: wilayah ini sudah ada di atas.") % {"n": number})
        read_lines[code] = int(places)
    return read_lines


class PayerForm(PayungForm):
    """One more payer."""

    kode = forms.SlugField(label=_("Kode pembayar"), max_length=20)
    nama = forms.CharField(label=_("Nama pembayar"), max_length=80)
    asal = forms.ChoiceField(
        label=_("Asal dana"),
        choices=[
            ("apbd", _("APBD kota")), ("apbn", _("APBN")), ("rt", _("Dana RT")),
            ("provinsi", _("Dana provinsi")), ("dbh", _("DBH")), ("csr", _("TJSL/CSR")),
            ("baznas", _("Baznas")), ("self", _("Mandiri")),
        ],
    )  # fmt: skip
