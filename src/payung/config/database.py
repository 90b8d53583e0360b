"""Which PostgreSQL to use, and as whom: the application role by default, the owner to migrate.

The two aliases are two database roles on one database: `default` owns nothing and is held by
row-level security; `owner` owns the tables and is used by `payung migrate` alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import Model

from payung.kernel.errors import ConfigError


class OwnerMigrates:
    """Router: the application role never migrates."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return "default"

    db_for_write = db_for_read


def database_settings(app_url: str, owner_url: str, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for a server named by two URLs, or for the embedded one in `data_dir`."""
    if bool(app_url) != bool(owner_url):
        raise ConfigError(
            "Isi PAYUNG_DATABASE_URL dan PAYUNG_DATABASE_OWNER_URL dua-duanya, atau kosongkan."
        )
    if not app_url:
        from payung.config.embedded import ensure_cluster

        cluster = ensure_cluster(data_dir)
        app_url, owner_url = cluster.app_url, cluster.owner_url
    pool = {"pool": {"min_size": 1, "max_size": 12, "timeout": 20}}
    return {"default": _entry(app_url, pool), "owner": _entry(owner_url, {})}


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
