"""What a backup is: one tar of a database dump, the data folder's files, and a description.

The keys are not in it: who steals an archive must not find what opens its NIKs. Its description
holds only their fingerprint, so that a restore without the right keys is refused at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from payung.kernel.errors import BadInput, ConfigError
from payung.kernel.sentence import say

DESCRIPTION = "payung.json"
DUMP = "database.dump"
FILES = "files"
FORMAT = 1
UNFINISHED = ".belum-pulih"
# Made anew by the restored place itself, or kept apart from backups on purpose.
LEFT_OUT = {"postgres", "static", "uji", "kunci.json"}


def admin_url(data_dir: Path) -> str:
    """A role that sees every row: forced row-level security hides rows even from the owner."""
    named = os.environ.get("PAYUNG_DATABASE_BACKUP_URL", "")
    if named:
        return named
    if os.environ.get("PAYUNG_DATABASE_URL"):
        raise ConfigError(
            say("Isi PAYUNG_DATABASE_BACKUP_URL dengan peran basis data yang boleh BYPASSRLS.")
        )
    from payung.config.embedded import ensure_cluster
    from payung.config.postgres.roles import DATABASE

    return ensure_cluster(data_dir).url("postgres", DATABASE)


def key_fingerprint(key_ring: Any) -> str:
    """Tells two sets of keys apart without giving them away."""
    digest = hashlib.sha256(key_ring.indexing)
    for number, key in sorted(key_ring.sealing.items()):
        digest.update(str(number).encode() + key)
    return digest.hexdigest()[:16]


def write_archive(archive: Path, data_dir: Path, url: str, description: dict[str, Any]) -> None:
    """Written beside its place and then renamed: a half-written archive never bears the name."""
    draft = archive.with_name(f".{archive.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=archive.parent) as name:
            dump = Path(name) / DUMP
            run_client(["pg_dump", "--format=custom", f"--file={dump}"], url)
            with _created(draft) as tar:
                _add_text(tar, Path(name) / DESCRIPTION, description | {"format": FORMAT})
                tar.add(dump, DUMP)
                for entry in sorted(data_dir.iterdir()):
                    if entry.name not in LEFT_OUT and not entry.name.startswith("."):
                        tar.add(entry, f"{FILES}/{entry.name}")
        draft.replace(archive)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _created(draft: Path) -> Iterator[tarfile.TarFile]:
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
            yield tar
        file.flush()
        os.fsync(file.fileno())


def _add_text(tar: tarfile.TarFile, path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1))
    tar.add(path, path.name)


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpacks into `folder` and returns the description; refuses what is no backup of ours."""
    try:
        with tarfile.open(archive) as tar:
            _extract(tar, folder)
        description: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text())
    except FileNotFoundError as failure:
        raise BadInput(
            say("{archive} tidak ditemukan atau bukan cadangan Payung.", archive=archive)
        ) from failure
    except (OSError, EOFError, tarfile.TarError, ValueError) as failure:
        raise BadInput(
            say("{archive} rusak atau bukan cadangan Payung.", archive=archive.name)
        ) from failure
    if description.get("format") != FORMAT:
        raise BadInput(
            say(
                "{archive} dibuat oleh versi lain. Pakai versi Payung yang sama.",
                archive=archive.name,
            )
        )
    return description


def _extract(tar: tarfile.TarFile, folder: Path) -> None:
    """Plain files inside `folder` and nothing else, whatever the archive says.

    Not `extractall`: Debian 12's Python does not know its filters yet.
    """
    for member in tar:
        inside = PurePosixPath(member.name)
        if inside.is_absolute() or ".." in inside.parts or not (member.isfile() or member.isdir()):
            raise tarfile.TarError(f"unexpected member {member.name}")
        target = folder / inside
        content = tar.extractfile(member)
        if content is None:
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as file:
            shutil.copyfileobj(content, file)


def place_files(unpacked: Path, data_dir: Path) -> None:
    """Moves the archive's files into the data folder, which must hold none of them.

    What a killed restore left there, and only that, is replaced.
    """
    unfinished = data_dir / UNFINISHED
    for entry in sorted((unpacked / FILES).glob("*")):
        target = data_dir / entry.name
        if target.exists() and not unfinished.exists():
            raise BadInput(
                say("Folder data sudah berisi {name}. Pilih folder kosong.", name=entry.name)
            )
    unfinished.touch()
    for entry in sorted((unpacked / FILES).glob("*")):
        target = data_dir / entry.name
        if target.is_dir():
            shutil.rmtree(target)
        entry.replace(target)


def restore_database(unpacked: Path, url: str) -> None:
    """All or nothing, into an empty database."""
    options = ["--exit-on-error", "--single-transaction", "--dbname=", str(unpacked / DUMP)]
    run_client(["pg_restore", *options], url)


def run_client(command: list[str], url: str) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment, not by arguments."""
    from psycopg.conninfo import conninfo_to_dict

    from payung.config.postgres.binaries import client_program

    place = conninfo_to_dict(url)
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"}
    names |= {"password": "PGPASSWORD", "sslmode": "PGSSLMODE"}
    environment = {names[key]: str(value) for key, value in place.items() if key in names}
    done = subprocess.run(
        [client_program(command[0]), *command[1:]],
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["tanpa pesan"])[-1]
        raise ConfigError(say("{command} gagal: {why}", command=command[0], why=last))
