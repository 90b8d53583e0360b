"""`payung migrate`: brings the schema to this version, as the owner of the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli.setup import start_django

app = typer.Typer(add_completion=False)


@app.command()
def migrate(
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
) -> None:
    """Menyiapkan atau memperbarui basis data. Aman diulang."""
    start_django(data, migrating=True)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    typer.echo("Basis data siap.", err=True)
