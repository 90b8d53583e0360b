"""The shell's own pages: sign-in, home, language, health, errors."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from payung.accounts.models import User
from payung.kernel.errors import Conflict


def _forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def _unreadable(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("odd")


def _broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault")


def _moved_on(request: HttpRequest) -> HttpResponse:
    raise Conflict("Data sudah diubah orang lain. Muat ulang halaman ini.")


@pytest.fixture
def faulty_addresses(settings: object) -> Iterator[None]:
    from payung.config import urls as real

    urls = ModuleType("faulty_urls")
    urls.__dict__.update(
        {name: getattr(real, name) for name in dir(real) if name.startswith("handler")}
    )
    urls.urlpatterns = [  # type: ignore[attr-defined]
        path("403", _forbidden),
        path("400", _unreadable),
        path("500", _broken),
        path("409", _moved_on),
        path("", include("payung.web.urls")),
    ]
    settings.ROOT_URLCONF = urls  # type: ignore[attr-defined]
    yield


@pytest.mark.django_db
def test_home_asks_a_stranger_to_sign_in_where_no_city_is_open(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/masuk/?next=/"


def test_the_right_password_opens_the_home_page(client: Client, operator: User) -> None:
    typed = {"username": "operator-uji", "password": "kata sandi uji"}
    page = client.post("/masuk/", typed, follow=True)
    assert page.status_code == 200
    assert "Siti Contoh" in page.content.decode()
    assert "Operator Disnaker" in page.content.decode()
    assert "Yang menunggu Anda" in page.content.decode()


def test_a_wrong_name_and_a_wrong_password_read_the_same(client: Client, operator: User) -> None:
    answers = [
        client.post("/masuk/", {"username": name, "password": "salah"}).content.decode()
        for name in ("operator-uji", "tidak-ada")
    ]
    words = "Nama pengguna atau kata sandi salah. Periksa keduanya, lalu coba lagi."
    assert all(words in answer for answer in answers)


def test_signing_out_needs_a_press_not_a_link(client: Client, operator: User) -> None:
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/keluar/")["Location"] == "/"
    assert client.post("/keluar/").headers["Location"] == "/masuk/"


def test_the_page_is_indonesian_whatever_the_browser_asks_for(client: Client) -> None:
    page = client.get("/masuk/", headers={"accept-language": "en-US,en"}).content.decode()
    assert '<html lang="id">' in page


def test_english_stays_once_it_is_chosen(client: Client) -> None:
    client.post("/bahasa/", {"language": "en", "next": "/masuk/"})
    page = client.get("/masuk/").content.decode()
    assert '<html lang="en">' in page
    assert "Sign in" in page


def test_an_unknown_language_is_indonesian(client: Client) -> None:
    client.cookies["django_language"] = "xx"
    assert '<html lang="id">' in client.get("/masuk/").content.decode()


@pytest.mark.django_db
def test_health_is_one_word(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/400", 400, "Permintaan tidak dapat dibaca"),
        ("/403", 403, "Halaman ini bukan untuk peran Anda"),
        ("/tidak-ada", 404, "Halaman tidak ditemukan"),
        ("/500", 500, "Ada gangguan di sistem"),
    ],
)
def test_each_error_page_says_what_to_do(
    client: Client, faulty_addresses: None, address: str, status: int, words: str
) -> None:
    client.raise_request_exception = False
    page = client.get(address)
    assert page.status_code == status
    assert words in page.content.decode()
    assert "a fault" not in page.content.decode()


def test_a_refusal_is_a_page_with_its_sentence(
    client: Client, operator: User, faulty_addresses: None
) -> None:
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/409")
    assert page.status_code == 409
    assert "Data sudah diubah orang lain." in page.content.decode()


def test_an_expired_form_says_that_nothing_was_saved() -> None:
    page = Client(enforce_csrf_checks=True).post("/masuk/", {})
    assert page.status_code == 403
    assert "Isian belum tersimpan" in page.content.decode()


@pytest.mark.parametrize("address", ["/masuk/", "/tidak-ada"])
def test_no_inline_script_or_style_and_a_strict_policy(client: Client, address: str) -> None:
    page = client.get(address)
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    body = page.content.decode()
    assert "<style" not in body
    assert " style=" not in body
    assert body.count("<script") == body.count("<script src=")
