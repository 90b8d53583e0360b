"""A decree goes up the chain, is initialled and signed by who holds the post on that day."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict, NotAllowed
from tests.apps.city import JUNE, RANKED_ON, SIGNED_SCAN, City, nik_of
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import Decree, Post

pytestmark = pytest.mark.django_db

MAY_20, MAY_22 = date(2025, 5, 20), date(2025, 5, 22)


def frozen(city: City) -> Decree:
    from payung.programmes import services

    city.people(3)
    city.programme(headcount=3)
    selection = services.rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    services.approve_selection(actor=city.approver, selection_id=selection.pk)
    return services.freeze_decree(actor=city.operator, selection_id=selection.pk, on=RANKED_ON)


def chain_of(city: City) -> dict[str, Post]:
    """Two posts that initial and one that signs, each with a definitive holder since 2024."""
    from payung.programmes.models import Standing
    from payung.programmes.officials.services import Appointment, appoint, keep_post

    made = {}
    for step, (name, signs) in enumerate(
        (("Kepala Disnaker", False), ("Sekretaris Daerah", False), ("Wali Kota", True)), 1
    ):
        post = keep_post(actor=city.operator, name=name, step=step, signs=signs)
        given = Appointment(
            name=f"Nama {name}", standing=Standing.DEFINITIVE, valid_from=date(2024, 1, 1)
        )
        appoint(actor=city.operator, post_id=post.pk, given=given)
        made[name] = post
    return made


def substitute(city: City, post: Post, **changes: Any) -> None:
    from payung.programmes.models import Standing
    from payung.programmes.officials.services import Appointment, appoint

    facts: dict[str, Any] = {
        "name": "Nama Pengganti", "standing": Standing.PLH, "valid_from": MAY_20,
        "valid_to": date(2025, 5, 25), "order_number": "SP/1/2025",
    }  # fmt: skip
    appoint(actor=city.operator, post_id=post.pk, given=Appointment(**(facts | changes)))


def sign(city: City, decree: Decree, **changes: Any) -> Decree:
    from payung.programmes.papers.signed_papers import Scan
    from payung.programmes.services import sign_decree

    facts: dict[str, Any] = {
        "number": "1/UJI", "dated": MAY_22, "signed_by_name": "", "first_month": JUNE,
        "scan": Scan(SIGNED_SCAN),
    }  # fmt: skip
    return sign_decree(actor=city.approver, decree_id=decree.pk, **(facts | changes))


def note_and_parafs(city: City, decree: Decree) -> None:
    from payung.programmes.services import draft_note, give_paraf

    draft_note(
        actor=city.operator, decree_id=decree.pk, number="ND/1", dated=MAY_20, sender="Kabid"
    )
    for step in (1, 2):
        give_paraf(actor=city.operator, decree_id=decree.pk, step=step, on=MAY_22)


def test_without_the_chain_the_decree_cannot_be_signed(city: City) -> None:
    from payung.programmes.services import draft_note, give_paraf

    chain_of(city)
    decree = frozen(city)
    with pytest.raises(Conflict, match="Nota dinas belum dibuat"):
        sign(city, decree)
    draft_note(
        actor=city.operator, decree_id=decree.pk, number="ND/1", dated=MAY_20, sender="Kabid"
    )
    with pytest.raises(Conflict, match="Paraf Kepala Disnaker belum dicatat"):
        sign(city, decree)
    with pytest.raises(Conflict, match="Ikuti urutannya"):
        give_paraf(actor=city.operator, decree_id=decree.pk, step=2, on=MAY_22)
    with pytest.raises(BadInput, match="mendahului nota dinas"):
        give_paraf(actor=city.operator, decree_id=decree.pk, step=1, on=date(2025, 5, 19))
    for step in (1, 2):
        give_paraf(actor=city.operator, decree_id=decree.pk, step=step, on=MAY_22)
    assert sign(city, decree).signed_by_name == "Nama Wali Kota"


def test_a_substitute_signs_only_in_his_days(city: City) -> None:
    from payung.programmes.officials.services import holder_on

    mayor = chain_of(city)["Wali Kota"]
    substitute(city, mayor)
    names = {
        day: getattr(holder_on(mayor, day), "title", None)
        for day in (date(2025, 5, 19), MAY_20, date(2025, 5, 25), date(2025, 5, 26))
    }
    assert list(names.values()) == ["Wali Kota", "Plh. Wali Kota", "Plh. Wali Kota", "Wali Kota"]


def test_a_substitutes_title_stands_under_the_decree_and_on_the_verification_page(
    client: Client, city: City
) -> None:
    from payung.programmes.papers.wording import decree_text

    chain = chain_of(city)
    substitute(city, chain["Wali Kota"])
    decree = frozen(city)
    note_and_parafs(city, decree)
    signed = sign(city, decree)
    assert signed.signed_by_name == "Nama Pengganti"
    page = client.get(reverse("verify_decree", args=[signed.verification_code])).content.decode()
    assert "Plh. Wali Kota" in page
    from payung.accounts.scope import acting_as
    from payung.programmes.papers.annex import signed_title

    with acting_as(city.operator):
        text = decree_text(signed, masked=True, signs_as=signed_title(signed))
    assert (text.signs_as, text.signed_by) == ("Plh. Wali Kota", "Nama Pengganti")


def test_a_substitute_without_end_or_order_or_beside_another_is_refused(city: City) -> None:
    post = chain_of(city)["Wali Kota"]
    with pytest.raises(BadInput, match="tanggal akhir dan nomor"):
        substitute(city, post, order_number="")
    substitute(city, post)
    with pytest.raises(Conflict, match="sudah punya Plt"):
        substitute(city, post, valid_from=date(2025, 5, 24), valid_to=date(2025, 6, 1))


def test_a_new_definitive_holder_ends_the_one_before(city: City) -> None:
    from payung.programmes.models import Holder, Standing

    post = chain_of(city)["Wali Kota"]
    substitute(city, post, standing=Standing.DEFINITIVE, valid_to=None, order_number="")
    assert Holder.objects.get(name="Nama Wali Kota").valid_to == date(2025, 5, 19)


def test_the_signed_paper_is_kept_and_given_back(client: Client, city: City) -> None:
    from hashlib import sha256

    decree = sign(city, frozen(city), signed_by_name="Wali Kota")
    sign_in(client, city, "auditor")
    answer = client.get(reverse("decree_signed", args=[decree.pk]))
    assert answer.content == SIGNED_SCAN
    public = client.get(reverse("verify_decree", args=[decree.verification_code]))
    assert sha256(SIGNED_SCAN).hexdigest() in public.content.decode()


@pytest.mark.parametrize("content", [b"", b"bukan pindaian"])
def test_what_is_no_scan_is_refused_and_nothing_is_planned(city: City, content: bytes) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth
    from payung.programmes.papers.signed_papers import Scan

    with pytest.raises(BadInput):
        sign(city, frozen(city), scan=Scan(content))
    with acting_as(city.operator):
        assert not PersonMonth.objects.exists()


def test_the_way_of_a_decree_on_its_pages(client: Client, city: City) -> None:
    sign_in(client, city, "operator")
    for name, signs in (("Sekretaris Daerah", ""), ("Wali Kota", "on")):
        post = {"jabatan": name, "urutan": len(name), "menandatangani": signs}
        assert client.post(reverse("post_keep"), post).status_code == 302
    from payung.programmes.models import Post

    for post in Post.objects.all():
        holder = {
            "jabatan": post.pk, "nama": f"Nama {post.name}", "kedudukan": "definitif",
            "mulai_hari": "1", "mulai_bulan": "1", "mulai_tahun": "2024",
        }  # fmt: skip
        assert client.post(reverse("post_appoint"), holder).status_code == 302
    assert "Nama Wali Kota" in client.get(reverse("officials")).content.decode()
    decree = frozen(city)
    day = {"tanggal_hari": "20", "tanggal_bulan": "5", "tanggal_tahun": "2025"}
    page = client.post(
        reverse("decree_note", args=[decree.pk]),
        {"nomor": "ND/7", "pengirim": "Kepala Disnaker", **day},
        follow=True,
    )
    assert "Catat paraf Sekretaris Daerah" in page.content.decode()
    assert "Catat tanda tangan" not in page.content.decode()
    assert client.get(reverse("decree_note_file", args=[decree.pk])).content.startswith(b"%PDF")
    step = len("Sekretaris Daerah")
    done = client.post(reverse("decree_paraf", args=[decree.pk, step]), day, follow=True)
    assert "Catat tanda tangan" in done.content.decode()


def signed_by_nobody(pdf: bytes, cms: bytes = b"30" + b"ab" * 40, tail: bytes = b"") -> bytes:
    """The PDF and an increment whose signature covers the whole file, as a signer adds it."""
    head, end = b"\n9 0 obj<</Type/Sig/ByteRange [0 %10d %10d %10d]/Contents ", b">>endobj\n%%EOF"
    before = len(pdf) + len(head % (0, 0, 0))
    behind = before + len(cms) + 2
    return pdf + head % (before, behind, len(end)) + b"<" + cms + b">" + end + tail


SENT = b"%PDF-1.4 SK\n%%EOF"
HOSTILE = {
    "a page that begins like a PDF": b"%PDF-<html>masuk</html>",
    "nothing": b"",
    "what was sent, unsigned": SENT,
    "another PDF, signed": signed_by_nobody(b"%PDF-1.4 lain\n%%EOF"),
    "one byte changed": signed_by_nobody(SENT.replace(b"SK", b"SX")),
    "cut short": signed_by_nobody(SENT)[:-3],
    "something behind the signature": signed_by_nobody(SENT, tail=b"\n10 0 obj<<>>endobj"),
    "an empty signature": signed_by_nobody(SENT, cms=b""),
    "a signature of zeros": signed_by_nobody(SENT, cms=b"00" * 40),
    "an increment without a signature": SENT + b"\n9 0 obj<</Type/Page>>endobj\n%%EOF",
    "a range that leaves the paper out": signed_by_nobody(SENT).replace(b"[0 ", b"[9 "),
    "two signatures": signed_by_nobody(signed_by_nobody(SENT)),
}


def test_a_signed_paper_is_what_was_sent_and_its_signature() -> None:
    from payung.programmes.decrees.signing_service import signs

    assert signs(SENT, signed_by_nobody(SENT))


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE)
def test_no_other_answer_is_taken_for_the_signed_paper(answer: bytes) -> None:
    from payung.programmes.decrees.signing_service import signs

    assert not signs(SENT, answer)


def test_the_control_that_looks_at_the_beginning_alone_takes_most_of_them() -> None:
    assert sum(answer.startswith(b"%PDF-") for answer in HOSTILE.values()) == len(HOSTILE) - 1


class _Elsewhere(BaseHTTPRequestHandler):
    """Sends whoever comes on to another address, as a stolen name would; notes who comes there."""

    came: list[str] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(307)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/lain")  # type: ignore[str-bytes-safe]
        self.end_headers()

    def do_GET(self) -> None:
        self.came.append(self.path)

    def log_message(self, *_args: object) -> None:
        """Keeps the test's output clean."""


def test_the_passphrase_follows_no_redirect() -> None:
    from payung.programmes.decrees.signing_service import RestSigning, SignRequest

    server = HTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with pytest.raises(BadInput, match="menolak"):
        RestSigning(address).sign(SignRequest(SENT, "", "1571010101809001", "frasa"))
    server.shutdown()
    assert _Elsewhere.came == []


FORM = {
    "nomor": "9/UJI", "tanggal_hari": "22", "tanggal_bulan": "5", "tanggal_tahun": "2025",
    "bulan": "2025-06", "jumlah": "3", "nik": "1571010101809001", "frasa": "salah",
}  # fmt: skip
"""What the mayor types."""


class _Service(BaseHTTPRequestHandler):
    """Signs by adding a line; refuses a wrong passphrase. Nothing here knows the real service."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        good = b"frasa-benar" in body and self.headers["Authorization"].startswith("Basic ")
        start = body.index(b"%PDF-")
        signed = signed_by_nobody(body[start : body.rindex(b"\r\n--")])
        self.send_response(200 if good else 400)
        self.end_headers()
        self.wfile.write(signed if good else b"{}")

    def log_message(self, *_args: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def service() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_a_signing_service_signs_the_decree_with_its_number(
    client: Client, city: City, service: str, settings: Any
) -> None:
    from payung.programmes.models import SignedPaper

    settings.SIGNING_URL, settings.SIGNING_USER = service, "kota"
    decree = frozen(city)
    sign_in(client, city, "penyetuju")
    address = reverse("decree_electronic", args=[decree.pk])
    assert "Layanan tanda tangan menolak" in client.post(address, FORM).content.decode()
    assert not SignedPaper.objects.exists()
    assert client.post(address, FORM | {"frasa": "frasa-benar"}).status_code == 302
    assert SignedPaper.objects.get().method == "elektronik"
    content = client.get(reverse("decree_signed", args=[decree.pk])).content
    assert content.startswith(b"%PDF-")
    assert b"/ByteRange" in content


@pytest.mark.parametrize("role", ["finance", "operator"])
def test_who_may_not_sign_sends_nothing_to_the_service(city: City, role: str) -> None:
    from payung.programmes.services import sign_electronically

    class Asked:
        def sign(self, request: Any) -> bytes:
            raise AssertionError("the full copy left the house")

    decree = frozen(city)
    terms = {"number": "9/UJI", "dated": date(2025, 5, 22), "first_month": JUNE,
             "early_start_decision": ""}  # fmt: skip
    with pytest.raises(NotAllowed, match="penanda tangan sendiri"):
        sign_electronically(
            actor=getattr(city, role), decree_id=decree.pk, terms=terms, signer_nik=nik_of(1),
            passphrase="frasa", service=Asked(),
        )  # fmt: skip


def test_without_a_service_the_signature_is_wet(client: Client, city: City) -> None:
    decree = frozen(city)
    sign_in(client, city, "penyetuju")
    assert (
        "Tanda tangan elektronik"
        not in client.get(reverse("decree", args=[decree.pk])).content.decode()
    )
    answer = client.post(reverse("decree_electronic", args=[decree.pk]), FORM)
    assert "belum dipasang" in answer.content.decode()


def test_a_code_is_looked_up_however_it_is_typed(client: Client, city: City) -> None:
    decree = frozen(city)
    code = decree.verification_code
    typed = f"{code[:4].lower()} {code[4:8]}-{code[8:]}"
    found = client.get(reverse("verify"), {"kode": typed}, follow=True)
    assert "belum ditandatangani" in found.content.decode()
    wrong = client.get(reverse("verify"), {"kode": "ABC"}, follow=True)
    assert wrong.status_code == 404
    assert "Kode ini tidak tercatat" in wrong.content.decode()
    assert "WARGA" not in found.content.decode()
