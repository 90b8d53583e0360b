"""`payung serve`: the site, by gunicorn's threads; TLS and public addresses stand before it."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Annotated, Any

import typer

from payung.cli.setup import start_django
from payung.kernel.errors import ConfigError
from payung.kernel.scratch import sweep_scratch
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)

THREADS = 8
OWN, SOCKET = "127.0.0.1", "unix:"
MOST_PROCESSES = 4


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="porta")] = 8000,
    bind: Annotated[str, typer.Option(help="alamat mesin ini, atau unix:/jalur/soket")] = OWN,
    data: Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")] = None,
) -> None:
    """Menjalankan situs sampai dihentikan (Ctrl-C); tanpa --bind hanya di mesin ini."""
    start_django(data)
    serve_site(port, bind)


def serve_site(port: int, bind: str = OWN) -> None:
    """Serves until SIGINT or SIGTERM; Django must be up and the schema migrated."""
    from django.core.management import call_command

    _refuse_open_network(bind)
    if not bind.startswith(SOCKET):
        _refuse_taken_port(bind, port)
    refuse_old_schema()
    _refuse_without_protection()
    call_command("collectstatic", interactive=False, verbosity=0)
    sweep_scratch()
    _tell_opening(port)
    _close_connections()
    _forget_strong_passwords()
    where = bind if bind.startswith(SOCKET) else f"{bind}:{port}"
    _site({"bind": where, **_capacity()}).run()


def _capacity() -> dict[str, Any]:
    from django.conf import settings

    return {
        "workers": min(os.cpu_count() or 1, MOST_PROCESSES),
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": 120,
        "graceful_timeout": 10,
        # A worker renews itself now and then; not all at the same moment.
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
        "loglevel": "warning",
        # Who stands before us says whether the visitor came by TLS.
        "forwarded_allow_ips": "*" if settings.PROXIES else OWN,
    }


def _refuse_open_network(bind: str) -> None:
    """Names and NIK never cross a network in the clear, but for a demonstration's invented ones."""
    from django.conf import settings

    own = bind.startswith((SOCKET, "127.", "localhost"))
    if not (own or settings.HTTPS or settings.PAYUNG_DEMO):
        raise ConfigError(
            say(
                "Situs yang terbuka ke jaringan perlu TLS. Pasang proksi TLS di depannya, isi"
                " PAYUNG_HTTPS=1 dan PAYUNG_PROXIES; lihat docs/operations/install.md."
            )
        )


def _refuse_without_protection() -> None:
    from payung.areas.protection import protection_faults

    if faults := protection_faults():
        raise ConfigError(faults[0])


def _refuse_taken_port(bind: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as failure:
            raise ConfigError(
                say("Porta {port} sudah dipakai. Pilih lain dengan --port.", port=port)
            ) from failure


def refuse_old_schema() -> None:
    """Raises ConfigError with what to do where the database lacks a step of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ConfigError(say("Basis data belum diperbarui. Jalankan: payung migrate"))


def _tell_opening(port: int) -> None:
    """On an installation without accounts: the address at which somebody opens a city, once."""
    from django.urls import reverse

    from payung.accounts.codes import grouped
    from payung.accounts.opening import invite_opener, is_open

    if not is_open():
        address = reverse("opening", args=[grouped(invite_opener())])
        typer.echo(f"Buka kota, sekali, dalam 24 jam: http://127.0.0.1:{port}{address}")


def _forget_strong_passwords() -> None:
    """The web processes are forked from this one: what it no longer knows, they never knew."""
    from payung.config.embedded import forget_strong_passwords

    for name in ("PAYUNG_DATABASE_OWNER_URL", "PAYUNG_DATABASE_BACKUP_URL"):
        os.environ.pop(name, None)
    forget_strong_passwords()


def _close_connections() -> None:
    """No connection may cross into the forked workers."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _site(options: dict[str, Any]) -> Any:
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):  # type: ignore[misc]
        """gunicorn without its own command line and configuration file."""

        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return get_wsgi_application()

    return Site()
