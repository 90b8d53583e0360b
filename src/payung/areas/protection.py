"""Whether the database itself holds who may see whom; the site refuses to start where not."""

from __future__ import annotations

from django.db import connection

from payung.kernel.sentence import Sentence, say

_OPEN_TABLES = """
    WITH RECURSIVE reach (relid) AS (
        SELECT to_regclass('registry_person')::oid
        UNION
        SELECT f.conrelid FROM pg_constraint f JOIN reach r ON f.confrelid = r.relid
        WHERE f.contype = 'f'
    )
    SELECT c.relname FROM reach JOIN pg_class c ON c.oid = reach.relid
    WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY c.relname
"""
_OWN_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE')
    ORDER BY c.relname LIMIT 1
"""
_STRONG_ROLE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def protection_faults() -> list[Sentence]:
    """What lets the site's own role see past the area of who acts; empty when nothing does."""
    faults = []
    with connection.cursor() as cursor:
        cursor.execute(_STRONG_ROLE)
        if cursor.fetchone()[0]:
            faults.append(
                say("Peran basis data situs boleh melewati batas wilayah. Pakai payung_app.")
            )
        cursor.execute(_OWN_TABLES)
        if cursor.fetchone() is not None:
            faults.append(say("Peran basis data situs memiliki tabel. Pakai payung_app."))
        cursor.execute(_OPEN_TABLES)
        faults += [
            say("Tabel {table} memuat orang tanpa batas wilayah. Jalankan: payung migrate", table=t)
            for (t,) in cursor.fetchall()
        ]
    return faults
