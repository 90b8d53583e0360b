"""Background work as its owner sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.apps.city import City
from tests.apps.pages import checked_upload, sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.jobs.models import Job


def job_of(city: City, state: str = "menunggu", age: timedelta = timedelta()) -> Job:
    from payung.jobs.models import Job

    job = Job.objects.create(
        id=uuid4(), kind="intake.mark", subject=str(uuid4()), actor=city.operator.id,
        role="operator", area="15.71", state=state,
    )  # fmt: skip
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - age)
    return job


@pytest.mark.django_db
def test_a_job_that_nobody_works_on_says_so(client: Client, city: City) -> None:
    sign_in(client, city, "operator")
    words = "Pekerja latar belum berjalan"
    fresh = client.get(reverse("job", args=[job_of(city).pk])).content.decode()
    stuck = job_of(city, age=timedelta(minutes=1))
    assert words not in fresh
    assert words in client.get(reverse("job", args=[stuck.pk])).content.decode()


@pytest.mark.django_db
def test_a_job_of_somebody_else_is_not_shown(client: Client, city: City) -> None:
    job = job_of(city)
    sign_in(client, city, "verifikator")
    assert client.get(reverse("job", args=[job.pk])).status_code == 403
    assert client.get(reverse("job_list")).context["page"].paginator.count == 0


@pytest.mark.django_db
def test_a_failed_job_stands_on_the_first_page(client: Client, city: City) -> None:
    job_of(city, state="gagal")
    sign_in(client, city, "operator")
    assert "Tugas yang gagal" in client.get("/").content.decode()


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_the_worker_makes_the_marked_workbook_and_the_page_leads_to_it(client: Client) -> None:
    from payung.jobs.services import run_job, start
    from payung.registry import storage

    city = City()
    upload = checked_upload(city)
    job = start(actor=city.operator, kind="intake.mark", subject=str(upload.pk))
    run_job.call(str(job.pk))
    assert storage.has(upload.pk, "perbaikan")
    sign_in(client, city, "operator")
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert "Berkas perbaikan siap diunduh." in page
    assert reverse("upload", args=[upload.pk]) in page
