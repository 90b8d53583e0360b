"""A database server of its own, durable as in use, that is killed with all its processes."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from payung.cli.archive import run_client
from payung.config.embedded import Cluster, ensure_cluster
from payung.config.postgres import process

if TYPE_CHECKING:
    from tests.database import WorkerDatabase


class CrashingServer:
    """One migrated database on a server below `folder`; `kill` ends it as a power cut would."""

    def __init__(self, folder: Path, migrated: WorkerDatabase) -> None:
        self.folder = folder
        folder.chmod(0o755)
        self.cluster: Cluster = ensure_cluster(folder)
        self.cluster.create_database("uji")
        self._copy(migrated)

    def _copy(self, migrated: WorkerDatabase) -> None:
        """A dump and its restore take a tenth of the time of all migrations."""
        with tempfile.TemporaryDirectory() as name:
            dump = f"{name}/skema"
            source = migrated.cluster.url("postgres", migrated.name)
            run_client(["pg_dump", "--format=custom", f"--file={dump}"], source)
            options = ["--exit-on-error", "--single-transaction", "--dbname=", dump]
            run_client(["pg_restore", *options], self.cluster.url("postgres", "uji"))

    def owner(self) -> psycopg.Connection[Any]:
        """The owner of the tables, in the city's area; a new connection each time."""
        url = self.cluster.url("payung_owner", "uji")
        found = psycopg.connect(url, autocommit=True)
        found.execute("SET payung.area = '15.71'")
        return found

    def kill(self) -> None:
        """kill -9 of the server and every process of it, in one go."""
        running = process.find_running(self._data)
        assert running is not None
        for pid in (running.pid, *_children_of(running.pid)):
            os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while process._is_server(running.pid, self._data):
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def restart(self) -> None:
        """Brings it up again by the way that every command takes."""
        self.cluster.stop()
        self.cluster = ensure_cluster(self.folder)

    @property
    def _data(self) -> Path:
        return self.cluster.folder / "data"


def _children_of(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                found.append(int(entry.name))
    return found
