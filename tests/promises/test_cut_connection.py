"""A public form over a connection that is cut at any moment: sent again until it is answered, it is
there once. Nothing lost, nothing doubled."""

from __future__ import annotations

import os
import random
import socket
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.apps.city import KELURAHAN, City

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

CUTS = int(os.environ.get("PAYUNG_CUTS", "20"))
"""The long form asks for 200 by the environment."""
SEED = 1571
HANG_UP = 8
"""Bytes of the answer after which the receiver is gone at the latest."""


def report() -> tuple[str, str, str]:
    ident = str(uuid4())
    typed = {
        "id": ident, "kejadian": "kecelakaan", "nama": "Pak Budi", "kelurahan": KELURAHAN[0],
        "tinggal": "dekat pasar", "hp": "0812", "tanggal_hari": "1", "tanggal_bulan": "11",
        "tanggal_tahun": "2025",
    }  # fmt: skip
    return reverse("open_report"), ident, urlencode(typed)


def complaint() -> tuple[str, str, str]:
    ident = str(uuid4())
    typed = {
        "id": ident, "jenis": "layanan", "isi": "Tidak dijawab.", "kelurahan": KELURAHAN[0],
        "nama": "", "hp": "", "kode": "",
    }  # fmt: skip
    return reverse("complain"), ident, urlencode(typed)


def request_of(host: str, path: str, body: str) -> bytes:
    token = "k" * 32
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
        f"Cookie: csrftoken={token}\r\nX-CSRFToken: {token}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def send(live: str, sent: bytes, upto: int, read: int | None) -> str:
    """Sends so many bytes, then hangs up after so many of the answer; the answer's first line."""
    place = urlsplit(live)
    got = b""
    with socket.create_connection((str(place.hostname), int(place.port or 0)), 30) as line:
        line.sendall(sent[:upto])
        if upto < len(sent):
            return ""
        while read is None or len(got) < read:
            part = line.recv(HANG_UP if read is not None else 65_536)
            if not part:
                break
            got += part
    return got.split(b"\r\n")[0].decode()


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_again_after_a_cut_is_there_once(
    live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.complaints import public
    from payung.claims.models import Complaint, NamedReport
    from payung.claims.open import report as reports

    monkeypatch.setattr(public, "MOST", 10_000)
    monkeypatch.setattr(reports, "MOST_FROM_A_PLACE", 10_000)
    city, chance, wanted = City(), random.Random(SEED), set()
    cuts = Counter[str]()
    for turn in range(CUTS):
        path, ident, body = (report, complaint)[turn % 2]()
        sent = request_of(urlsplit(live_server.url).netloc, path, body)
        before = chance.random() < 0.5
        upto = chance.randrange(len(sent)) if before else len(sent)
        send(live_server.url, sent, upto, 0 if before else chance.randrange(HANG_UP))
        cuts["saat mengirim" if before else "saat menjawab"] += 1
        assert " 200 " in send(live_server.url, sent, len(sent), None)
        wanted.add(ident)
    with acting_as(city.operator):
        kept = [str(pk) for pk in NamedReport.objects.values_list("pk", flat=True)]
        kept += [str(pk) for pk in Complaint.objects.values_list("pk", flat=True)]
    lost, doubled = wanted - set(kept), len(kept) - len(set(kept))
    print(f"benih {SEED}: {CUTS} putus ({dict(cuts)}), {len(lost)} hilang, {doubled} ganda")
    assert not lost and not doubled and len(kept) == CUTS


@pytest.mark.django_db(transaction=True)
def test_without_the_forms_id_the_same_cut_doubles(live_server: LiveServer) -> None:
    """The control: a form whose id changes when it is sent again is there twice."""
    from payung.accounts.scope import acting_as
    from payung.claims.models import NamedReport

    city = City()
    for _twice in range(2):
        path, _ident, body = report()
        sent = request_of(urlsplit(live_server.url).netloc, path, body)
        send(live_server.url, sent, len(sent), None)
    with acting_as(city.operator):
        assert NamedReport.objects.count() == 2
