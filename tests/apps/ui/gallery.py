"""A page of all components in their normal, empty and error states; served to the tests alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

from payung.accounts.acts import Offer
from payung.jobs.models import JobState
from payung.kernel.month import Month
from payung.ledger.models import State
from payung.ui import svg
from payung.ui.forms import (
    CountConfirmationField,
    MonthChoiceField,
    NikField,
    PayungForm,
    RupiahField,
    TanggalField,
)
from payung.ui.parts import (
    Column,
    Crumb,
    Difference,
    Fact,
    Happening,
    MonthCalendar,
    PayerMonths,
    Review,
    TodoItem,
)
from payung.ui.states import DRESSED, STATES
from payung.ui.terms import terms
from payung.web.context import Shell
from payung.web.navigation import MenuItem

TEMPLATES = Path(__file__).parent / "templates"
JUNE = Month.of(2025, 6)
YEAR = list(Month.of(2025, 1).through(Month.of(2025, 12)))
MENU = ("Beranda", "Unggahan", "Orang", "Usulan", "Program", "Daftar bayar", "Klaim", "Cakupan")


class WorkerForm(PayungForm):
    nik = NikField()
    nama = forms.CharField(label="Nama", help_text="Seperti di KTP, tanpa gelar.")
    lahir = TanggalField(label="Tanggal lahir")
    kelamin = forms.ChoiceField(
        label="Jenis kelamin",
        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
        widget=forms.RadioSelect,
    )
    pekerjaan = forms.MultipleChoiceField(
        label="Pekerjaan",
        choices=[("ojek", "Ojek"), ("parkir", "Juru parkir"), ("pasar", "Pedagang pasar")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    penghasilan = RupiahField(label="Penghasilan sebulan", required=False)
    bulan = MonthChoiceField(label="Mulai bulan", first=JUNE, last=YEAR[-1])
    berkas = forms.FileField(label="Bukti pekerjaan", required=False)
    catatan = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    setuju = forms.BooleanField(label="Pekerja sudah setuju datanya dipakai")
    jumlah = CountConfirmationField(expected=4316)


class FilterForm(forms.Form):
    q = forms.CharField(label="Nama atau NIK", required=False)
    keadaan = forms.ChoiceField(
        label="Keadaan", choices=[("", "Semua"), ("ok", "Siap")], required=False
    )


@dataclass(frozen=True)
class SampleJob:
    state: str
    done: int
    total: int


def gallery(request: HttpRequest) -> HttpResponse:
    """`?galat=1` fills the form wrongly, as a sender would."""
    wrong = {
        "nik": "1571 0145 0585 900",
        "nama": "",
        "lahir_hari": "31",
        "lahir_bulan": "2",
        "lahir_tahun": "1985",
        "penghasilan": "satu juta",
        "bulan": "2030-01",
        "jumlah": "12",
    }
    form = WorkerForm(wrong) if request.GET.get("galat") else WorkerForm()
    people = [
        {
            "nama": f"Contoh Nama Panjang {n}",
            "nik": f"157101450585900{n}",
            "bulan": JUNE,
            "iuran": 16800 * n,
            "state": state,
            "href": f"#baris-{n}",
        }
        for n, state in enumerate((State.PAID, State.HELD, State.REJECTED, State.PLANNED), 1)
    ]
    context = {
        "form": form,
        "filter_form": FilterForm(request.GET or None),
        "columns": [
            Column("nama", "Nama"),
            Column("nik", "NIK", "nik"),
            Column("bulan", "Bulan", "month"),
            Column("iuran", "Iuran dibayar", "rupiah"),
            Column("state", "Keadaan", "state"),
        ],
        "people": people,
        "page": Paginator(range(400), 20).get_page(request.GET.get("page", 7)),
        "states": [*STATES, *(state for states in DRESSED for state in states)],
        "terms": terms(),
        "jobs": [SampleJob(JobState.RUNNING, 3120, 5000)],
        "today": date(2025, 5, 22),
        **_lists(),
        **_pictures(),
        "shell": _shell(request),
        "crumbs": [
            Crumb("Beranda", "/"),
            Crumb("Kelurahan Kenali Asam Bawah", "/x"),
            Crumb("RT 014"),
        ],
    }
    return HttpResponse(_template("gallery.html").render(context, request))


def _template(name: str) -> Any:
    return engines["django"].from_string((TEMPLATES / name).read_text(encoding="utf-8"))


def _shell(request: HttpRequest) -> Shell:
    menu = tuple(MenuItem(label, f"#{label}", label == "Orang") for label in MENU)
    return Shell(
        path=request.get_full_path(),
        place="Kota Jambi",
        demo=True,
        person="Siti Contoh",
        role="Operator Disnaker",
        area="Kota Jambi",
        navigation=menu,
        logout_url="/keluar/",
        language_url="/bahasa/",
    )


def _lists() -> dict[str, Any]:
    late = {YEAR[9]: "gap", YEAR[10]: State.HELD, YEAR[11]: State.PLANNED}
    apbd = dict.fromkeys(YEAR[5:9], State.PAID) | late
    return {
        "facts": [
            Fact("Nama", "Contoh Nama"),
            Fact("NIK", "157101••••••9001", "#x", "Tampilkan"),
            Fact("Terlindungi sampai", "31 Desember 2025"),
        ],
        "todo": [
            TodoItem("Pasangan yang mungkin sama", "#a", 312, 14, "Bandingkan lalu putuskan"),
            TodoItem("Berkas menunggu konfirmasi", "#b", 3, 1),
            TodoItem("Kelurahan yang belum mengirim", "#c", 11),
        ],
        "happenings": [
            Happening("22 Mei 2025", "Diusulkan oleh Ketua RT 014", "Budi Contoh"),
            Happening("2 Juni 2025", "Terverifikasi", "Kelurahan", "KTP dan tempat kerja cocok."),
            Happening("31 Desember 2025", "Bulan terakhir yang dibayar", planned=True),
        ],
        "differences": [
            Difference("Nama", "SITI AMINAH", "SITI AMINNAH"),
            Difference("Tanggal lahir", "5 Mei 1985", "5 Mei 1985"),
            Difference("Nomor HP", "", "0812••••9001"),
        ],
        "calendar": MonthCalendar(
            YEAR,
            [
                PayerMonths("APBD Kota", apbd),
                PayerMonths("Dana RT", {YEAR[2]: State.REJECTED, YEAR[3]: State.WITHDRAWN}),
            ],
        ),
    }


def _pictures() -> dict[str, Any]:
    groups = [
        svg.TileGroup("07", "Kota Baru", 0.31),
        svg.TileGroup("11", "Paal Merah", 0.52),
        svg.TileGroup("04", "Pasar Jambi", None),
    ]
    names = {
        "07": (
            "Suka Karya",
            "Simpang III Sipin",
            "Paal Lima",
            "Kenali Asam Bawah",
            "Kenali Asam Atas",
            "Talang Gulo",
            "Kenali Asam",
        ),
        "11": (
            "Talang Bakung",
            "Payo Selincah",
            "Eka Jaya",
            "Lingkar Selatan",
            "Paal Merah",
            "Bakung Jaya",
        ),
        "04": ("Beringin", "Orang Kayo Hitam", "Pasar Jambi", "Sungai Asam"),
    }
    shares = (0.05, 0.22, 0.44, 0.68, 0.93, None, 0.31)
    tiles = [
        svg.Tile(name, shares[n % 7], f"#t-{code}-{n}", code, "412 orang")
        for code, of in names.items()
        for n, name in enumerate(of)
    ]
    rts = [svg.Tile(f"RT {n:03d}", shares[n % 7], f"#rt-{n}", "rt") for n in range(1, 23)]
    values = [0, 0, 0, 0, 0, 4316, 4310, 4301, 4288, 4290, 4275, 4270]
    lines = [
        svg.ChartLine("Direncanakan", [None] * 5 + [4316] * 7),
        svg.ChartLine("Diterima BPJS", [None] * 5 + [4201, 4250, 4266, 4270, 4271, 4260, None]),
    ]
    return {
        "map": svg.tile_map(tiles, groups),
        "legend": svg.map_legend(),
        "rt_map": svg.tile_map(rts, [svg.TileGroup("rt", "Kenali Asam", 0.4)], compact=True),
        "bars": svg.bar_series(YEAR, values, title="Orang-bulan diterima BPJS, 2025"),
        "lines": svg.line_series(YEAR, lines, title="Direncanakan dan diterima, 2025"),
    }


def printed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        _template("printed.html").render(_lists() | {"printed_on": "22 Mei 2025"}, request)
    )


class SealForm(PayungForm):
    jumlah = CountConfirmationField(expected=4316)


def confirm(request: HttpRequest) -> HttpResponse:
    form = SealForm({"jumlah": "4315"}) if request.GET.get("galat") else SealForm()
    review = Review(
        about="Pekerja Rentan 2025",
        facts=[Fact("Jumlah orang", "4.316"), Fact("Iuran direncanakan", "Rp507.561.600")],
        consequence="Setelah ditetapkan, lampiran hanya bisa diubah dengan SK perubahan.",
        people=4316,
    )
    act = SimpleNamespace(name="tetapkan", label="Tetapkan SK")
    context = {
        "offer": Offer(act, form, "/tetapkan", refused=bool(form.errors), again=False),
        "review": review,
        "back_url": "/",
        "shell": _shell(request),
    }
    return render(request, "ui/confirm.html", context)


urls = ModuleType("gallery_urls")
urls.urlpatterns = [
    path("", gallery),
    path("cetak", printed),
    path("tetapkan", confirm),
]  # type: ignore[attr-defined]
