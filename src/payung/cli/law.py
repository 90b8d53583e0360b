"""`payung law`: what a case is due, many cases at once, and what a month costs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False, help="Manfaat dan iuran menurut peraturan.")
_Today = Annotated[
    str, typer.Option("--today", help="hari ini, TTTT-BB-HH; peristiwa sesudahnya ditolak")
]
_Json = Annotated[bool, typer.Option("--json", help="satu dokumen JSON")]


class Sector(StrEnum):
    transport = "transport"
    other = "other"


class Payer(StrEnum):
    apbd = "apbd"
    apbn = "apbn"
    rt = "rt"
    provinsi = "provinsi"
    dbh = "dbh"
    self = "self"
    csr = "csr"
    baznas = "baznas"


class Segment(StrEnum):
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
    from payung.law.jamsostek.benefits import assess
    from payung.law.jamsostek.explanation import benefit_json, sentences

    found = assess(_read_json(case), today=_day(today))
    if as_json:
        typer.echo(json.dumps(benefit_json(found), ensure_ascii=False))
    else:
        typer.echo("\n".join(sentences(found, "en" if english else "id")))


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(metavar="MASUK.csv", help="satu kasus satu baris")],
    target: Annotated[Path, typer.Argument(metavar="KELUAR.csv", help="hasil hitungan")],
    today: _Today = "",
    as_json: _Json = False,
) -> None:
    """Menghitung banyak kasus dari CSV ke CSV."""
    from payung.law.jamsostek.batch import assess_file

    counts = assess_file(source, target, _day(today))
    if as_json:
        typer.echo(json.dumps(counts, ensure_ascii=False))
    else:
        parts = ", ".join(f"{counts[name]} {name}" for name in counts if name != "rows")
        typer.echo(f"{counts['rows']} kasus dihitung ke {target}: {parts}.")
    if counts["rows"] == counts["invalid"]:
        raise BadInput(say("Tidak ada satu pun baris yang dapat dihitung. Lihat kolom reasons."))


@app.command()
def iuran(
    month: Annotated[str, typer.Option(help="bulan iuran, TTTT-BB")],
    income: Annotated[int, typer.Option(help="penghasilan atau upah sebulan, rupiah")],
    sector: Annotated[Sector, typer.Option(help="sektor pekerjaan")],
    payer: Annotated[Payer, typer.Option(help="siapa yang membayar")],
    segment: Annotated[Segment, typer.Option(help="segmen peserta")] = Segment.bpu,
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


def _day(text: str) -> date:
    """The day given with --today; without it the machine's."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise BadInput(say("--today harus TTTT-BB-HH. Yang diisi {text}.", text=text)) from error


def _read_json(name: str) -> Mapping[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        found = json.loads(text)
    except (OSError, ValueError) as error:
        raise BadInput(say("Kasus tidak terbaca sebagai JSON: {error}.", error=error)) from error
    if not isinstance(found, dict):
        raise BadInput(say('Kasus harus satu objek JSON, misalnya {"program": "jkm", …}.'))
    return found
