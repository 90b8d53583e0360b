"""The restore drill: dump, empty place, restore, and everything counted is equal."""

from __future__ import annotations

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
from payung.config.embedded import Cluster, ensure_cluster
from payung.config.folder import claim_folder
from payung.kernel.errors import BadInput

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
    made = place.parent / "cadangan.tar.gz"
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


def test_an_archive_holds_no_key(place: Path, archive: Path) -> None:
    keys = json.loads((place / "kunci.json").read_text())
    with tarfile.open(archive) as tar:
        content = b"".join(tar.extractfile(m).read() for m in tar.getmembers() if m.isfile())
    assert not [name for name, key in keys.items() if key.encode() in content]
    assert archive.stat().st_mode & 0o077 == 0


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
    hostile = tmp_path / "jahat.tar"
    inner = tmp_path / "isi"
    inner.write_text("isi")
    with tarfile.open(hostile, "w") as tar, inner.open("rb") as content:
        member = tar.gettarinfo(inner)
        member.name = name
        tar.addfile(member, content)
    (tmp_path / "tujuan").mkdir()
    with pytest.raises(BadInput, match="bukan cadangan"):
        unpack(hostile, tmp_path / "tujuan")
    assert not list((tmp_path / "tujuan").iterdir())
    assert not (tmp_path / "luar.txt").exists()
