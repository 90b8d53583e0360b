"""What people do bears the story's day; the audit chain bears the real one."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils import timezone

from payung.accounts.scope import acting_as
from payung.audit import clock
from tests.apps.city import City

SOME_DAY = date(2025, 6, 3)


def ledger_day() -> date:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_now()")
        return timezone.localdate(cursor.fetchone()[0])


def test_without_a_story_the_site_lags_behind_by_nothing() -> None:
    assert clock.behind().total_seconds() == 0
    assert clock.today() == timezone.localdate()


def test_a_told_day_dates_python_and_the_ledger_alike_and_ends_with_its_block(city: City) -> None:
    with clock.telling(SOME_DAY):
        assert timezone.localdate(clock.now()) == SOME_DAY
        with acting_as(city.operator):
            assert ledger_day() == SOME_DAY
    with acting_as(city.operator):
        assert ledger_day() == timezone.localdate()


def test_the_audit_chain_keeps_the_real_time_in_a_story(city: City) -> None:
    with clock.telling(SOME_DAY), acting_as(city.operator), connection.cursor() as cursor:
        cursor.execute("SELECT audit_append('user:1', 'test', 'test:1', '{}'::jsonb)")
        cursor.execute("SELECT at FROM audit_entry ORDER BY seq DESC LIMIT 1")
        assert timezone.localdate(cursor.fetchone()[0]) == timezone.localdate()
