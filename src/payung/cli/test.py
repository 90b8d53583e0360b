"""`payung test`: installs what the tests need beyond Python's own packages, and runs them all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import typer

from payung.cli.setup import repository_root
from payung.ui.chromium import find_chromium

app = typer.Typer(add_completion=False)

PROCESSES = 2


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Menjalankan semua uji. Pilihan selebihnya diteruskan ke pytest."""
    _ensure_browser()
    raise typer.Exit(run_tests(repository_root(), context.args))


def run_tests(root: Path, arguments: list[str]) -> int:
    """pytest's own exit status; in parallel unless the caller says how."""
    chosen = any(one.startswith(("-n", "--numprocesses", "--pdb")) for one in arguments)
    parallel = [] if chosen else ["-n", str(PROCESSES), "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", *parallel, *arguments]
    return subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL).returncode


def _ensure_browser() -> None:
    """Debian's Chromium, where we may install it; else one line on what is left out."""
    if find_chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get") and _installed_from_debian():
        return
    typer.echo("Uji peramban dilewati: tidak ada Chromium (Debian: paket chromium).", err=True)


def _installed_from_debian() -> bool:
    typer.echo("Memasang Chromium dari Debian …", err=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    steps = (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"],
    )
    return all(
        subprocess.run(
            step, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        ).returncode
        == 0
        for step in steps
    )
