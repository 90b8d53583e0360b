"""`payung doctor`: what is wrong with this installation, each with the sentence that mends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django
from payung.kernel.errors import ConfigError

app = typer.Typer(add_completion=False)

Fault = tuple[str, str]
"""A code that stays, and the sentence."""


@app.command()
def doctor(
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
) -> None:
    """Memeriksa pemasangan ini; keluar dengan 1 bila ada yang salah."""
    healthy, faults = examine(data)
    if as_json:
        told = {"ok": healthy, "faults": [{"code": c, "message": said} for c, said in faults]}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo("\n".join(f"{code}: {said}" for code, said in faults) or "Semua baik.")
    if faults:
        raise typer.Exit(1)


def examine(data: Path | None) -> tuple[int, list[Fault]]:
    """How many checks found nothing, and all that was found.

    Where the site can't even start, or its schema is old, all else would follow from it.
    """
    checks: tuple[Callable[[], list[Fault]], ...] = (_schema, _protection, _network, _running)
    if faults := _start(data):
        return 0, faults
    healthy = 1
    for check in checks:
        found = check()
        faults += found
        healthy += not found
        if found and check is _schema:
            break
    return healthy, faults


def _start(data: Path | None) -> list[Fault]:
    """Settings, keys, data folder, database server."""
    from django.db import OperationalError

    try:
        start_django(data)
        from django.db import connection

        connection.ensure_connection()
    except ConfigError as failure:
        return [("START", failure.sentence)]
    except OperationalError:
        return [("DATABASE", "Basis data tidak menjawab. Periksa alamat dan sandinya.")]
    return []


def _schema() -> list[Fault]:
    from payung.cli.serve import refuse_old_schema

    try:
        refuse_old_schema()
    except ConfigError as failure:
        return [("SCHEMA", failure.sentence)]
    return []


def _protection() -> list[Fault]:
    from payung.areas.protection import protection_faults

    return [("PROTECTION", str(sentence)) for sentence in protection_faults()]


def _network() -> list[Fault]:
    from django.conf import settings

    outside = set(settings.ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]"}
    if outside and not settings.HTTPS and not settings.PAYUNG_DEMO:
        return [("TLS", "PAYUNG_HOSTS menamai situs terbuka, tetapi PAYUNG_HTTPS belum 1.")]
    return []


def _running() -> list[Fault]:
    from payung.web.health import faults

    return [(code, str(sentence)) for code, sentence in faults()]
