"""One empty, migrated database for the benchmarks of this process, dropped when it ends."""

from __future__ import annotations

import atexit
import json
import os
import secrets
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class BenchDatabase:
    """Where the benchmarks work: `app_url` is the application's role, `admin_url` the superuser."""

    app_url: str
    owner_url: str
    admin_url: str


@cache
def bench_database() -> BenchDatabase:
    """Makes the database, points Django at it and sets Django up; the second call is free."""
    from payung.config.embedded import ensure_cluster

    cluster = ensure_cluster(ROOT / "var" / "bench")
    name = f"bench_{os.getpid()}"
    cluster.create_database(name)
    atexit.register(cluster.drop_database, name)
    place = f"/{name}"
    made = BenchDatabase(
        cluster.url("payung_app", name),
        cluster.url("payung_owner", name),
        cluster.admin_url.rpartition("/")[0] + place,
    )
    files = tempfile.mkdtemp(prefix="payung-bench-")
    keys = {key: secrets.token_hex(32) for key in ("django", "index", "seal-1")}
    os.environ |= {
        "PAYUNG_DATA": files,
        "PAYUNG_KEYS": json.dumps(keys),
        "PAYUNG_DATABASE_URL": made.app_url,
        "PAYUNG_DATABASE_OWNER_URL": made.owner_url,
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
    }
    _migrate()
    import django

    django.setup()
    return made


def _migrate() -> None:
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=os.environ | {"PAYUNG_MIGRATING": "1"},
        check=True,
        stdout=sys.stderr,
    )
