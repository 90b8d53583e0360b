"""`payung test`: installs what the tests need beyond Python's own packages, and runs them all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import typer

from payung.cli.setup import repository_root
from payung.ui.chromium import browser_runs

app = typer.Typer(add_completion=False)

PROCESSES = 2
BROWSER_PACKAGES = ("libatomic1", "chromium")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Menjalankan semua uji. Pilihan selebihnya diteruskan ke pytest."""
    _ensure_browser()
    raise typer.Exit(run_tests(repository_root(), context.args))


def run_tests(root: Path, arguments: list[str]) -> int:
    """pytest's own exit status; in parallel unless the caller says how."""
    chosen = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    parallel = [] if chosen else ["-n", str(PROCESSES), "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", *parallel, *arguments]
    environment = _compiled_once(root)
    return subprocess.run(command, cwd=root, env=environment, stdin=subprocess.DEVNULL).returncode


def _compiled_once(root: Path) -> dict[str, str]:
    """The tests start some hundred processes; each would compile all libraries again where
    Python was told to keep nothing. It is kept beside the tests' database, not in the sources."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(root / "var" / "uji" / "pycache")}


def _ensure_browser() -> None:
    """Debian's Chromium and its driver's library, where we may; else one line on what is left out.

    A package that can't be had must not hinder the other: each is asked for by itself.
    """
    if browser_runs():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        typer.echo("Memasang peramban uji dari Debian …", err=True)
        _apt("update")
        for package in BROWSER_PACKAGES:
            _apt("install", "--yes", "--no-install-recommends", package)
    if not browser_runs():
        listed = " ".join(BROWSER_PACKAGES)
        typer.echo(f"Uji peramban dilewati: perlu paket Debian {listed}.", err=True)


def _apt(*arguments: str) -> None:
    subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
