"""Every page of the rooms from list to coverage, asked by three people: in the area of its
data, above it, and beside it. The pages come from the URLconf, so that none is forgotten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.apps.city import JUNE, City, nik_of
from tests.apps.pages import ABOVE, BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

ROOMS = ("unggahan/", "orang/", "usulan/", "keluarga/", "cakupan/", "tugas/", "akun/")
POSTED = {
    "person_by_nik", "person_nik", "proposal_review", "proposal_decide", "pair_judge",
    "pair_undo", "upload_check", "upload_mark", "paper_print", "paper_sign", "match_file",
    "match_answer", "evidence_withdraw", "evidence_scan", "worker_keep", "worker_discard",
    "match_ask", "act_in", "end_other_devices", "account_sign_out", "account_code",
    "account_assign", "account_disable", "account_enable", "account_end", "evidence_accept",
    "family_code", "proposal_undo", "proposal_withdraw", "worker_check",
    "account_reset", "factor_app", "factor_codes", "factor_end", "factor_passkey",
}  # fmt: skip

OPERATORS = (
    "account", "account_list", "claim_alarm", "decile_file", "decile_import",
    "leader_page", "leader_print", "look", "look_list",
)  # fmt: skip
"""Pages that a kelurahan's verifier may not open wherever he works."""

ADMINISTRATORS = ("account_invite", "head_sheet", "sign_in_tries")
"""Pages of who brings people in."""


def names() -> list[str]:
    found = []
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and str(resolver.pattern) in ROOMS:
            found += [p.name for p in resolver.url_patterns if isinstance(p, URLPattern)]
    return sorted(str(name) for name in found)


def things(city: City) -> dict[str, Any]:
    """One of each kind, all in the first kelurahan, named so that a leak is seen."""
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.jobs.models import Job
    from payung.verification.models import DoublePair, Proposal

    left, right = city.people(2, area_id=INSIDE, name="RAHASIA SEKALI")
    upload = upload_of(city)
    with acting_as(city.operator):
        Proposal.objects.filter(person=left).update(state="menunggu", decided_by="")
        proposal = Proposal.objects.get(person=left)
        pair = DoublePair.objects.create(
            left_id=left, right_id=right, probability_percent=90, area_id=INSIDE, evidence="nama"
        )
    inside = city.actor(Role.VERIFIER, area=INSIDE).id
    job = Job.objects.create(
        id=upload.pk, kind="intake.mark", subject=str(upload.pk), actor=inside,
        role="verifikator", area=INSIDE,
    )  # fmt: skip
    return {
        "person_id": left, "proposal_id": proposal.pk, "pair_id": pair.pk,
        "look_id": look_at(city, left),
        "upload_id": upload.pk, "job_id": job.pk, "part": "asli", **known_of(city, left),
        "draft_id": draft_of(city), "screen": 1, **somebody_of(city),
        "orang/file_id": deciles_of(city), "file_id": deciles_of(city), "number": 1,
    }  # fmt: skip


def deciles_of(city: City) -> int:
    """A file of deciles that the city's operator took in; its number."""
    from django.utils import timezone

    from payung.accounts.scope import acting_as
    from payung.registry.models import DecileFile

    taken = {"taken_by": city.operator.id, "taken_at": timezone.now()}
    with acting_as(city.operator):
        return DecileFile.objects.create(source="uji", rows=1, area_id=INSIDE, **taken).pk


def somebody_of(city: City) -> dict[str, Any]:
    """An account that works in the kelurahan, and its assignment."""
    from payung.accounts.models import Role

    user = city.user(Role.COMPANION, "rahasia", area=INSIDE)
    return {"user_id": user.pk, "assignment_id": user.assignment.pk}


def look_at(city: City, person: int) -> int:
    """The kelurahan's verifier looked at a person; the look's number."""
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.registry.looks import looks, note_look

    inside = city.actor(Role.VERIFIER, area=INSIDE)
    with acting_as(inside):
        note_look(inside, "person", [person])
    with acting_as(city.operator):
        return looks(city.operator).latest("pk").pk


def draft_of(city: City) -> Any:
    """A worker whom the kelurahan's verifier has begun to enter; its id."""
    from payung.accounts.models import Role
    from payung.intake.drafts import keep_draft

    inside = city.actor(Role.VERIFIER, area=INSIDE)
    told = {"nama": "RAHASIA SEKALI", "nik": nik_of(0)}
    return keep_draft(actor=inside, draft_id=uuid4(), told=told).pk


def known_of(city: City, person: int) -> dict[str, Any]:
    """A month, a signed paper, a matching request and evidence of one person."""
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, plan
    from payung.registry.evidence import Seen, note_evidence
    from payung.registry.models import EvidenceKind
    from payung.verification.dukcapil import request_match

    on = date(2025, 5, 20)
    cover = Cover(payer="apbd", scheme="UJI", segment="bpu", amounts={"jkm": 6_800})
    with acting_as(city.operator):
        plan(
            actor=city.operator, people=[(person, INSIDE)], months=[JUNE], cover=cover,
            cause="uji", document="uji",
        )  # fmt: skip
    request = request_match(actor=city.operator, area=INSIDE, purpose="uji wilayah")
    seen = Seen(kind=EvidenceKind.WORK, what="RAHASIA", source="RT", dated=on, scan=b"%PDF-RAHASIA")
    noted = note_evidence(actor=city.operator, person_id=person, seen=seen, on=on)
    return {"request_id": request.pk, "evidence_id": noted.pk, "paper_id": signed_paper(city, on)}


def signed_paper(city: City, on: date) -> Any:
    """Minutes of verification of the kelurahan, signed; the paper's id."""
    from payung.verification.models import PaperKind
    from payung.verification.papers import services

    (paper,) = services.draft_papers(
        actor=city.operator, kind=PaperKind.VERIFICATION, category="rentan", areas=[INSIDE], on=on
    )
    services.mark_printed(actor=city.operator, paper_ids=[paper.pk])
    one = services.Signed(
        paper_id=paper.pk, code=paper.code, scan=b"%PDF-RAHASIA", signed_by="Lurah", signed_on=on
    )
    services.record_signed(actor=city.operator, signed=[one])
    return paper.pk


def upload_of(city: City) -> Any:
    """A checked list with one usable row, stored without the check's own process."""
    from payung.accounts.scope import acting_as
    from payung.intake.models import Row, Upload
    from payung.registry import storage
    from payung.registry.fields import key_ring

    sealed, index = key_ring().seal(nik_of(5)), key_ring().index(nik_of(5), "nik")
    with acting_as(city.operator):
        upload = Upload.objects.create(
            id=uuid4(), filename="daftar.csv", sha256="0" * 64, category="rentan", area_id=INSIDE,
            sender="Uji", sent_by=city.operator.id, state="diperiksa", rows=1, rows_ok=1,
        )  # fmt: skip
        Row.objects.create(
            upload=upload, number=1, sheet="", sheet_row=2, status="ok", name="RAHASIA SEKALI",
            area_id=INSIDE, nik=sealed, nik_index=index,
        )  # fmt: skip
    storage.keep(upload.pk, "asli", b"rahasia")
    return upload


def address_of(name: str, made: dict[str, Any]) -> str:
    for possible in get_resolver().reverse_dict.getlist(name):
        arguments = possible[0][0][1]
        return reverse(name, kwargs={key: made[key] for key in arguments})
    raise AssertionError(name)


DATA = {"alasan": "pindah", "jawaban": "beda", "tindakan": "verifikasi", "nik": nik_of(0)}
"""What a post to any of the pages needs."""


@pytest.mark.parametrize("name", names())
def test_a_page_tells_nothing_to_those_beside_the_area(
    client: Client, city: City, name: str
) -> None:
    made = things(city)
    address = address_of(name, made)
    data = DATA | {"pilih": [made["proposal_id"]]}
    sign_in(client, city, "verifikator", BESIDE)
    query = {"wilayah": INSIDE, "status": "semua", "angka": "listed"}
    answer = client.post(address, data) if name in POSTED else client.get(address, query)
    text = answer.content.decode()
    assert answer.status_code < 500
    assert "RAHASIA" not in text
    assert "daftar.csv" not in text
    assert nik_of(0) not in text.replace(f'value="{nik_of(0)}"', "")  # what one typed oneself


@pytest.mark.parametrize("name", sorted(set(names()) - POSTED))
@pytest.mark.parametrize("area", [INSIDE, ABOVE])
def test_a_page_opens_for_those_in_the_area_and_above(
    client: Client, city: City, name: str, area: str
) -> None:
    made = things(city)
    role = "operator" if name in OPERATORS else "verifikator"
    role = "admin" if name in ADMINISTRATORS else role
    sign_in(client, city, role, area)
    address = address_of(name, made)
    if name == "upload_undo":
        from payung.verification.services import confirm

        confirm(actor=city.operator, upload_ids=[made["upload_id"]])
    if name in ("job", "worker") and area == ABOVE:
        pytest.skip("a job and a worker being entered are their owner's alone")
    assert client.get(address, {"angka": "listed"}).status_code == 200


def test_the_negative_control_finds_the_name_where_it_may_be_read(
    client: Client, city: City
) -> None:
    made = things(city)
    sign_in(client, city, "verifikator", INSIDE)
    for name in ("person", "proposal", "pair", "person_list"):
        page = client.get(address_of(name, made)).content.decode()
        assert "RAHASIA" in page, name


@pytest.mark.parametrize("name", names())
def test_a_stranger_is_sent_to_the_sign_in(client: Client, city: City, name: str) -> None:
    made = things(city)
    answer = (
        client.post(address_of(name, made))
        if name in POSTED
        else client.get(address_of(name, made))
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")
