"""`payung law`: what a case is due, many cases at once, and what a month costs."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from payung.cli import law_plain

app = typer.Typer(add_completion=False, help="Manfaat dan iuran menurut peraturan.")
_Today = Annotated[
    str, typer.Option("--today", help="hari ini, TTTT-BB-HH; peristiwa sesudahnya ditolak")
]
_Json = Annotated[bool, typer.Option("--json", help="satu dokumen JSON")]


class Sector(StrEnum):
    transport = "transport"
    other = "other"


class PayerOption(StrEnum):
    apbd = "apbd"
    apbn = "apbn"
    rt = "rt"
    provinsi = "provinsi"
    dbh = "dbh"
    self = "self"
    csr = "csr"
    baznas = "baznas"


class SegmentOption(StrEnum):
    bpu = "bpu"
    pu = "pu"


@app.command()
def explain(
    case: Annotated[str, typer.Argument(help="berkas JSON, atau - untuk masukan baku")],
    english: Annotated[bool, typer.Option("--english", help="penjelasan dalam bahasa Inggris")] = (
        False
    ),
    today: _Today = "",
    as_json: _Json = False,
) -> None:
    """Menghitung satu kasus dengan langkah dan dasar hukumnya."""
    typer.echo(law_plain.explain(case, law_plain.day_of(today), english=english, as_json=as_json))


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(metavar="MASUK.csv", help="satu kasus satu baris")],
    target: Annotated[Path, typer.Argument(metavar="KELUAR.csv", help="hasil hitungan")],
    today: _Today = "",
    as_json: _Json = False,
) -> None:
    """Menghitung banyak kasus dari CSV ke CSV."""
    typer.echo(law_plain.batch(source, target, law_plain.day_of(today), as_json=as_json))


@app.command()
def iuran(
    month: Annotated[str, typer.Option(help="bulan iuran, TTTT-BB")],
    income: Annotated[int, typer.Option(help="penghasilan atau upah sebulan, rupiah")],
    sector: Annotated[Sector, typer.Option(help="sektor pekerjaan")],
    payer: Annotated[PayerOption, typer.Option(help="siapa yang membayar")],
    segment: Annotated[SegmentOption, typer.Option(help="segmen peserta")] = SegmentOption.bpu,
    jht: Annotated[bool, typer.Option("--jht", help="dengan Jaminan Hari Tua")] = False,
    as_json: _Json = False,
) -> None:
    """Menghitung iuran satu bulan."""
    from payung.kernel.month import Month
    from payung.law.jamsostek.explanation import contribution_json, sentences
    from payung.law.jamsostek.iuran import contribution

    found = contribution(
        Month.parse(month), income, sector.value, payer.value, segment.value, jht=jht
    )
    if as_json:
        typer.echo(json.dumps(contribution_json(found), ensure_ascii=False))
    else:
        typer.echo("\n".join(sentences(found)))


@app.command()
def sumber(as_json: _Json = False) -> None:
    """Menghitung berapa nilai dan aturan yang menyebut pasal, dan yang terbaca."""
    from payung.law.jamsostek import load
    from payung.law.jamsostek.register import counts

    found = counts(load())
    if as_json:
        typer.echo(json.dumps(found))
        return
    typer.echo(
        f"{found['values']} nilai: {found['values_with_article']} menyebut pasal, "
        f"{found['values_seen']} terbaca pada naskahnya.\n"
        f"{found['rules']} aturan: {found['rules_with_article']} menyebut pasal.\n"
        f"{found['regulations']} peraturan: "
        f"{found['regulations_with_address']} dengan alamat resmi."
    )


@app.command()
def banding(
    one: Annotated[str, typer.Argument(metavar="A", help="susulan; - yang berlaku")],
    other: Annotated[str, typer.Argument(metavar="B", help="berkas susulan yang dibandingkan")],
    cases: Annotated[
        Path | None, typer.Option("--kasus", help="CSV kasus, kolom seperti law batch")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Membandingkan dua edisi: nilai mana yang berubah, kasus mana yang naik atau turun."""
    from payung.law.jamsostek.decisions import compared, told

    found = compared(one, other, cases)
    typer.echo(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(told(found)))


@app.command()
def periksa(
    target: Annotated[Path, typer.Option("--ke", help="berkas keputusan kota")],
    value: Annotated[str, typer.Option("--nilai", help="NAMA=NILAI, atau NAMA@BARIS=NILAI")] = "",
    number: Annotated[str, typer.Option("--nomor", help="nomor naskah atau surat BPJS")] = "",
    dated: Annotated[str, typer.Option("--tanggal", help="tanggalnya, TTTT-BB-HH")] = "",
    page: Annotated[str, typer.Option("--halaman", help="halaman atau pasalnya")] = "",
    text: Annotated[str, typer.Option("--bunyi", help="bunyinya, satu kalimat")] = "",
    scan: Annotated[
        Path | None, typer.Option("--pindaian", help="pindaiannya, disimpan di sebelah keputusan")
    ] = None,
    revoke: Annotated[str, typer.Option("--cabut", help="nama nilai yang dicabut")] = "",
    as_json: _Json = False,
) -> None:
    """Mendaftar nilai yang belum diperiksa, atau mencatat keputusan kota tentang satu nilai."""
    from payung.law.jamsostek import decisions

    if revoke:
        decisions.revoke(target, revoke)
    elif value:
        paper = decisions.DecisionPaper(
            number, law_plain.day_of(dated), page, text, scan=law_plain.read_scan(scan)
        )
        decisions.settle(target, value, paper)
    open_values = decisions.unsettled(target)
    if as_json:
        typer.echo(json.dumps(open_values, ensure_ascii=False))
        return
    for row in open_values:
        typer.echo(f"{row['name']}: {row['label']}, sejak {row['from']}, {row['value']}")
    typer.echo(f"{len(open_values)} nilai belum diperiksa.")
