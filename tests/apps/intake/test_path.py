"""A list on its way in: received, checked, confirmed, undone; nothing doubled, nothing lost."""

from __future__ import annotations

import csv
import io
from datetime import date
from uuid import UUID, uuid4

import pytest

from payung.accounts.models import Role
from payung.accounts.scope import Actor, acting_as
from payung.intake.models import Row, Upload, UploadState
from payung.intake.services import Incoming, check, receive
from payung.kernel.errors import BadInput, Conflict, OutOfArea
from payung.registry.models import Person
from payung.verification.judging import judge_pair
from payung.verification.models import (
    Category,
    DoublePair,
    PairState,
    Proposal,
    ProposalState,
    Reason,
)
from payung.verification.newcomers import match_newcomers
from payung.verification.services import ProposalDecision, confirm, decide, undo_import
from tests.apps.city import KELURAHAN, City, nik_of, statements

ON = date(2025, 5, 15)
HEADERS = ("NO", "NIK", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "PEKERJAAN")


def people_csv(count: int, start: int = 0) -> bytes:
    """A clean list: one person a row, NIK and birth date in harmony."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";")
    writer.writerow(HEADERS)
    for number in range(start, start + count):
        nik = nik_of(number)
        born = f"{nik[6:8]}-{nik[8:10]}-19{nik[10:12]}"
        name = f"{_word(number)} {_word(number * 7 + 3)} {_word(number * 13 + 5)}"
        writer.writerow((number + 1, nik, name, born, "L", "Tukang ojek"))
    return sheet.getvalue().encode()


def _word(number: int) -> str:
    """A name-like word that differs from its neighbours in every letter."""
    beginnings, ends = (
        ("BA", "DE", "GI", "LO", "MU", "RA", "SE"),
        ("KON", "TIR", "MAL", "NUS", "DEP"),
    )
    return beginnings[number % 7] + beginnings[number // 7 % 7] + ends[number // 49 % 5]


def send(actor: Actor, content: bytes, area: str, name: str = "daftar.csv") -> UUID:
    """Receives one file for a kelurahan and returns its id."""
    file = Incoming(
        id=uuid4(),
        filename=name,
        content=content,
        category=Category.VULNERABLE,
        area=area,
        sender="Lurah",
    )
    return receive(actor=actor, files=[file])[0].pk


def enter(actor: Actor, content: bytes, area: str) -> UUID:
    upload = send(actor, content, area)
    check(actor=actor, upload_ids=[upload], on=ON)
    confirm(actor=actor, upload_ids=[upload])
    return upload


def test_nothing_is_data_before_it_is_confirmed(city: City) -> None:
    upload = send(city.operator, people_csv(5), KELURAHAN[0])
    check(actor=city.operator, upload_ids=[upload], on=ON)
    with acting_as(city.operator):
        assert Row.objects.count() == 5
        assert Person.objects.count() == 0
    entered = confirm(actor=city.operator, upload_ids=[upload])
    assert (entered.rows, entered.new_people, entered.proposals) == (5, 5, 5)


def test_the_same_nik_in_two_kelurahan_is_one_person_once_the_city_has_said_so(
    city: City,
) -> None:
    first = city.actor(Role.VERIFIER, "satu", KELURAHAN[0])
    second = city.actor(Role.VERIFIER, "dua", KELURAHAN[2])
    enter(first, people_csv(3), KELURAHAN[0])
    enter(second, people_csv(3), KELURAHAN[2])
    with acting_as(city.operator):
        known = list(Person.objects.filter(nik_claim=None).values_list("pk", flat=True))
        assert (len(known), Proposal.objects.count()) == (3, 6)
    with acting_as(second):
        assert not Person.objects.filter(pk__in=known).exists()
    assert match_newcomers("15.71") == 6
    with acting_as(city.operator):
        questions = list(DoublePair.objects.filter(claim=True))
    assert {question.area_id for question in questions} == {"15.71"}
    for question in questions:
        judge_pair(actor=city.operator, pair_id=question.pk, answer=PairState.SAME)
    with acting_as(second):
        assert Person.objects.filter(pk__in=known).count() == 3
        assert Proposal.objects.filter(person__in=known).count() == 3


def test_the_same_file_again_is_refused_with_when_and_by_whom(city: City) -> None:
    send(city.operator, people_csv(3), KELURAHAN[0])
    with pytest.raises(Conflict, match=r"sudah diproses pada .* oleh Lurah"):
        send(city.operator, people_csv(3), KELURAHAN[0], "nama lain.csv")


def test_a_repeat_of_the_same_sending_gives_the_same_upload(city: City) -> None:
    file = Incoming(
        id=uuid4(), filename="a.csv", content=people_csv(2), category="rentan",
        area=KELURAHAN[0], sender="Lurah",
    )  # fmt: skip
    receive(actor=city.operator, files=[file])
    receive(actor=city.operator, files=[file])
    with acting_as(city.operator):
        assert Upload.objects.count() == 1


def test_an_unreadable_file_is_refused_with_a_sentence_and_stores_no_row(city: City) -> None:
    upload = send(city.operator, b"<html><body>masuk</body></html>", KELURAHAN[0], "daftar.xlsx")
    check(actor=city.operator, upload_ids=[upload], on=ON)
    with acting_as(city.operator):
        found = Upload.objects.get()
        assert found.state == UploadState.REFUSED
        assert found.message
        assert Row.objects.count() == 0


def test_a_list_that_is_too_long_for_the_web_is_refused_before_it_is_read(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.intake import services

    monkeypatch.setattr(services, "MOST_ROWS", 3)
    upload = send(city.operator, people_csv(3), KELURAHAN[0])
    check(actor=city.operator, upload_ids=[upload], on=ON)
    with acting_as(city.operator):
        found = Upload.objects.get()
        assert (found.state, Row.objects.count()) == (UploadState.REFUSED, 0)
    assert "Paling banyak 3 sekali kirim" in found.message
    assert "Bagi berkasnya" in found.message


def test_a_list_for_another_area_is_refused(city: City) -> None:
    beside = city.actor(Role.VERIFIER, "sebelah", KELURAHAN[2])
    with pytest.raises(OutOfArea):
        send(beside, people_csv(1), KELURAHAN[0])


def test_an_import_can_be_undone_until_somebody_has_decided(city: City) -> None:
    collector = city.actor(Role.VERIFIER, "pengumpul", KELURAHAN[0])
    upload = enter(collector, people_csv(3), KELURAHAN[0])
    assert undo_import(actor=city.operator, upload_id=upload) == 3
    again = enter(collector, people_csv(3), KELURAHAN[0])
    with acting_as(city.operator):
        proposal = Proposal.objects.exclude(state=ProposalState.WITHDRAWN).first()
        assert proposal is not None
    decide(actor=city.operator, decisions=[ProposalDecision(proposal.pk, ProposalState.VERIFIED)])
    with pytest.raises(Conflict, match="terverifikasi"):
        undo_import(actor=city.operator, upload_id=again)


def test_who_collected_does_not_decide_and_a_refusal_has_a_reason(city: City) -> None:
    collector = city.actor(Role.VERIFIER, "pengumpul", KELURAHAN[0])
    enter(collector, people_csv(2), KELURAHAN[0])
    with acting_as(city.operator):
        one, two = Proposal.objects.order_by("pk").values_list("pk", flat=True)
    with pytest.raises(BadInput, match="orang lain"):
        decide(actor=collector, decisions=[ProposalDecision(one, ProposalState.VERIFIED)])
    with pytest.raises(BadInput, match="alasan"):
        decide(actor=city.operator, decisions=[ProposalDecision(two, ProposalState.REFUSED)])
    refusal = ProposalDecision(two, ProposalState.REFUSED, Reason.MOVE)
    assert decide(actor=city.operator, decisions=[refusal]) == 1


def test_the_number_of_statements_does_not_grow_with_the_rows(city: City) -> None:
    counts = []
    for size, start in ((5, 0), (200, 1000)):
        upload = send(city.operator, people_csv(size, start), KELURAHAN[0])

        def work(upload: UUID = upload) -> None:
            check(actor=city.operator, upload_ids=[upload], on=ON)
            confirm(actor=city.operator, upload_ids=[upload])

        counts.append(statements(work))
    assert counts[0] == counts[1]


def test_an_import_that_a_decree_used_says_which_row_stands_in_the_way(city: City) -> None:
    collector = city.actor(Role.VERIFIER, "pengumpul", KELURAHAN[0])
    upload = enter(collector, people_csv(3), KELURAHAN[0])
    with acting_as(city.operator):
        (first, *_rest) = Proposal.objects.order_by("pk").values_list("pk", "person__name")
    decide(
        actor=city.actor(Role.VERIFIER),
        decisions=[ProposalDecision(first[0], ProposalState.VERIFIED)],
    )
    city.programme(headcount=1)
    city.decree()
    with pytest.raises(Conflict) as refusal:
        undo_import(actor=city.operator, upload_id=upload)
    assert first[1] in refusal.value.sentence
    assert "baris 2" in refusal.value.sentence  # as Excel shows it: the title is row 1
    with acting_as(city.operator):
        assert not Proposal.objects.filter(state=ProposalState.WITHDRAWN).exists()


def test_a_mended_list_doubles_nobody_who_went_in_before(city: City) -> None:
    collector = city.actor(Role.VERIFIER, "pengumpul", KELURAHAN[0])
    broken = people_csv(3).replace(nik_of(2).encode(), nik_of(2)[:15].encode())
    enter(collector, broken, KELURAHAN[0])
    with acting_as(city.operator):
        assert Proposal.objects.count() == 2
    enter(collector, people_csv(3), KELURAHAN[0])
    with acting_as(city.operator):
        assert (Person.objects.count(), Proposal.objects.count()) == (3, 3)
