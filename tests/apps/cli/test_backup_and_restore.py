"""The restore drill: dump, empty place, restore, and everything counted is equal."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from payung.cli.archive import unpack
from payung.cli.sealed_archive import opened, own_identity, sealing_to
from payung.config.embedded import Cluster, ensure_cluster
from payung.config.folder import claim_folder
from payung.config.keys import key_ring
from payung.kernel.errors import BadInput
from payung.kernel.sealing import KeyRing

IDENTITY = own_identity(KeyRing(sealing={1: b"s" * 32}, indexing=b"i" * 32))
OURS = ("PAYUNG_DATABASE_URL", "PAYUNG_DATABASE_OWNER_URL", "PAYUNG_KEYS", "PAYUNG_DATA")


def payung(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as an operator gives it, on the embedded database of the folder it names."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment["DJANGO_SETTINGS_MODULE"] = "payung.config.settings"
    command = [sys.executable, "-P", "-m", "payung", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def counts(cluster: Cluster) -> dict[str, int]:
    """Rows of every table, as the superuser sees them."""
    with psycopg.connect(cluster.url("postgres")) as admin:
        named = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: admin.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
            ).fetchone()[0]
            for (name,) in named.fetchall()
        }


def protections(cluster: Cluster) -> set[tuple[str, ...]]:
    """Policies, grants and owners: what a restore must not lose."""
    with psycopg.connect(cluster.url("postgres")) as admin:
        policies = admin.execute("SELECT 'policy', tablename, policyname FROM pg_policies")
        rights = admin.execute(
            "SELECT grantee, table_name, privilege_type FROM information_schema.table_privileges"
            " WHERE table_schema = 'public'"
        )
        return {tuple(map(str, row)) for row in [*policies.fetchall(), *rights.fetchall()]}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asal")
    claim_folder(folder)
    ensure_cluster(folder, durable=False)
    assert payung("migrate", "--data", str(folder)).returncode == 0
    (folder / "unduhan").mkdir()
    (folder / "unduhan" / "lampiran.pdf").write_bytes(b"isi")
    return folder


@pytest.fixture(scope="module")
def archive(place: Path) -> Path:
    made = place.parent / "cadangan" / "payung.tar.gz.age"
    made.parent.mkdir()
    done = payung("backup", str(made), "--data", str(place))
    assert done.returncode == 0, done.stderr
    return made


def test_the_drill_brings_back_every_row_file_and_protection(
    place: Path, archive: Path, tmp_path: Path
) -> None:
    shutil.copy(place / "kunci.json", tmp_path)
    done = payung("restore", str(archive), "--data", str(tmp_path))
    assert done.returncode == 0, done.stderr
    before, after = ensure_cluster(place), ensure_cluster(tmp_path, durable=False)
    assert sum(counts(before).values()) > 50
    assert counts(after) == counts(before)
    assert protections(after) == protections(before)
    assert (tmp_path / "unduhan" / "lampiran.pdf").read_bytes() == b"isi"
    after.stop()


def content_of(archive: Path, place: Path) -> bytes:
    """All that the archive holds, opened with the keys of its place."""
    ring = key_ring(json.loads((place / "kunci.json").read_text()))
    with (
        opened(archive, [own_identity(ring)]) as stream,
        tarfile.open(fileobj=stream, mode="r|gz") as tar,
    ):
        return b"".join(tar.extractfile(m).read() for m in tar if m.isfile())


def test_an_archive_holds_no_key(place: Path, archive: Path) -> None:
    keys = json.loads((place / "kunci.json").read_text())
    content = content_of(archive, place)
    assert b"isi" in content  # the control: what is in it is seen when it is open
    assert not [name for name, key in keys.items() if key.encode() in content]
    assert archive.stat().st_mode & 0o077 == 0


def test_a_stolen_archive_shows_neither_names_of_files_nor_of_people(archive: Path) -> None:
    raw = archive.read_bytes()
    assert raw.startswith(b"age-encryption.org/")
    assert not [word for word in (b"lampiran.pdf", b"payung.json", b"PGDMP") if word in raw]
    assert not tarfile.is_tarfile(archive)


def test_sessions_are_left_out(place: Path, archive: Path, tmp_path: Path) -> None:
    with psycopg.connect(ensure_cluster(place).url("postgres"), autocommit=True) as admin:
        admin.execute(
            "INSERT INTO django_session VALUES ('kuncisesirahasia', 'isi', now() + '1 day')"
        )
    second = tmp_path / "kedua.age"
    assert payung("backup", str(second), "--data", str(place)).returncode == 0
    assert b"kuncisesirahasia" not in content_of(second, place)


def test_an_archive_that_is_there_is_not_written_over(place: Path, archive: Path) -> None:
    before = archive.read_bytes()
    done = payung("backup", str(archive), "--data", str(place))
    assert done.returncode == 1
    assert "tidak ditimpa" in done.stderr
    assert archive.read_bytes() == before


def test_an_old_archive_is_restorable_after_the_keys_were_rotated(
    place: Path, archive: Path, tmp_path: Path
) -> None:
    keys = json.loads((place / "kunci.json").read_text())
    rotated = keys | {"seal-2": hashlib.sha256(b"baru").hexdigest()}
    (tmp_path / "kunci.json").write_text(json.dumps(rotated))
    done = payung("restore", str(archive), "--data", str(tmp_path))
    assert done.returncode == 0, done.stderr
    ensure_cluster(tmp_path, durable=False).stop()


def test_a_public_key_opens_with_its_other_half_from_the_safe(place: Path, tmp_path: Path) -> None:
    import pyrage

    safe = pyrage.x25519.Identity.generate()
    made = tmp_path / "arsip.age"
    done = payung("backup", str(made), "--data", str(place), "--to", str(safe.to_public()))
    assert done.returncode == 0, done.stderr
    with opened(made, [str(safe)]) as stream, tarfile.open(fileobj=stream, mode="r|gz") as tar:
        assert "payung.json" in [member.name for member in tar]


def test_the_newest_archive_is_tried_by_one_command(place: Path, archive: Path) -> None:
    done = payung("restore", str(archive.parent), "--trial", "--data", str(place))
    assert done.returncode == 0, done.stderr
    assert "rantainya utuh" in done.stdout
    assert not list(place.glob(".coba-*"))


def test_a_restore_without_the_right_keys_is_refused(archive: Path, tmp_path: Path) -> None:
    done = payung("restore", str(archive), "--data", str(tmp_path))
    assert done.returncode == 1
    assert "kunci.json yang lama" in done.stderr
    assert counts(ensure_cluster(tmp_path, durable=False)) == {}


def test_a_restore_over_existing_data_is_refused(place: Path, archive: Path) -> None:
    done = payung("restore", str(archive), "--data", str(place))
    assert done.returncode == 1
    assert "sudah berisi" in done.stderr


def test_a_file_that_is_no_backup_is_refused(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "surat.txt"
    other.write_text("bukan arsip")
    done = payung("restore", str(other), "--data", str(place))
    assert done.returncode == 1
    assert "bukan cadangan Payung" in done.stderr


@pytest.mark.parametrize("name", ["../luar.txt", "/tmp/luar.txt", "files/../../luar.txt"])
def test_an_archive_that_reaches_out_of_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    hostile = tmp_path / "jahat.age"
    inner = tmp_path / "isi"
    inner.write_text("isi")
    with (
        hostile.open("wb") as file,
        sealing_to(file, IDENTITY, []) as stream,
        tarfile.open(fileobj=stream, mode="w|gz") as tar,
        inner.open("rb") as content,
    ):
        member = tar.gettarinfo(inner)
        member.name = name
        tar.addfile(member, content)
    (tmp_path / "tujuan").mkdir()
    with pytest.raises(BadInput, match="bukan cadangan"):
        unpack(hostile, tmp_path / "tujuan", [IDENTITY])
    assert not list((tmp_path / "tujuan").iterdir())
    assert not (tmp_path / "luar.txt").exists()
