"""The site starts only where the database itself holds who may see whom."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from payung.areas.protection import protection_faults


@pytest.mark.django_db
def test_the_application_is_held_by_the_database() -> None:
    assert protection_faults() == []


@pytest.mark.parametrize(
    ("table", "harm"),
    [
        ("registry_person", "ALTER TABLE registry_person NO FORCE ROW LEVEL SECURITY"),
        ("claims_paper", "ALTER TABLE claims_paper DISABLE ROW LEVEL SECURITY"),
        ("catatan", "CREATE TABLE catatan (person_id bigint REFERENCES registry_person)"),
    ],
)
def test_a_table_that_reaches_a_person_without_protection_is_named(
    owner_connection: psycopg.Connection[Any], table: str, harm: str
) -> None:
    owner_connection.execute(harm)  # type: ignore[call-overload]
    (fault,) = protection_faults()
    assert table in fault


def test_the_owner_of_the_tables_may_not_be_the_site(
    owner_connection: psycopg.Connection[Any],
) -> None:
    from django.db import connection

    own = {"USER": owner_connection.info.user, "PASSWORD": owner_connection.info.password}
    before = {name: connection.settings_dict[name] for name in own}
    connection.close()
    connection.settings_dict.update(own)
    try:
        assert any("memiliki tabel" in fault for fault in protection_faults())
    finally:
        connection.close()
        connection.settings_dict.update(before)
