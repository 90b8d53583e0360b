"""One membership per person and segment, whatever programme or file tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from tests.apps.city import JUNE, KELURAHAN, City, statements
from tests.apps.ledger.test_continuity import cover
from tests.apps.payments.test_path import answers, june_list

pytestmark = pytest.mark.django_db

START = Month.of(2024, 3)


def told(person: int, **changes: Any) -> Any:
    from payung.ledger.services import ToldMember

    facts: dict[str, Any] = {
        "person_id": person, "segment": "bpu", "payer": "apbd", "first_month": START,
        "registered_on": date(2024, 2, 27), "kpj": "24010000001", "says_start": True,
    }  # fmt: skip
    return ToldMember(**(facts | changes))


def keep(city: City, *members: Any) -> Any:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import keep_enrolments

    with acting_as(city.operator) as actor:
        return keep_enrolments(actor=actor, told=members, source="berkas cabang")


def stands(city: City, person: int) -> Any:
    from payung.accounts.scope import acting_as
    from payung.ledger.enrolments import enrolments

    with acting_as(city.operator) as actor:
        return enrolments(actor).get(person=person)


def differences(city: City) -> list[Any]:
    from payung.accounts.scope import acting_as
    from payung.ledger.enrolments import open_differences

    with acting_as(city.operator) as actor:
        return list(open_differences(actor))


def test_whom_bpjs_takes_in_is_a_member_and_stays_one_with_his_card(city: City) -> None:
    from payung.payments.services import read_answer

    ids = city.started(3)
    chosen = june_list(city)
    for _ in range(2):
        read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(3, {2}))
    member = stands(city, ids[0])
    assert (member.first_month, member.payer_id, member.kpj.reveal()) == (
        JUNE, "apbd", "00000000000",
    )  # fmt: skip
    with pytest.raises(type(member).DoesNotExist):
        stands(city, ids[2])
    assert (keep(city, told(ids[0], says_start=False)).new, len(differences(city))) == (0, 1)


def test_a_repeat_changes_nothing_and_gaps_are_filled(city: City) -> None:
    [person] = city.people(1)
    first = keep(city, told(person, registered_on=None, kpj=""))
    filled = keep(city, told(person))
    again = keep(city, told(person))
    assert (first.new, filled.new, filled.filled > 0, again) == (1, 0, True, type(again)(0, 0, 0))
    member = stands(city, person)
    assert (member.registered_on, member.kpj.reveal()) == (date(2024, 2, 27), "24010000001")


def test_what_is_told_otherwise_waits_for_a_person_and_both_words_stay(city: City) -> None:
    from payung.ledger.services import settle_difference

    [person] = city.people(1)
    keep(city, told(person))
    keep(city, told(person, kpj="24010000099", first_month=START + 4))
    assert stands(city, person).kpj.reveal() == "24010000001"
    card, start = differences(city)
    with pytest.raises(BadInput):
        settle_difference(actor=city.operator, difference_id=card.pk, told_holds=True, reason="ya")
    for one, holds in ((card, True), (start, False)):
        settle_difference(
            actor=city.operator, difference_id=one.pk, told_holds=holds, reason="Surat cabang 12"
        )
    with pytest.raises(Conflict):
        settle_difference(
            actor=city.operator, difference_id=card.pk, told_holds=False, reason="Surat cabang"
        )
    member = stands(city, person)
    assert (member.kpj.reveal(), member.first_month) == ("24010000099", START)
    assert not differences(city)
    keep(city, told(person, kpj="24010000001"))
    assert [one.told.reveal() for one in differences(city)] == ["24010000001"]


def test_one_card_for_two_persons_is_told(city: City) -> None:
    one, two = city.people(2)
    keep(city, told(one))
    keep(city, told(two))
    assert [found.about for found in differences(city)] == ["kpj_dua_orang"]


def test_an_ended_membership_is_not_opened_again_by_the_same_file(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.enrolments import enrolments, known_kpj
    from payung.ledger.services import end_enrolments

    [person] = city.people(1)
    keep(city, told(person))
    with acting_as(city.operator) as actor:
        ended = end_enrolments(
            actor=actor, people=[person], segment="bpu", on=date(2024, 12, 31), why="pindah"
        )
    assert ended == 1
    assert keep(city, told(person)).new == 0
    assert keep(city, told(person, first_month=Month.of(2025, 1))).new == 1
    with acting_as(city.operator) as actor:
        assert enrolments(actor).filter(person=person).count() == 2
        assert known_kpj(actor, "bpu")[person].reveal() == "24010000001"


def test_another_kelurahan_sees_no_membership_and_no_difference(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.enrolments import enrolments, open_differences

    one, _two = city.people(2)
    keep(city, told(one))
    keep(city, told(one, kpj="24010000099"))
    for area, seen in ((KELURAHAN[0], 1), (KELURAHAN[1], 0)):
        with acting_as(replace(city.operator, area=area)) as actor:
            assert enrolments(actor).count() == open_differences(actor).count() == seen


def test_many_memberships_take_as_few_statements_as_one(city: City) -> None:
    people = city.people(30)
    many = [told(person, kpj=f"2401000{person:04d}") for person in people]
    few = statements(lambda: keep(city, many[0]))
    assert statements(lambda: keep(city, *many)) == few


def test_a_claim_counts_from_the_day_on_which_the_membership_was_registered(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.entitlement.basis import accepted_on

    [person] = city.people(1)
    cover(city, person, "apbd", START, START + 3, paid=True)
    with acting_as(city.operator):
        assert accepted_on([(person, START)])[person, START] > date(2026, 1, 1)
    keep(city, told(person))
    with acting_as(city.operator):
        assert accepted_on([(person, START)]) == {(person, START): date(2024, 2, 27)}
