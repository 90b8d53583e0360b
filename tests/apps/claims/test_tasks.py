"""Every task on a list leads to the page on which it is done, for whoever is named."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.apps.claims.family import KELURAHAN, TODAY, Mourning
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

    from tests.apps.city import City

pytestmark = pytest.mark.django_db

DONE_ON = {
    "lapor_tahap_1": "Catat laporan tahap I sudah dikirim",
    "lapor_tahap_2": "Catat pernyataan dokter",
    "beasiswa_tahunan": "Beasiswa, tahun demi tahun",
}


def every_task(mourning: Mourning) -> None:
    """One open task of each kind for each role that may be named, on a case or a change."""
    from uuid import uuid4

    from payung.accounts.scope import acting_as
    from payung.audit import clock
    from payung.claims.models import ChangeKind, Obligation, Task
    from payung.claims.news.services import ChangeReport, report_change

    case = mourning.accident()
    change = report_change(
        actor=mourning.rt, today=TODAY,
        report=ChangeReport(
            id=uuid4(), person_id=mourning.ids[0], kind=ChangeKind.NEW_JOB, happened_on=TODAY,
            detail="pabrik",
        ),
    )  # fmt: skip
    of_change = {Task.CONFIRM_CHANGE, Task.CHANGE_MONTHS, Task.FAMILY_DATA}
    with acting_as(mourning.operator):
        Obligation.objects.all().delete()
        for task in Task:
            about: dict[str, Any] = {"change": change} if task in of_change else {"case": case}
            for n, who in enumerate((mourning.verifier, mourning.companion, mourning.operator)):
                subject = str(n) if "case" in about else ""
                if "change" in about and n:
                    continue
                Obligation.objects.create(
                    **about, task=task, subject=subject, owner=who.id, opened_at=clock.now(),
                    alarm_on=TODAY + timedelta(days=n), area_id=case.area_id,
                )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "area"),
    [("verifikator", KELURAHAN[0]), ("pendamping", None), ("operator", None)],
)
def test_every_kind_of_task_leads_to_its_page(
    client: Client, city: City, role: str, area: str | None
) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.ground.pages import task_rows
    from payung.claims.models import Obligation

    mourning = Mourning(city)
    every_task(mourning)
    with acting_as(mourning.operator):
        tasks = list(
            Obligation.objects.filter(done_at=None).select_related(
                "case__person", "case__event", "case__facts", "change__person"
            )
        )
        rows = task_rows(tasks, {})
    sign_in(client, city, role, *([area] if area else []))
    wrong = {}
    for task, row in zip(tasks, rows, strict=True):
        if role == "verifikator" and task.task == "beasiswa_tahunan":
            continue  # a companion's task; `Officers` never gives it to a verifier
        page = client.get(row["href"])
        words = DONE_ON.get(task.task, "")
        if page.status_code != 200 or words not in page.content.decode():
            wrong[task.task] = (row["href"], page.status_code)
    assert wrong == {}


def test_companion_and_kelurahan_reach_the_two_reports_from_the_case(
    client: Client, city: City
) -> None:
    from django.urls import reverse

    case = Mourning(city).accident()
    for role, area in (("pendamping", None), ("verifikator", KELURAHAN[0])):
        sign_in(client, city, role, *([area] if area else []))
        page = client.get(reverse("claim", args=[case.pk])).content.decode()
        assert reverse("claim_notice", args=[case.pk]) in page, role
