"""Promise 15: wrong input never breaks the server: a fuzz over all addresses, forms and roles.

2,000 requests here, 100,000 by `./payung bench fuzz` (PAYUNG_FUZZ). The addresses come from the
URLconf, the forms from the pages; seed 1. The control lets one page fail and sees it found.
"""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from payung.accounts.models import Role
from tests.apps.city import CITY, City
from tests.apps.everywhere import addresses, forms_of, furnished, with_new_ids
from tests.apps.pages import INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

REQUESTS = int(os.environ.get("PAYUNG_FUZZ", "2000"))
SEED = 1
HOSTILE = (
    "\x00", "a\x00b", "²", "٣", "9" * 5_000, "9" * 19, "-1", "0", "1e309", "NaN", "x" * 50_000,
    "é" * 300, "=1+1", "' OR 1=1 --", "<script>", "{{7*7}}", "%s%n", "../../etc/passwd", "\u0600",
    "2025-02-31", "31-02-2025", "9999-99", "12025-01", "", " ", "\u202e", "null", "[]", "true",
    "1571010101809000", "15.71.99.9999", "15.71", "0x10", "1,5", "1.000.000.000.000.000.000",
)  # fmt: skip


@pytest.fixture
def city(db: None) -> City:
    """An empty small city."""
    return City()


class Fuzz:
    """Sends odd things as everybody in turn, and remembers what broke."""

    def __init__(self, client: Client, city: City) -> None:
        client.raise_request_exception = False
        self.client, self.city, self.chance = client, city, Random(SEED)
        self.made = furnished(city)
        self.addresses = addresses()
        sign_in(client, city, Role.OPERATOR)
        self.forms = forms_of(client, self.made)
        sign_in(client, city, Role.VERIFIER, INSIDE)
        self.forms += forms_of(client, self.made)
        self.broken: list[str] = []

    def run(self, requests: int) -> int:
        roles = [role for role in Role if role != Role.SYSTEM]
        for number in range(requests):
            if number % 25 == 0:
                role = self.chance.choice([*roles, None])
                self._sign_in(role)
            ask = self.chance.choice((self._address, self._form, self._form))
            what, answer = ask()
            if answer.status_code >= 500 and not what.startswith("/healthz"):
                self.broken.append(f"{answer.status_code} {role} {what}"[:400])
        return requests

    def _sign_in(self, role: Role | None) -> None:
        self.client.logout()
        if role is not None:
            sign_in(self.client, self.city, role, self.chance.choice((CITY, INSIDE)))

    def _odd(self, text: str = "") -> str:
        return self.chance.choice(HOSTILE) if self.chance.random() < 0.5 else text

    def _address(self) -> tuple[str, Any]:
        """Any address, with odd parts and odd questions; got or posted."""
        chosen = self.chance.choice(self.addresses)
        values = {name: self._part(name) for name in chosen.arguments}
        path = _quoted(chosen.filled(values))
        query = {name: self._odd("1") for name in ("page", "q", "wilayah", "status", "unduh")}
        send = self.chance.choice((self.client.get, self.client.post))
        return path, send(path, query)

    def _part(self, name: str) -> str:
        known = str(self.made.get(name, uuid4()))
        return self._odd(known).replace("/", "_") or "0"

    def _form(self) -> tuple[str, Any]:
        """A form of a page with some of its answers odd, as whoever is signed in."""
        form = self.chance.choice(self.forms)
        data: dict[str, Any] = {n: self._odd(t) for n, t in with_new_ids(form.data).items()}
        for name in form.files:
            data[name] = self._file()
        send = self.client.post if form.method == "post" else self.client.get
        return f"{form.action} {sorted(data)}", send(_quoted(form.action), data)

    def _file(self) -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile

        content = self.chance.choice((b"", b"\x00" * 99, b"%PDF-1.4", b"a;b\n1;2", b"\x89PNG\r\n"))
        return SimpleUploadedFile(self._odd("daftar.csv").replace("\x00", "") or "x", content)


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path.encode(errors="replace").decode(), safe="/?=&%")


def test_nothing_that_is_sent_ends_in_an_error(client: Client, city: City) -> None:
    fuzz = Fuzz(client, city)
    asked = fuzz.run(REQUESTS)
    print(f"{len(fuzz.broken)} of {asked} odd requests broke the server (seed {SEED})")
    assert fuzz.broken == []


def test_a_page_that_breaks_is_found(
    client: Client, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.web import middleware

    shown = middleware._shown

    def as_before(request: Any, view: Any) -> Any:
        """The fault: a sign that only looks like a digit is taken for one."""
        told = (*request.GET.values(), *request.POST.values())
        return int("²") if "²" in told else shown(request, view)

    fuzz = Fuzz(client, city)
    monkeypatch.setattr(middleware, "_shown", as_before)
    fuzz.run(200)
    assert fuzz.broken


def test_no_page_of_somebody_who_signed_in_is_stored(client: Client, city: City) -> None:
    made = furnished(city)
    sign_in(client, city, Role.OPERATOR)
    stored = []
    for address in addresses():
        answer = client.get(address.filled(made))
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            stored.append(address.name)
    assert stored == []
