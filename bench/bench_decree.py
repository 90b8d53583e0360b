"""The files of a decree over the city's 4,316 names: PDF by typst, tagged, and XLSX."""

from __future__ import annotations

from bench.harness import Benchmark, best_seconds
from payung.programmes.papers.annex_row import AnnexRow
from payung.programmes.papers.documents import DecreeText, annex_xlsx, decree_pdf

PEOPLE = 4_316
_KELURAHAN = 68


def run() -> list[Benchmark]:
    text, rows, names = _text(), _rows(), {f"{n:02d}": f"Uji {n}" for n in range(_KELURAHAN)}
    written = [
        ("decree.pdf_4316", "tagged PDF of a decree with 4,316 names", decree_pdf, 5.0),
        ("decree.xlsx_4316", "annex of 4,316 names as a workbook", annex_xlsx, None),
    ]
    return [
        Benchmark(
            name=name,
            what=what,
            value=best_seconds(lambda write=write: write(text, rows, names)),  # type: ignore[misc]
            unit="s",
            better="lower",
            goal=goal,
        )
        for name, what, write, goal in written
    ]


def _rows() -> list[AnnexRow]:
    per_place = PEOPLE // _KELURAHAN + 1
    return [
        AnnexRow(
            number=n + 1,
            name=f"WARGA CONTOH {n:05d}",
            nik=f"15710101018{n % 90_000 + 9_000:05d}",
            born="1980-01-01",
            occupation="pedagang keliling",
            kelurahan=f"{n // per_place:02d}",
        )
        for n in range(PEOPLE)
    ]


def _text() -> DecreeText:
    return DecreeText(
        office="Wali Kota Uji", title="Keputusan Wali Kota Uji", number="1/UJI",
        subject="Penetapan Peserta", by="Wali Kota Uji", considering=["bahwa …;"],
        recalling=["Undang-Undang …;"], noting=["Instruksi Presiden …;"],
        decisions=[("KESATU", "Menetapkan …")], place="Uji", dated="22 Mei 2025",
        signs_as="Wali Kota Uji", signed_by="Nama", months="Juni–Desember 2025",
        copy="Salinan lengkap", birth_label="Tgl lahir", code="ABCDEFGHIJKL", sha256="0" * 64,
    )  # fmt: skip
