"""The roles and databases inside the embedded server, made and mended on each start.

payung_owner   owns the schema and runs migrations; no superuser, bound by row-level security
payung_app     what the site and the jobs are; owns nothing
payung_match   cannot log in, sees past row-level security; the owner gives it the few functions
               that must look for a person across areas
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg import Connection

OWNER = "payung_owner"
APP = "payung_app"
MATCH = "payung_match"
DATABASE = "payung"

LIMITS = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"


def provision(admin_url: str, passwords: dict[str, str]) -> None:
    """Brings roles and the database `payung` to what they must be; repeating it changes nothing."""
    import psycopg

    with psycopg.connect(admin_url, autocommit=True) as admin:
        _role(admin, OWNER, f"LOGIN {LIMITS} NOBYPASSRLS", passwords[OWNER])
        _role(admin, APP, f"LOGIN {LIMITS} NOBYPASSRLS", passwords[APP])
        _role(admin, MATCH, f"NOLOGIN {LIMITS} BYPASSRLS", None)
        # So that migrations can make and replace its functions; BYPASSRLS itself never passes on.
        admin.execute(f"GRANT {MATCH} TO {OWNER} WITH INHERIT TRUE, SET TRUE")
        if not _exists(admin, "pg_database", "datname", DATABASE):
            admin.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    open_database(admin_url, DATABASE)


def open_database(admin_url: str, name: str) -> None:
    """Lets in the roles, and nobody else, into a database that was made or cloned.

    Rights on the database itself are not copied by CREATE DATABASE … TEMPLATE.
    """
    import psycopg

    with psycopg.connect(admin_url, dbname=name, autocommit=True) as admin:
        admin.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        admin.execute(f'GRANT CONNECT, TEMPORARY ON DATABASE "{name}" TO {OWNER}, {APP}')
        admin.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}, {MATCH}")
        admin.execute(f"GRANT USAGE ON SCHEMA public TO {APP}")


def _role(admin: Connection, name: str, rights: str, password: str | None) -> None:
    from psycopg import sql

    verb = "ALTER" if _exists(admin, "pg_roles", "rolname", name) else "CREATE"
    statement: sql.SQL | sql.Composed = sql.SQL(f"{verb} ROLE {name} {rights}")
    if password is not None:
        statement = sql.SQL("{} PASSWORD {}").format(statement, sql.Literal(password))
    admin.execute(statement)


def _exists(admin: Connection, catalogue: str, column: str, name: str) -> bool:
    found = admin.execute(f"SELECT 1 FROM {catalogue} WHERE {column} = %s", [name])
    return found.fetchone() is not None
