"""`payung audit check`: whether the audit chain still holds, entry by entry."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django

app = typer.Typer(no_args_is_help=True, help="Catatan audit: memeriksa rantainya.")


@app.callback()
def audit() -> None:
    """Perintah untuk catatan audit."""


@app.command()
def check(
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
) -> None:
    """Memeriksa rantai dari catatan pertama sampai terakhir; keluar dengan 1 bila terputus."""
    start_django(data)
    from payung.audit.selectors import length_of_chain
    from payung.audit.services import first_break

    started = time.perf_counter()
    found = {"entries": length_of_chain(), "first_break": first_break()}
    found_in = round(time.perf_counter() - started, 3)
    if as_json:
        typer.echo(json.dumps(found | {"seconds": found_in}))
    elif found["first_break"]:
        typer.echo(f"Rantai audit terputus pada catatan {found['first_break']}.")
    else:
        typer.echo(f"Rantai audit utuh: {found['entries']} catatan.")
    if found["first_break"]:
        raise typer.Exit(1)
