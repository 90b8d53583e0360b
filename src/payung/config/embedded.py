"""The embedded database: one PostgreSQL server per data folder, shared by all our processes.

The first process starts it, the others join it, the last one to leave stops it. Who is in is
known by file locks, which the kernel gives back even after kill -9.
"""

from __future__ import annotations

import atexit
import errno
import fcntl
import json
import os
import secrets
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from payung.config.postgres import process, roles
from payung.config.postgres.binaries import server_binaries
from payung.kernel.errors import ConfigError
from payung.kernel.sentence import say
from payung.kernel.wholefile import write_whole

_clusters: dict[tuple[int, Path], Cluster] = {}
_guard = threading.RLock()


@dataclass
class Cluster:
    """A running server that this process uses; the URLs hold passwords, never log them."""

    folder: Path
    port: int
    passwords: dict[str, str] = field(repr=False)
    _seat: int = field(repr=False)

    @property
    def app_url(self) -> str:
        """The role of the site and the jobs: owns nothing, bound by row-level security."""
        return self.url(roles.APP)

    @property
    def owner_url(self) -> str:
        """The role that owns the schema and runs migrations."""
        return self.url(roles.OWNER)

    @property
    def admin_url(self) -> str:
        """The superuser, for backups and for making databases; never for the application."""
        return self.url(process.SUPERUSER)

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        """Connection address of one role to one database of this cluster."""
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def forget_strong_passwords(self) -> None:
        """Keeps the site's own and no other: who breaks into a web process finds none."""
        self.passwords = {roles.APP: self.passwords[roles.APP]}

    def create_database(self, name: str, template: str | None = None) -> None:
        """Makes an empty database, or a clone of `template`, open to the same roles."""
        import psycopg

        # Copying files takes half the time of writing each page to the log once more.
        source = f' TEMPLATE "{template}" STRATEGY FILE_COPY' if template else ""
        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}" OWNER {roles.OWNER}{source}')
        roles.open_database(self.admin_url, name)

    def drop_database(self, name: str) -> None:
        """Removes a database and cuts whoever is still in it; a missing one is fine."""
        import psycopg

        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """Leaves the cluster, and stops the server if nobody else of ours uses it."""
        with _guard, _locked(self.folder / "start.lock"):
            if _clusters.pop((os.getpid(), self.folder), None) is None:
                return
            os.close(self._seat)
            with _opened(self.folder / "users.lock") as users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                process.stop(self.folder / "data")


def ensure_cluster(data_dir: Path, *, durable: bool = True) -> Cluster:
    """The running cluster below `data_dir`: made, started or joined, whatever it needs.

    `durable=False` gives up crash safety for speed; for tests only. Raises ConfigError with a
    sentence for the user when the folder, the disk or the programs forbid it.
    """
    folder = data_dir.absolute() / "postgres"
    with _guard:
        known = _clusters.get((os.getpid(), folder))
        if known is not None:
            return known
        with readable_failures(data_dir):
            cluster = _join(folder, durable=durable)
        if not _clusters:
            _leave_at_exit()
        _clusters[(os.getpid(), folder)] = cluster
        return cluster


def forget_strong_passwords() -> None:
    """Called by a process that from now on only serves."""
    for cluster in _clusters.values():
        cluster.forget_strong_passwords()


def _join(folder: Path, *, durable: bool) -> Cluster:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder / "start.lock"):
        # Not inherited by programs that we start, but shared by forked workers: while one of
        # them lives, the seat is taken.
        seat = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(seat, fcntl.LOCK_SH)
        try:
            passwords = _passwords(folder / "passwords.json")
            running = process.find_running(folder / "data")
            port = running.port if running else _start(folder, passwords, durable=durable)
        except BaseException:
            os.close(seat)
            raise
    return Cluster(folder, port, passwords, seat)


def _start(folder: Path, passwords: dict[str, str], *, durable: bool) -> int:
    binaries = server_binaries()
    data = folder / "data"
    if not data.exists():
        process.initialise(binaries, data, passwords[process.SUPERUSER], durable=durable)
    kept = folder / "port"
    wanted = _number_in(kept)
    running = process.start(binaries, data, folder / "server.log", port=wanted, durable=durable)
    try:
        write_whole(kept, str(running.port).encode())
        admin = f"postgresql://{process.SUPERUSER}:{passwords[process.SUPERUSER]}"
        roles.provision(f"{admin}@127.0.0.1:{running.port}/postgres", passwords)
    except BaseException:
        process.stop(data)
        raise
    return running.port


def _number_in(kept: Path) -> int:
    """The port of last time; 0 where none was kept, or a power cut left the file empty."""
    text = kept.read_text().strip() if kept.exists() else ""
    return int(text) if text.isdigit() else 0


def _passwords(kept: Path) -> dict[str, str]:
    """Made once; written whole or not at all, readable by the owner alone."""
    if not kept.exists():
        names = (process.SUPERUSER, roles.OWNER, roles.APP)
        made = {name: secrets.token_urlsafe(24) for name in names}
        write_whole(kept, json.dumps(made).encode())
    passwords: dict[str, str] = json.loads(kept.read_text())
    return passwords


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with _opened(path) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def readable_failures(where: Path) -> Iterator[None]:
    """Turns what the disk refuses below `where` into a ConfigError that says how to mend it."""
    try:
        yield
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            sentence = say(
                "Ruang di {where} habis. Kosongkan dulu, lalu jalankan lagi.", where=where
            )
        elif failure.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            sentence = say(
                "{where} tidak boleh ditulisi. Pilih folder lain dengan PAYUNG_DATA.", where=where
            )
        else:
            sentence = say(
                "Folder data {where} tidak bisa dibuka: {why}.", where=where, why=failure.strerror
            )
        raise ConfigError(sentence) from failure


def _leave_at_exit() -> None:
    """Normal end, SIGTERM and a closed terminal all lead to `Cluster.stop`; SIGINT does anyway."""
    atexit.register(_leave_all)
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _exit_by_signal)


def _leave_all() -> None:
    for (pid, _), cluster in list(_clusters.items()):
        if pid == os.getpid():  # a forked worker has its parent's list, not its parent's duty
            cluster.stop()


def _exit_by_signal(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
