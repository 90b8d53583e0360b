"""`payung migrate`: brings the schema to this version, as the owner of the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django
from payung.kernel.errors import OldData
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)


@app.command()
def migrate(
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
) -> None:
    """Menyiapkan atau memperbarui basis data. Aman diulang."""
    start_django(data, migrating=True)
    from django.core.management import call_command

    _refuse_other_history()
    call_command("migrate", interactive=False, verbosity=0)
    typer.echo("Basis data siap.", err=True)


def _refuse_other_history() -> None:
    """A schema that went through steps this version doesn't know can't be brought to it."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    rooms = {app.label for app in apps.get_app_configs() if app.name.startswith("payung.")}
    known = loader.disk_migrations.keys() | {
        step for squashed in loader.disk_migrations.values() for step in squashed.replaces
    }
    if any(step[0] in rooms and step not in known for step in loader.applied_migrations):
        raise OldData(
            say(
                "Basis data ini dibuat oleh versi Payung yang lain dan tidak bisa dibaca "
                "versi ini. Pakai versi itu, atau mulai dengan basis data kosong."
            )
        )
