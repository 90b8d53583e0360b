"""Log lines help an operator and tell nothing of a person."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.web.logs import JsonLines
from tests.apps.city import City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

NIK = "1571010101809007"
NAME = "SULASTRI RAHAYU"


class Kept(logging.Handler):
    """Lines as they would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Any:
    kept = Kept()
    root = logging.getLogger()
    monkeypatch.setattr(logging.getLogger("payung.requests"), "level", logging.INFO)
    root.addHandler(kept)
    yield kept.lines
    root.removeHandler(kept)


@pytest.mark.django_db
def test_a_refusal_is_told_with_request_account_and_page(
    client: Client, city: City, lines: list[dict[str, Any]]
) -> None:
    sign_in(client, city, "verifikator")
    answer = client.get(reverse("job", args=["00000000-0000-0000-0000-000000000009"]))
    line = next(one for one in lines if one["event"] == "refused")
    assert (line["status"], line["page"]) == (403, "job")
    assert line["account"] and line["request"] == answer["X-Request-ID"]
    assert line["time"].endswith("+00:00")


@pytest.mark.django_db
def test_a_page_that_is_only_read_writes_no_line(
    client: Client, city: City, lines: list[dict[str, Any]]
) -> None:
    sign_in(client, city, "operator")
    lines.clear()
    assert client.get(reverse("home")).status_code == 200
    assert lines == []


@pytest.mark.django_db
def test_sign_ins_are_told_without_the_name_that_was_typed(
    client: Client, city: City, lines: list[dict[str, Any]]
) -> None:
    client.post(reverse("login"), {"username": NAME, "password": "salah"})
    sign_in(client, city, "operator")
    events = [line["event"] for line in lines]
    assert "sign-in failed" in events and "signed in" in events
    assert NAME not in json.dumps(lines)


@pytest.mark.django_db
def test_what_was_typed_or_asked_for_stays_out_of_every_line(
    client: Client, city: City, lines: list[dict[str, Any]]
) -> None:
    sign_in(client, city, "operator")
    client.get("/orang/tidak-ada/", {"q": NIK})
    client.post(reverse("worker_new"), {"nik": NIK, "nama": NAME})
    told = json.dumps(lines)
    assert lines
    assert NIK not in told and NAME not in told


def test_a_failure_tells_where_and_not_what(lines: list[dict[str, Any]]) -> None:
    try:
        raise ValueError(f"Key (nik)=({NIK}) already exists")
    except ValueError:
        logging.getLogger("uji").exception("job %s failed", NAME)
    (line,) = lines
    assert (line["error"], line["event"]) == ("ValueError", "job %s failed")
    assert any("test_logs.py" in frame for frame in line["at"])
    assert NIK not in json.dumps(line) and NAME not in json.dumps(line)


def test_a_job_is_named_by_its_number(lines: list[dict[str, Any]]) -> None:
    number = "0b5f8a7e-1111-4222-8333-444455556666"
    logging.getLogger("uji").warning("job %s of %s lost its worker, try %d", number, NAME, 2)
    assert lines[0]["about"] == [number, "2"]
