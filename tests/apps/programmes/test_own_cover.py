"""*Apakah saya terlindungi?*: asked with NIK, birth date and a secret code, by nobody else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from payung.accounts.scope import acting_as
from payung.ledger.models import PersonMonth, State
from payung.ledger.services import move_rows
from payung.programmes.families.own_cover import CoverAnswer, own_cover, renew_own_code
from payung.registry.models import OwnCode, Person
from payung.registry.owncode import own_code
from tests.apps.city import City

if TYPE_CHECKING:
    from payung.programmes.families.own_cover import OwnCover

pytestmark = pytest.mark.django_db
DIFFERENT = "Tidak cocok"


def member(city: City) -> tuple[Person, str]:
    (person_id,) = city.started(1)
    with acting_as(city.operator):
        return Person.objects.get(pk=person_id), own_code(city.operator, person_id)


def asked(person: Person, code: str, on: date) -> OwnCover:
    assert person.birth_date
    return own_cover(person.nik.reveal(), person.birth_date, code, on)


def test_only_a_paid_month_is_told_as_covered(city: City) -> None:
    person, code = member(city)
    with acting_as(city.operator):
        months = [row.month for row in PersonMonth.objects.filter(person=person, component="jkm")]
    first, last = min(months), max(months)
    answers = [asked(person, code, first.first_day).cover]
    with acting_as(city.operator):
        for state in (State.SUBMITTED, State.ACCEPTED, State.PAID):
            rows = PersonMonth.objects.filter(person=person, month=first)
            move_rows(rows=rows, state=state, actor=city.operator, cause="uji", document="uji")
    answers.append(asked(person, code, first.first_day).cover)
    answers.append(asked(person, code, (last + 3).first_day).cover)
    assert answers == [CoverAnswer.NOT_YET, CoverAnswer.YES, CoverAnswer.NO]
    assert asked(person, code, first.first_day).until == first


def test_wrong_code_wrong_day_and_a_stranger_read_the_same(city: City, client: Client) -> None:
    person, code = member(city)
    assert person.birth_date
    day = {"lahir_hari": person.birth_date.day, "lahir_bulan": person.birth_date.month,
           "lahir_tahun": person.birth_date.year}  # fmt: skip
    right = {"nik": person.nik.reveal(), "kode": code, **day}
    wrong = [
        {**right, "kode": "0000-0000-0000"},
        {**right, "lahir_tahun": person.birth_date.year - 1},
        {**right, "nik": "1571010101909999"},
    ]
    pages = [client.post(reverse("am_i_covered"), typed) for typed in wrong]
    told = {p.content.decode().split("notice")[1][:300] for p in pages}
    assert {p.status_code for p in pages} == {200} and len(told) == 1
    assert all(DIFFERENT in p.content.decode() for p in pages)
    assert DIFFERENT not in client.post(reverse("am_i_covered"), right).content.decode()


def test_a_new_code_ends_the_one_before_and_the_database_holds_neither(city: City) -> None:
    person, code = member(city)
    renew_own_code(actor=city.operator, person_id=person.pk)
    with acting_as(city.operator):
        renewed = own_code(city.operator, person.pk)
        kept = OwnCode.objects.get(person=person)
        assert code.replace("-", "").encode() not in bytes(kept.code) + kept.sealed.raw
    assert asked(person, code, date(2025, 7, 1)).cover is CoverAnswer.UNKNOWN
    assert asked(person, renewed, date(2025, 7, 1)).cover is not CoverAnswer.UNKNOWN


def test_who_guesses_is_slowed_and_who_knows_is_not(city: City, client: Client) -> None:
    person, code = member(city)
    assert person.birth_date
    right = {
        "nik": person.nik.reveal(), "kode": code, "lahir_hari": person.birth_date.day,
        "lahir_bulan": person.birth_date.month, "lahir_tahun": person.birth_date.year,
    }  # fmt: skip
    for _again in range(40):
        assert client.post(reverse("am_i_covered"), right).status_code == 200
    codes = [client.post(reverse("am_i_covered"), {**right, "kode": "X" * 12}).status_code
             for _again in range(31)]  # fmt: skip
    assert codes == [200] * 30 + [429]
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post(reverse("am_i_covered"), right).status_code == 200
