"""`payung worker`: runs the background jobs that wait in the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django

app = typer.Typer(add_completion=False)


@app.command()
def worker(
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    until_empty: Annotated[bool, typer.Option(help="berhenti bila antrean kosong")] = False,
) -> None:
    """Menjalankan pekerjaan latar sampai dihentikan (Ctrl-C)."""
    start_django(data)
    from django.core.management import call_command

    call_command("db_worker", queue_name="*", batch=until_empty, verbosity=1)
