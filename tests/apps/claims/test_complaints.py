"""Complaints and appeals: no account, an answer by a day, two roles for what is confidential."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from payung.kernel.errors import BadInput
from tests.apps.city import CITY, KELURAHAN
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from payung.accounts.scope import Actor
    from payung.claims.models import Complaint
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 3)
RT = f"{KELURAHAN[0]}.-.001"


def filled(kind: str = "layanan", **more: str) -> dict[str, str]:
    return {
        "id": str(uuid4()), "jenis": kind, "isi": "Surat saya tidak dijawab.", "nama": "",
        "hp": "", "kode": "", "kelurahan": KELURAHAN[0], **more,
    }  # fmt: skip


def received(kind: str = "layanan", area: str = KELURAHAN[0], **more: Any) -> str:
    from payung.accounts.scope import visitor
    from payung.claims.complaints.services import ComplaintLine, receive_complaint
    from payung.claims.models import ComplaintKind

    line = ComplaintLine(
        id=uuid4(), kind=ComplaintKind(kind), text="Ada yang meminta uang.", area=area, **more
    )
    receive_complaint(actor=visitor(area), line=line, today=TODAY)
    return str(line.id)


def seen(actor: Actor) -> list[Complaint]:
    """What the database shows an actor, without the selector's filter."""
    from payung.accounts.scope import acting_as
    from payung.claims.models import Complaint

    with acting_as(actor):
        return list(Complaint.objects.all())


def test_anybody_complains_and_reads_the_answer_by_his_code(client: Client, city: City) -> None:
    from payung.claims.complaints.services import answer_complaint

    typed = filled()
    told = client.post(reverse("complain"), typed).content.decode()
    again = client.post(reverse("complain"), typed).content.decode()
    code = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", told)
    assert code and code[0] in again and len(seen(city.operator)) == 1
    answer = client.post(reverse("complaint_answer"), {"kode": code[0]}).content.decode()
    assert "Belum dijawab" in answer
    answer_complaint(actor=city.operator, complaint_id=typed["id"], answer="Sudah kami kirim.")
    answer = client.post(reverse("complaint_answer"), {"kode": code[0].lower()}).content.decode()
    assert "Sudah kami kirim." in answer
    wrong = client.post(reverse("complaint_answer"), {"kode": "AAAA-BBBB-CCCC"}).content.decode()
    assert "tidak dikenal" in wrong


def test_a_complaint_is_answered_in_fourteen_days_an_appeal_in_ten_working_ones() -> None:
    from payung.claims.complaints.terms import term_of

    assert term_of("layanan").due(TODAY) == date(2025, 11, 17)
    assert term_of("keberatan").due(TODAY) == date(2025, 11, 17)
    assert "belum dipastikan" in term_of("keberatan").cited


@pytest.mark.parametrize("kind", ["uang", "petugas"])
def test_what_is_confidential_is_read_by_two_roles_alone(city: City, kind: str) -> None:
    """In the database itself, whatever a selector forgets."""
    from payung.accounts.models import Role

    received(kind)
    readers = {
        role
        for role in Role
        if role not in (Role.SYSTEM, Role.ADMIN) and seen(city.actor(role, f"pembaca-{role}", CITY))
    }
    assert readers == {Role.APPROVER, Role.AUDITOR}


def test_an_open_kind_is_read_by_the_office_of_the_place_alone(city: City) -> None:
    from payung.accounts.models import Role

    received()
    beside = city.actor(Role.VERIFIER, "sebelah", KELURAHAN[2])
    assert len(seen(city.operator)) == 1 and not seen(beside)


def test_nobody_settles_a_complaint_about_himself(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.complaints.services import answer_complaint, name_official
    from payung.claims.models import Complaint

    auditor = city.actor(Role.AUDITOR, "pemeriksa", CITY)
    operator, complaint = city.operator, received()
    name_official(actor=auditor, complaint_id=complaint, about=operator.id)
    with pytest.raises(BadInput, match="tidak ada di wilayah"):
        answer_complaint(actor=operator, complaint_id=complaint, answer="Tidak benar.")
    with pytest.raises(IntegrityError, match="himself"), acting_as(auditor):
        Complaint.objects.filter(pk=complaint).update(answered_by=operator.id)


def test_a_complaint_by_an_rts_picture_is_about_its_head(client: Client, city: City) -> None:
    from payung.accounts.models import Role
    from payung.areas.settling import keep_rts

    keep_rts([RT], TODAY)
    head = city.actor(Role.RT, "ketua", RT)
    typed = filled("petugas")
    del typed["kelurahan"]
    page = client.post(reverse("complain_rt", args=[RT]), typed)
    assert page.status_code == 200 and "rahasia" in page.content.decode()
    auditor = city.actor(Role.AUDITOR, "pemeriksa", CITY)
    assert [one.about for one in seen(auditor)] == [head.id]
    assert not seen(head)


def test_an_office_writes_down_a_letter_and_closes_it_after_an_answer(
    client: Client, city: City
) -> None:
    sign_in(client, city, "operator", CITY)
    typed = filled(cara="kertas", lapor="7788990")
    assert client.post(reverse("complaint_new"), typed).status_code == 302
    (complaint,) = seen(city.operator)
    assert complaint.lapor_number == "7788990"
    act = "complaint_act"
    early = client.post(reverse(act, args=[complaint.pk, "close"]), {})
    assert early.status_code in (409, 422)
    client.post(reverse(act, args=[complaint.pk, "answer"]), {"jawaban": "Sudah dikirim."})
    client.post(reverse(act, args=[complaint.pk, "close"]), {})
    (complaint,) = seen(city.operator)
    assert complaint.state == "selesai" and complaint.closed_by == city.operator.id
    assert client.get(reverse("complaint_list")).status_code == 200
    client.post(reverse(act, args=[complaint.pk, "answer"]), {"jawaban": "Ralat: besok."})
    assert [one.state for one in seen(city.operator)] == ["dijawab"]  # a later word opens it
    assert (
        complaint.number in client.get(reverse("complaint", args=[complaint.pk])).content.decode()
    )


def test_the_median_of_first_answers_is_told(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.complaints.selectors import answer_days
    from payung.claims.complaints.services import answer_complaint

    with acting_as(city.operator):
        assert answer_days(city.operator, date(2000, 1, 1), date(2100, 1, 1)) is None
    answer_complaint(actor=city.operator, complaint_id=received(), answer="Ya.")
    with acting_as(city.operator):
        assert answer_days(city.operator, date(2000, 1, 1), date(2100, 1, 1)) == 0
