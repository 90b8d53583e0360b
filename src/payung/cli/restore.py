"""`payung restore`: brings an archive back into an empty place, all of it or nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from payung.cli.setup import start_django
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="arsip dari payung backup, atau foldernya")],
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    identity: Annotated[
        Path | None, typer.Option(help="berkas kunci cadangan (AGE-SECRET-KEY-…)")
    ] = None,
    trial: Annotated[
        bool, typer.Option(help="mencoba arsip di tempat sementara, lalu menghapusnya")
    ] = False,
) -> None:
    """Memulihkan arsip ke tempat kosong, dengan kunci yang sama. Folder: arsip terbarunya."""
    start_django(data)
    archive = _newest(file) if file.is_dir() else file
    if trial:
        from payung.cli.restore_trial import try_archive

        typer.echo(try_archive(archive, identity))
        return
    description = _restored(archive, _identities(identity))
    typer.echo(f"{archive} dipulihkan; dibuat {description['made']}.", err=True)


def _restored(archive: Path, identities: list[str]) -> dict[str, Any]:
    from django.conf import settings

    from payung.cli.archive import UNFINISHED, admin_url, place_files, restore_database, unpack

    with tempfile.TemporaryDirectory(prefix=".", dir=settings.DATA_DIR) as name:
        unpacked = Path(name)
        description = unpack(archive, unpacked, identities)
        _require_keys(description["keys"])
        url = admin_url(settings.DATA_DIR)
        _require_empty(url)
        place_files(unpacked, settings.DATA_DIR)
        restore_database(unpacked, url)
        (settings.DATA_DIR / UNFINISHED).unlink()
    return description


def _newest(folder: Path) -> Path:
    from payung.cli.sealed_archive import is_sealed

    archives = [path for path in folder.iterdir() if path.is_file() and is_sealed(path)]
    if not archives:
        raise BadInput(say("{folder} tidak berisi cadangan Payung.", folder=folder))
    return max(archives, key=lambda path: path.stat().st_mtime)


def _identities(file: Path | None) -> list[str]:
    """This installation's own, and those of a file as `age-keygen` writes it."""
    from django.conf import settings

    from payung.cli.sealed_archive import own_identity

    lines = file.read_text().splitlines() if file else []
    return [
        own_identity(settings.KEY_RING),
        *(line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")),
    ]


def _require_keys(marks: dict[str, str]) -> None:
    """Every key of the archive must be here; newer ones besides do no harm."""
    from django.conf import settings

    from payung.cli.archive import key_marks

    if not marks.items() <= key_marks(settings.KEY_RING).items():
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
