"""One embedded cluster for all test processes, one database for each, cloned from a template.

The template is migrated once and kept as long as the migrations stay the same. Tests talk to
the clone as the application's role, so row-level security holds in them as it does outside.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from payung.config.embedded import Cluster, ensure_cluster

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "payung"
CLUSTER = ROOT / "var" / "uji"


@dataclass(frozen=True)
class WorkerDatabase:
    """The database of this test process; `renew` brings it back to the migrated state."""

    cluster: Cluster
    name: str
    template: str

    @property
    def app_url(self) -> str:
        return self.cluster.url("payung_app", self.name)

    @property
    def owner_url(self) -> str:
        return self.cluster.url("payung_owner", self.name)

    def renew(self) -> None:
        self.drop()
        self.cluster.create_database(self.name, self.template)

    def drop(self) -> None:
        self.cluster.drop_database(self.name)


def worker_database() -> WorkerDatabase:
    """A fresh clone for this process; points Django and child processes at it."""
    cluster = ensure_cluster(CLUSTER, durable=False)
    with _one_at_a_time():
        _drop_leftovers(cluster)
        template = _migrated_template(cluster)
        database = WorkerDatabase(cluster, f"uji_{os.getpid()}", template)
        database.renew()
    point_django_at(database)
    return database


def point_django_at(database: WorkerDatabase) -> None:
    """Every alias, in this thread and in threads to come, and what this process starts."""
    os.environ["PAYUNG_DATABASE_URL"] = database.app_url
    os.environ["PAYUNG_DATABASE_OWNER_URL"] = database.owner_url
    _use(database.cluster, database.name, "payung_app")


def _use(cluster: Cluster, name: str, role: str) -> None:
    from django.db import connections

    place = {"NAME": name, "USER": role, "PORT": str(cluster.port)}
    place["PASSWORD"] = cluster.passwords[role]
    for alias in connections:
        connections[alias].close()
        # A pool would hold on to a database that is about to be renewed.
        connections.settings[alias].update(place, OPTIONS={})


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (CLUSTER / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrated_template(cluster: Cluster) -> str:
    name = f"template_{_fingerprint()}"
    if name in _databases(cluster):
        return name
    from django.core.management import call_command

    draft = "template_draft"
    cluster.drop_database(draft)
    cluster.create_database(draft)
    _use(cluster, draft, "payung_owner")
    call_command("migrate", verbosity=0)
    _use(cluster, draft, "payung_app")
    with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {draft} RENAME TO {name}")
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    return name


def _fingerprint() -> str:
    """Of the migrations, the SQL and data they load, and the modules they import."""
    migrations = sorted(SOURCE.glob("*/migrations/*.py"))
    imported = {
        SOURCE.joinpath(*module.split(".")).with_suffix(".py")
        for migration in migrations
        for module in re.findall(r"^\s*from payung\.([\w.]+) import", migration.read_text(), re.M)
    }
    inputs = {*migrations, *filter(Path.exists, imported), ROOT / "requirements" / "runtime.txt"}
    inputs |= {*SOURCE.glob("*/**/*.sql"), *SOURCE.glob("*/**/*.csv")}
    digest = hashlib.sha256()
    for path in sorted(inputs):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _drop_leftovers(cluster: Cluster) -> None:
    """Of killed test processes, and templates of other migrations that nobody clones now."""
    names = _databases(cluster)
    alive = {name for name in names if name.startswith("uji_") and _process_lives(name[4:])}
    current = f"template_{_fingerprint()}"
    for name in names:
        outdated = name.startswith("template_") and name != current and not alive
        if outdated or (name.startswith("uji_") and name not in alive):
            cluster.drop_database(name)


def _process_lives(number: str) -> bool:
    return Path(f"/proc/{number}").exists()


def _databases(cluster: Cluster) -> set[str]:
    with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
        return {row[0] for row in admin.execute("SELECT datname FROM pg_database")}
