"""`payung breach`: whose data an account saw between two days, and the letter that is due."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)


@app.command()
def breach(
    account: Annotated[str, typer.Option(help="nama pengguna, atau user:NOMOR")],
    between: Annotated[
        tuple[str, str], typer.Option(help="dua tanggal, YYYY-MM-DD, ikut dihitung")
    ],
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
) -> None:
    """Menulis siapa yang datanya dilihat satu akun: orang, halaman, waktu, NIK lengkap.

    UU 27/2022 Pasal 46: pemberitahuan tertulis paling lambat 3 × 24 jam sejak diketahui.
    """
    first, last = (_day(text) for text in between)
    if first > last:
        raise BadInput(say("Tanggal pertama sesudah tanggal kedua. Tukar keduanya."))
    start_django(data)
    from payung.registry.breach import affected, letter

    breach = affected(account, first, last)
    if as_json:
        typer.echo(json.dumps(asdict(breach), default=str))
    else:
        typer.echo(letter(breach))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadInput(say("Tanggal {text} tidak terbaca. Tulis seperti 2026-11-30.", text=text))
