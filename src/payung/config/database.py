"""Which PostgreSQL to use, and as whom: the application role, except while migrating.

The application role owns nothing and is held by row-level security. `payung migrate` sets
PAYUNG_MIGRATING and is the owner; data migrations of libraries then use the same connection.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from payung.kernel.errors import ConfigError
from payung.kernel.sentence import say


def database_settings(
    app_url: str, owner_url: str, data_dir: Path, *, migrating: bool
) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for a server named by two URLs, or for the embedded one in `data_dir`."""
    if (migrating and app_url and not owner_url) or (owner_url and not app_url):
        raise ConfigError(
            say("Isi PAYUNG_DATABASE_URL; untuk payung migrate juga PAYUNG_DATABASE_OWNER_URL.")
        )
    if owner_url and urlsplit(app_url).username == urlsplit(owner_url).username:
        raise ConfigError(say("Situs dan pemilik tabel tidak boleh memakai satu peran."))
    if not app_url:
        from payung.config.embedded import ensure_cluster

        cluster = ensure_cluster(data_dir)
        app_url, owner_url = cluster.app_url, cluster.owner_url
    if migrating:
        return {"default": _entry(owner_url, {})}
    pool = {"pool": {"min_size": 1, "max_size": 12, "timeout": 20}}
    # Progress of a job commits beside the job's own open transaction.
    return {"default": _entry(app_url, pool), "progress": _entry(app_url, {})}


def _entry(url: str, options: dict[str, Any]) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
    }
