"""`/healthz` and `payung doctor` turn red for what an operator must mend."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from payung.audit.clock import today
from tests.apps.city import City

if TYPE_CHECKING:
    from django.test import Client

Usage = namedtuple("Usage", "total used free")
FULL = Usage(10**12, 10**12, 10**6)


def told(client: Client) -> tuple[int, str]:
    answer = client.get("/healthz")
    return answer.status_code, answer.content.decode()


def waiting_job(city: City, age: timedelta) -> None:
    from payung.jobs.models import Job

    job = Job.objects.create(
        id=uuid4(), kind="intake.mark", subject="1", actor=city.operator.id,
        role="operator", area="15.71",
    )  # fmt: skip
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - age)


@pytest.mark.django_db
def test_a_site_that_is_well_says_ok(client: Client, city: City) -> None:
    waiting_job(city, timedelta(seconds=30))  # so long it may wait
    assert told(client) == (200, "ok\n")


@pytest.mark.django_db
def test_a_full_disk_is_red(client: Client, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: FULL)
    assert told(client) == (503, "DISK\n")


@pytest.mark.django_db
def test_unworked_days_are_red(client: Client, city: City) -> None:
    from payung.jobs.models import DayRun

    DayRun.objects.create(name="uji", day=today() - timedelta(days=1))
    assert told(client)[0] == 200  # yesterday was worked
    DayRun.objects.update(day=today() - timedelta(days=4))
    assert told(client) == (503, "DAYS\n")


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_a_dead_worker_is_red_and_a_living_one_is_not(client: Client) -> None:
    from payung.jobs.liveness import a_worker_lives, stand_by

    waiting_job(City(), timedelta(minutes=5))
    assert told(client) == (503, "WORKER\n")
    pause = Event()
    worker = Thread(target=stand_by, args=[pause])
    worker.start()
    try:
        while worker.is_alive() and not a_worker_lives():
            pass
        assert told(client)[0] == 200
    finally:
        pause.set()
        worker.join()


@pytest.mark.django_db
def test_the_doctor_tells_each_fault_with_its_sentence(
    city: City, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from payung.cli import doctor

    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr(doctor, "start_django", lambda data: None)
    done = CliRunner().invoke(doctor.app, ["--json"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"ok": 5, "faults": []})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: FULL)
    done = CliRunner().invoke(doctor.app, ["--json"])
    (fault,) = json.loads(done.stdout)["faults"]
    assert (done.exit_code, fault["code"]) == (1, "DISK")
    assert fault["message"].endswith(".")
