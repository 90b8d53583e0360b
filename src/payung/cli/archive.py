"""What a backup is: one sealed tar of a description, a database dump, the data folder's files.

The keys are not in it: who steals an archive must not find what opens its NIKs. Its description
holds only a mark of each, so that a restore without the right keys is refused at once, and one
with newer keys besides is not.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from payung.cli.sealed_archive import is_sealed, opened
from payung.kernel.errors import BadInput, ConfigError
from payung.kernel.sealing import KeyRing
from payung.kernel.sentence import say

DESCRIPTION = "payung.json"
DUMP = "database.dump"
FILES = "files"
FORMAT = 2
UNFINISHED = ".belum-pulih"
# Made anew by the restored place itself, or kept apart from backups on purpose.
LEFT_OUT = {"postgres", "static", "uji", "kunci.json"}
# Who is signed in signs in again; a stolen archive opens nobody's session.
_SESSIONS = ("--exclude-table-data=django_session", "--exclude-table-data=*usersession*")
Seal = Callable[[BinaryIO], AbstractContextManager[BinaryIO]]
"""Makes a stream to a file, sealed on the way."""


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


def key_marks(key_ring: KeyRing) -> dict[str, str]:
    """Tells each key from another without giving it away: a rotated ring still holds the old."""
    keys = {f"seal-{number}": key for number, key in key_ring.sealing.items()}
    keys["index"] = key_ring.indexing
    return {name: hashlib.sha256(b"mark" + key).hexdigest()[:16] for name, key in keys.items()}


def write_archive(
    archive: Path, data_dir: Path, url: str, description: dict[str, Any], seal: Seal
) -> None:
    """Written beside its place and then named: a half-written archive never bears the name, and
    one that bears it already is left alone."""
    draft = archive.with_name(f".{archive.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryFile(dir=archive.parent) as dump:  # nameless: gone after a kill
            run_client(["pg_dump", "--format=custom", *_SESSIONS], url, into=dump)
            with _created(draft, seal) as tar:
                _add_text(tar, DESCRIPTION, description | {"format": FORMAT})
                _add_open(tar, DUMP, dump)
                for entry in sorted(data_dir.iterdir()):
                    if entry.name not in LEFT_OUT and not entry.name.startswith("."):
                        tar.add(entry, f"{FILES}/{entry.name}")
        os.link(draft, archive)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _created(draft: Path, seal: Seal) -> Iterator[tarfile.TarFile]:
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with (
            seal(file) as stream,
            gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=1) as small,
            tarfile.open(fileobj=small, mode="w|") as tar,
        ):
            yield tar
        file.flush()
        os.fsync(file.fileno())


def _add_text(tar: tarfile.TarFile, name: str, content: dict[str, Any]) -> None:
    text = io.BytesIO(json.dumps(content, indent=1).encode())
    _add_open(tar, name, text)


def _add_open(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    """A file that has no name; its mode is that of the archive."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = file.seek(0, os.SEEK_END), 0o600
    file.seek(0)
    tar.addfile(member, file)


def unpack(archive: Path, folder: Path, identities: Sequence[str]) -> dict[str, Any]:
    """Unpacks into `folder` and returns the description; refuses what is no backup of ours."""
    strange = say("{archive} rusak atau bukan cadangan Payung.", archive=archive.name)
    try:
        if not is_sealed(archive):
            raise BadInput(strange)
        with opened(archive, identities) as stream:
            _unpack_stream(stream, folder)
        description: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text())
    except FileNotFoundError as failure:
        raise BadInput(
            say("{archive} tidak ditemukan atau bukan cadangan Payung.", archive=archive)
        ) from failure
    except (OSError, EOFError, tarfile.TarError, ValueError) as failure:
        raise BadInput(strange) from failure
    if description.get("format") != FORMAT:
        raise BadInput(
            say(
                "{archive} dibuat oleh versi lain. Pakai versi Payung yang sama.",
                archive=archive.name,
            )
        )
    return description


def _unpack_stream(stream: IO[bytes], folder: Path) -> None:
    """Nothing at all came through where no key opened it: that is told by who opened it."""
    with suppress(tarfile.ReadError), tarfile.open(fileobj=stream, mode="r|gz") as tar:
        _extract(tar, folder)


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


def run_client(command: list[str], url: str, into: IO[bytes] | None = None) -> None:
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
        stdout=into or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        last = (said or ["tanpa pesan"])[-1]
        raise ConfigError(say("{command} gagal: {why}", command=command[0], why=last))
