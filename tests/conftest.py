"""Fixtures for every test. Django is touched only by the fixtures that need it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from payung.ui.chromium import browser_runs

# A busy machine is no fault of the code; and what runs before each change must not be a lottery.
settings.register_profile("payung", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "payung")

if TYPE_CHECKING:
    import psycopg

    from tests.database import WorkerDatabase


@pytest.hookimpl(trylast=True)  # after a folder has marked its own
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long forms run only when asked for with -m; browser tests only where a browser runs."""
    if not config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]
    driven = [item for item in items if item.get_closest_marker("browser")]
    if driven and not browser_runs():
        for item in driven:
            item.add_marker(pytest.mark.skip(reason="peramban uji tidak ada"))


@pytest.fixture(scope="session")
def worker_database(request: pytest.FixtureRequest) -> Iterator[WorkerDatabase]:
    """This process's own database, migrated; also reachable by its two URLs."""
    blocker = request.getfixturevalue("django_db_blocker")
    from tests.database import worker_database

    with blocker.unblock():
        database = worker_database()
        _renew_after_real_transactions(database)
    yield database
    with blocker.unblock():
        _close_connections()
        database.drop()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, worker_database: WorkerDatabase) -> None:
    """Takes the place of pytest-django's own: clones instead of migrating for every process."""


@pytest.fixture
def owner_connection(
    worker_database: WorkerDatabase, transactional_db: None
) -> Iterator[psycopg.Connection[Any]]:
    """The owner of the tables, beside the application's role; the test runs with real commits."""
    import psycopg

    with psycopg.connect(worker_database.owner_url, autocommit=True) as owner:
        yield owner


def _renew_after_real_transactions(database: WorkerDatabase) -> None:
    """Django would TRUNCATE, which the application's role may not do, and lose what migrations
    put in; a new clone costs less than 0.1 s."""
    from django.test import TransactionTestCase

    def renew(_case: TransactionTestCase) -> None:
        _close_connections()
        database.renew()

    TransactionTestCase._fixture_teardown = renew  # type: ignore[attr-defined, method-assign]


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
