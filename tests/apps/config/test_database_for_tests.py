"""The database that tests get: real roles, real commits where asked, and clean afterwards."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.utils import ProgrammingError


def the_current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_tests_are_the_application_role() -> None:
    assert the_current_role() == "payung_app"


@pytest.mark.django_db
def test_the_application_role_cannot_make_tables() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("CREATE TABLE mine (x int)")


@pytest.mark.parametrize("round_number", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_one_test_commits_the_next_does_not_see(
    round_number: int, owner_connection: psycopg.Connection[Any]
) -> None:
    owner_connection.execute("CREATE TABLE left_behind (round int)")
    owner_connection.execute("INSERT INTO left_behind VALUES (%s)", [round_number])
    found = owner_connection.execute("SELECT round FROM left_behind").fetchall()
    assert found == [(round_number,)]


@pytest.mark.django_db(transaction=True)
def test_a_renewed_database_keeps_what_migrations_put_in() -> None:
    assert ContentType.objects.exists()
