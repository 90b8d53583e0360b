"""`payung worker`: runs the background jobs that wait in the database, and each day's own work."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django

LOOK_SECONDS = 600
"""So often the worker looks whether a new day has begun."""

SWEEP_SECONDS = 6 * 3600
OLDEST_WORK_SECONDS = 24 * 3600
"""A file that is older and that nobody owns was left behind by an act that failed."""

log = logging.getLogger(__name__)
app = typer.Typer(add_completion=False)


@app.command()
def worker(
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    until_empty: Annotated[bool, typer.Option(help="berhenti bila antrean kosong")] = False,
    catch_up: Annotated[
        bool, typer.Option(help="tanggal hari ini benar meski lama tidak ada pekerjaan harian")
    ] = False,
) -> None:
    """Menjalankan pekerjaan latar dan pekerjaan harian sampai dihentikan (Ctrl-C).

    Hari yang terlewat dikerjakan menyusul, satu per satu.
    """
    start_django(data)
    from django.core.management import call_command

    from payung.jobs.liveness import LOOK_SECONDS as JOB_LOOK_SECONDS
    from payung.jobs.liveness import stand_by, take_up_left_jobs

    take_up_left_jobs()
    _run_days(catch_up)
    threading.Thread(target=stand_by, args=[threading.Event()], daemon=True).start()
    if not until_empty:
        _keep(_run_days, LOOK_SECONDS)
        _keep(_sweep, SWEEP_SECONDS)
        _keep(take_up_left_jobs, JOB_LOOK_SECONDS)
    call_command("db_worker", queue_name="*", batch=until_empty, verbosity=1)


def _run_days(catch_up: bool = False) -> None:
    from payung.accounts.limits import sweep
    from payung.audit.clock import today
    from payung.jobs.daily import run_days

    sweep()
    done = run_days(today(), catch_up=catch_up)
    if done:
        typer.echo(f"Pekerjaan harian: {done} hari selesai.", err=True)


def _sweep() -> None:
    from payung.registry.storage import sweep_files

    sweep_files(time.time() - OLDEST_WORK_SECONDS)


def _keep(work: Callable[[], object], seconds: int) -> None:
    """Repeats the work as long as the worker lives; the connection is given back each time."""
    from django.db import close_old_connections

    def repeat() -> None:
        pause = threading.Event()
        while not pause.wait(seconds):
            try:
                work()
            except Exception:  # the database may be away for a while; the next time counts
                log.exception("repeated work failed")
            close_old_connections()

    threading.Thread(target=repeat, daemon=True).start()
