"""A request that is too long is refused before any of it is read."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from payung.web import limits
from payung.web.uploads import LONGEST_NAME_BYTES, short_name
from tests.apps.city import City
from tests.apps.pages import INSIDE, list_file, send, sign_in

HUGE = 1_500 * 2**20
ENOUGH = 8 * 2**20
"""The control stops here: a server that has read so much would read it all."""


class Endless(io.RawIOBase):
    """A form with one file that a hostile caller sends: it counts how much of it was read."""

    def __init__(self) -> None:
        self.head = b'--x\r\nContent-Disposition: form-data; name="b"; filename="b.bin"\r\n\r\n'
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        if self.read_bytes > ENOUGH:
            return b""
        head, self.head = self.head, b""
        size = 65_536 if size < 0 else size
        self.read_bytes += size
        return head.ljust(size, b"0")


def attack(client: Client, address: str, length: int = HUGE) -> tuple[int, int]:
    """Status and bytes read of a form with a file that is announced as `length` bytes."""
    endless = Endless()
    whole: dict[str, Any] = {
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": str(length),
        "wsgi.input": endless,
    }
    answer = client.generic("POST", address, **whole)
    return answer.status_code, endless.read_bytes


@pytest.mark.django_db
def test_a_visitor_can_make_the_site_read_no_more_than_a_form(client: Client) -> None:
    assert attack(client, reverse("login")) == (413, 0)


@pytest.mark.django_db
def test_the_control_without_the_limit_reads_what_is_sent(client: Client) -> None:
    without = [one for one in settings.MIDDLEWARE if "LengthMiddleware" not in one]
    with override_settings(MIDDLEWARE=without):
        hostile = Client(enforce_csrf_checks=True, raise_request_exception=False)
        hostile.get(reverse("login"))  # for its cookie
        _, read = attack(hostile, reverse("login"))
    assert read > ENOUGH


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["upload_new", "worker_new", "home"])
def test_an_office_is_refused_beyond_what_several_files_weigh(
    client: Client, city: City, name: str
) -> None:
    sign_in(client, city, "operator")
    assert attack(client, reverse(name)) == (413, 0)


@pytest.mark.django_db
def test_one_account_sends_so_much_a_day_and_another_is_not_hindered(
    client: Client, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_DAY", 5 * 2**20)
    sign_in(client, city, "operator")
    sent = [attack(client, reverse("upload_new"), 2 * 2**20)[0] for _ in range(3)]
    assert 413 not in sent[:2]
    assert sent[2] == 413
    other = Client()
    sign_in(other, city, "verifikator")
    assert attack(other, reverse("upload_new"), 2 * 2**20)[0] != 413


def test_the_open_interface_has_a_limit_of_its_own_and_asks_no_database(client: Client) -> None:
    assert attack(client, "/api/v1/openapi.json", limits.INTERFACE + 1) == (413, 0)
    assert attack(client, "/api/v1/openapi.json", limits.INTERFACE)[0] != 413


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a" * 400 + ".csv", "ß" * 200 + ".csv", "a\tb\u202e.csv"])
def test_a_list_with_any_name_is_taken(client: Client, city: City, name: str) -> None:
    from payung.intake.models import Upload

    sign_in(client, city, "operator")
    answer = send(client, list_file(name=name), INSIDE, kiriman=str(uuid4()))
    assert answer.status_code in (200, 302)
    kept = Upload.objects.values_list("filename", flat=True)
    assert all(one.endswith(".csv") and len(one.encode()) <= LONGEST_NAME_BYTES for one in kept)


def test_a_name_keeps_its_ending_and_loses_what_cannot_be_printed() -> None:
    assert short_name("daftar\x00 RT\n 5.xlsx") == "daftar RT 5.xlsx"
    long = short_name("纪" * 300 + ".xlsx")
    assert long.endswith(".xlsx")
    assert len(long.encode()) <= LONGEST_NAME_BYTES
    assert short_name("\x00") == "berkas"
