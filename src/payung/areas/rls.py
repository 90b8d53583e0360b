"""Row-level security by area: the second fence behind the selectors.

The area of the acting person is a setting of the transaction. Without it no protected row is seen.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

AREA_SETTING = "payung.area"
ROLE_SETTING = "payung.role"
"""In which role somebody acts, for the few rows that not every role of an area may see."""
NOWHERE = "-"
"""The area of who sees no citizen: no code lies in it."""
_AREA = f"current_setting('{AREA_SETTING}', true)"


def in_area(column: str) -> str:
    """SQL that holds when the code in `column` lies in the acting person's area.

    '/' follows '.' in the C collation, so the range holds the area and all below it.
    """
    return f"({column} >= {_AREA} AND {column} < {_AREA} || '/' AND {_AREA} <> '')"


def of_roles(*roles: str) -> str:
    """SQL that holds when somebody acts in one of these roles."""
    listed = ", ".join(f"'{role}'" for role in roles)
    return f"current_setting('{ROLE_SETTING}', true) IN ({listed})"


def protect(table: str, condition: str) -> RunSQL:
    """Forces row-level security on `table`: rows are seen and written only where `condition`."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY area_scope ON {table} USING ({condition}) WITH CHECK ({condition});
        """,
        reverse_sql=RunSQL.noop,
    )


def by_area(table: str, column: str = "area_id") -> RunSQL:
    """Protects a table whose rows carry an area of their own."""
    return protect(table, in_area(f"{table}.{column}"))


def below(column: str) -> str:
    """SQL that holds when the acting person's area lies below the one whose code is in `column`."""
    return f"starts_with({_AREA}, {column} || '.')"


def reread(table: str, seen: str) -> RunSQL:
    """Lets rows of a protected table be seen where `seen` holds, too; written as before."""
    return RunSQL(
        f"CREATE POLICY also_seen ON {table} FOR SELECT USING ({seen})", reverse_sql=RunSQL.noop
    )


def by_person(table: str, column: str = "person_id") -> RunSQL:
    """Protects a table whose rows are seen by whoever sees the person."""
    return protect(table, f"EXISTS (SELECT 1 FROM registry_person p WHERE p.id = {table}.{column})")
