"""`payung worker`: runs the background jobs that wait in the database, and each day's own work."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django

LOOK_SECONDS = 600
"""So often the worker looks whether a new day has begun."""

app = typer.Typer(add_completion=False)


@app.command()
def worker(
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    until_empty: Annotated[bool, typer.Option(help="berhenti bila antrean kosong")] = False,
) -> None:
    """Menjalankan pekerjaan latar dan pekerjaan harian sampai dihentikan (Ctrl-C).

    Hari yang terlewat dikerjakan menyusul, satu per satu.
    """
    start_django(data)
    from django.core.management import call_command

    _run_days()
    if not until_empty:
        threading.Thread(target=_keep_days, daemon=True).start()
    call_command("db_worker", queue_name="*", batch=until_empty, verbosity=1)


def _run_days() -> None:
    from payung.audit.clock import today
    from payung.jobs.daily import run_days

    done = run_days(today())
    if done:
        typer.echo(f"Pekerjaan harian: {done} hari selesai.", err=True)


def _keep_days() -> None:
    """Looks for a new day as long as the worker lives; the connection is given back each time."""
    from django.db import close_old_connections

    pause = threading.Event()
    while not pause.wait(LOOK_SECONDS):
        _run_days()
        close_old_connections()
