"""`payung audit check` says how long the chain is and where it breaks."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from django.db import transaction
from typer.testing import CliRunner

from payung.audit.services import record
from payung.cli import audit


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command on the database of this test, which is up already."""
    monkeypatch.setattr(audit, "start_django", lambda data: None)
    return lambda *options: CliRunner().invoke(audit.app, ["check", *options])


def write(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record(actor="user:1", action="test.note", subject="thing:1", facts={"n": number})


def test_a_chain_that_holds_is_told_and_ends_with_0(
    owner_connection: psycopg.Connection[Any], checked: Any
) -> None:
    write(4)
    done = checked("--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["entries"], told["first_break"]) == (0, 4, 0)
    assert told["seconds"] >= 0


def test_a_break_is_named_and_ends_with_1(
    owner_connection: psycopg.Connection[Any], checked: Any
) -> None:
    write(4)
    owner_connection.execute("UPDATE audit_entry SET actor = 'user:9' WHERE seq = 3")
    done = checked("--json")
    assert (done.exit_code, json.loads(done.stdout)["first_break"]) == (1, 3)
    assert "terputus pada catatan 3" in checked().stdout
