"""`payung backup`: one sealed archive of database and files, without the keys."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="arsip yang dibuat, misalnya payung.tar.gz.age")],
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(help="kunci umum age1… yang juga membuka; bawaan PAYUNG_BACKUP_TO"),
    ] = None,
) -> None:
    """Menyalin basis data dan berkas ke satu arsip tersegel. Kunci disimpan terpisah."""
    start_django(data)
    from django.conf import settings

    from payung.cli.archive import admin_url, write_archive
    from payung.cli.sealed_archive import own_identity, sealing_to
    from payung.kernel.errors import BadInput, ConfigError

    archive = file.absolute()
    others = to or os.environ.get("PAYUNG_BACKUP_TO", "").split()
    seal = partial(sealing_to, own=own_identity(settings.KEY_RING), others=others)
    try:
        url = admin_url(settings.DATA_DIR)
        write_archive(archive, settings.DATA_DIR, url, _description(), seal)
    except FileExistsError as failure:
        taken = say("{file} sudah ada dan tidak ditimpa. Pilih nama lain.", file=file)
        raise BadInput(taken) from failure
    except OSError as failure:
        raise ConfigError(
            say("{file} tidak bisa ditulis: {why}.", file=file, why=failure.strerror)
        ) from failure
    typer.echo(f"{file}: {archive.stat().st_size:,} bita. Simpan kunci di tempat lain.", err=True)


def _description() -> dict[str, object]:
    from datetime import UTC, datetime

    from django.conf import settings

    import payung
    from payung.cli.archive import key_marks

    return {
        "payung": payung.__version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "keys": key_marks(settings.KEY_RING),
    }
