"""`payung restore`: brings an archive back into an empty place, all of it or nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="arsip dari payung backup")],
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
) -> None:
    """Memulihkan arsip ke tempat kosong, dengan kunci yang sama."""
    from payung.cli.archive import UNFINISHED, place_files, restore_database, unpack

    start_django(data)
    from django.conf import settings

    from payung.cli.archive import admin_url

    with tempfile.TemporaryDirectory(prefix=".", dir=settings.DATA_DIR) as name:
        unpacked = Path(name)
        description = unpack(file, unpacked)
        _require_keys(str(description["keys"]))
        url = admin_url(settings.DATA_DIR)
        _require_empty(url)
        place_files(unpacked, settings.DATA_DIR)
        restore_database(unpacked, url)
        (settings.DATA_DIR / UNFINISHED).unlink()
    typer.echo(f"{file} dipulihkan; dibuat {description['made']}.", err=True)


def _require_keys(fingerprint: str) -> None:
    from django.conf import settings

    from payung.cli.archive import key_fingerprint

    if key_fingerprint(settings.KEY_RING) != fingerprint:
        raise BadInput(
            say("Kunci bukan milik arsip ini. Taruh kunci.json yang lama di folder data dulu.")
        )


def _require_empty(url: str) -> None:
    import psycopg

    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        row = found.fetchone()
    if row is None or row[0] > 0:
        raise BadInput(say("Basis data sudah berisi. Pulihkan ke folder data yang kosong."))
