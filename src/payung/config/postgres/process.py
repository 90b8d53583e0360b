"""One PostgreSQL server process over one data folder: make, start, find again, stop.

The server runs with the data folder as its working directory and knows it only as
`/proc/self/cwd`: so its user needs no way through the folders above, and no mode is changed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from payung.config.postgres.binaries import Binaries
from payung.kernel.errors import ConfigError
from payung.kernel.sentence import Sentence, say

SUPERUSER = "postgres"
HERE = "/proc/self/cwd"
START_SECONDS = 60.0
STOP_SECONDS = 60.0
LOG_LIMIT_BYTES = 10_000_000

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "maintenance_work_mem": "128MB",
    "timezone": "UTC",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "15min",
    # The log of changes is needed since the last checkpoint only; by default it grows to 1 GB.
    "max_wal_size": "128MB",
    "min_wal_size": "32MB",
    # A failed statement or a violated key would put persons into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


_children: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class RunningServer:
    """A server that answers, as its `postmaster.pid` describes it."""

    pid: int
    port: int


def initialise(binaries: Binaries, data: Path, password: str, *, durable: bool) -> None:
    """Makes the cluster in `data`; a half-made one of a killed process is thrown away.

    Nobody can log in before the superuser has his password: it is set without a server.
    """
    building = data.with_name("data.new")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700)
    if binaries.user is not None:
        owner = pwd.getpwnam(binaries.user)
        os.chown(building, owner.pw_uid, owner.pw_gid)
    make = ["initdb", "-D", HERE, "-U", SUPERUSER, "-A", "reject", "-E", "UTF8"]
    make += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    _run(binaries, building, make + ([] if durable else ["--no-sync"]))
    hba = "host all all 127.0.0.1/32 scram-sha-256\n"
    (building / "pg_hba.conf").write_text(hba)
    statement = f"ALTER ROLE {SUPERUSER} PASSWORD '{password}';\n"
    _run(binaries, building, ["postgres", "--single", "-D", HERE, "template1"], statement)
    building.rename(data)


def _run(binaries: Binaries, folder: Path, command: list[str], stdin: str = "") -> None:
    done = subprocess.run(
        [binaries.program(command[0]), *command[1:]],
        cwd=folder,
        env=_environment(),
        input=stdin,
        capture_output=True,
        text=True,
        **binaries.identity(),
    )
    if done.returncode != 0:
        raise ConfigError(_sentence(done.stderr, folder))


def _environment() -> dict[str, str]:
    """No PG… variable of the caller may steer our server."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def find_running(data: Path) -> RunningServer | None:
    """The server of this folder if it is ready; waits while it starts up or shuts down.

    A `postmaster.pid` whose server is gone (kill -9, power cut) is no obstacle: its process
    number may belong to someone else by now, so the process must work in this very folder.
    """
    deadline = time.monotonic() + STOP_SECONDS
    while (lines := _pid_file(data)) is not None and _is_server(int(lines[0]), data):
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return RunningServer(int(lines[0]), int(lines[3]))
        if time.monotonic() > deadline:
            raise ConfigError(
                say(
                    "PostgreSQL di {data} tidak menjawab. Hentikan proses {pid}.",
                    data=data,
                    pid=lines[0],
                )
            )
        time.sleep(0.02)
    return None


def _pid_file(data: Path) -> list[str] | None:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    return lines if lines and lines[0].strip().isdigit() else None


def _is_server(pid: int, data: Path) -> bool:
    try:
        process = Path(f"/proc/{pid}")
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z" and (process / "cwd").resolve() == data.resolve()
    except OSError:
        return False


def start(binaries: Binaries, data: Path, log: Path, *, port: int, durable: bool) -> RunningServer:
    """Starts the server and waits until it is ready; `port` is taken when it is free."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        _forget_reused_number(data)
        port = free_port(port)
        with _opened_log(log) as output:
            before = output.tell()
            server = _spawn(binaries, data, output, port=port, durable=durable)
        if running := _wait_ready(server, data, deadline):
            return running
        reason = log.read_bytes()[before:].decode(errors="replace")
        # The last backends of a killed server hold its memory for a moment longer.
        if "still in use" not in reason and "Address already in use" not in reason:
            raise ConfigError(_sentence(reason, data))
        if time.monotonic() > deadline:
            raise ConfigError(_sentence(reason, data))
        time.sleep(0.2)


def _forget_reused_number(data: Path) -> None:
    """PostgreSQL clears away a dead server's pid file, unless the number lives on in another."""
    lines = _pid_file(data)
    if lines and Path(f"/proc/{lines[0]}").exists() and not _is_server(int(lines[0]), data):
        (data / "postmaster.pid").unlink()


def _opened_log(log: Path) -> IO[bytes]:
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".log.1"))
    opened = log.open("ab")
    log.chmod(0o600)
    return opened


def _spawn(
    binaries: Binaries, data: Path, output: IO[bytes], *, port: int, durable: bool
) -> subprocess.Popen[bytes]:
    settings = SETTINGS | {"port": str(port)} | ({} if durable else NOT_DURABLE)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [binaries.program("postgres"), "-D", HERE, *options],
        cwd=data,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,  # Ctrl-C in the terminal is for us; we stop the server ourselves
        **binaries.identity(),
    )
    _children[server.pid] = server
    return server


def _wait_ready(
    server: subprocess.Popen[bytes], data: Path, deadline: float
) -> RunningServer | None:
    """None if it ended. Only its own mark counts: after a power cut the dead server's still lies
    there, ready with a number and a port that lead nowhere."""
    while server.poll() is None:
        lines = _pid_file(data)
        own = lines is not None and int(lines[0]) == server.pid
        if lines and own and len(lines) >= 8 and lines[7].strip() == "ready":
            return RunningServer(int(lines[0]), int(lines[3]))
        if time.monotonic() > deadline:
            server.kill()
        time.sleep(0.02)
    return None


def free_port(wanted: int) -> int:
    """`wanted` if nothing listens there, else any free one; 0 wants any."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ConfigError(say("Tidak ada porta bebas di 127.0.0.1 untuk PostgreSQL."))


def stop(data: Path) -> None:
    """Stops the server of this folder at once but cleanly; open connections are cut."""
    lines = _pid_file(data)
    if lines is None or not _is_server(pid := int(lines[0]), data):
        return
    _signal(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_server(pid, data):
        if time.monotonic() > deadline:
            _signal(pid, signal.SIGQUIT)
            return
        if pid in _children:
            _children[pid].poll()  # takes it off the process table
        time.sleep(0.01)


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _sentence(reason: str, folder: Path) -> Sentence:
    """What a user can do about it, from what PostgreSQL wrote."""
    if "No space left on device" in reason:
        return say(
            "Ruang di {where} habis. Kosongkan dulu, lalu jalankan lagi.", where=folder.parent
        )
    if "Permission denied" in reason or "could not change directory" in reason:
        return say(
            "{where} tidak boleh ditulisi. Pilih folder lain dengan PAYUNG_DATA.",
            where=folder.parent,
        )
    if "wrong ownership" in reason:
        return say(
            "{where} milik pengguna lain. Jalankan sebagai pengguna yang membuatnya.", where=folder
        )
    if "Cannot allocate memory" in reason:
        return say("Memori tidak cukup untuk PostgreSQL. Tutup program lain dulu.")
    last = reason.strip().splitlines()[-3:] or ["tanpa pesan"]
    why = " / ".join(line.strip() for line in last)
    return say("PostgreSQL tidak mau mulai: {why}", why=why)
