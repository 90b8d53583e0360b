"""`payung backup`: one archive of database and files, without the keys."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="arsip yang dibuat, misalnya payung.tar.gz")],
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
) -> None:
    """Menyalin basis data dan berkas ke satu arsip. Kunci disimpan terpisah."""
    start_django(data)
    from datetime import UTC, datetime

    from django.conf import settings

    import payung
    from payung.cli.archive import admin_url, key_fingerprint, write_archive
    from payung.kernel.errors import ConfigError

    description = {
        "payung": payung.__version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "keys": key_fingerprint(settings.KEY_RING),
    }
    archive = file.absolute()
    try:
        write_archive(archive, settings.DATA_DIR, admin_url(settings.DATA_DIR), description)
    except OSError as failure:
        raise ConfigError(
            say("{file} tidak bisa ditulis: {why}.", file=file, why=failure.strerror)
        ) from failure
    typer.echo(f"{file}: {archive.stat().st_size:,} bita. Simpan kunci di tempat lain.", err=True)
