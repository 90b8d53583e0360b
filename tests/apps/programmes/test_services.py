"""From programme to signed decree."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from payung.kernel.month import Month
from tests.apps.city import (
    CITY,
    DECEMBER,
    JUNE,
    KELURAHAN,
    RANKED_ON,
    RATE_RP,
    SIGNED_SCAN,
    City,
    nik_of,
    statements,
)

pytestmark = pytest.mark.django_db


def test_a_signed_decree_plans_each_month_of_each_member_in_two_amounts(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.models import PersonMonth

    city.people(8)
    city.programme(headcount=6)
    decree = city.decree()
    with acting_as(city.operator):
        months = PersonMonth.objects.filter(scheme="UJI", state="direncanakan")
        assert decree.people == 6
        assert months.count() == 6 * 7 * 2
        assert set(months.values_list("component", "amount_rp")) == {
            ("jkk", 10_000),
            ("jkm", 6_800),
        }


def test_the_ceiling_in_rupiah_limits_the_places(city: City) -> None:
    from payung.programmes.services import rank

    city.people(8)
    city.programme(headcount=6, ceiling_rp=4 * 7 * RATE_RP + 1)
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    assert selection.places == 4
    assert selection.cost_per_person_rp == 7 * RATE_RP


def test_ranking_takes_as_many_statements_for_many_as_for_few(city: City) -> None:
    from payung.programmes.services import rank

    city.programme()
    city.people(3)
    operator = city.operator
    few = statements(lambda: rank(actor=operator, programme="UJI", on=RANKED_ON))
    city.people(300, start=10)
    assert statements(lambda: rank(actor=operator, programme="UJI", on=RANKED_ON)) == few


def test_a_person_proposed_twice_is_ranked_once(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.services import rank
    from payung.verification.models import Proposal
    from tests.apps.city import PROPOSED_AT

    [person] = city.people(1)
    city.programme()
    with acting_as(city.operator):
        Proposal.objects.create(
            person_id=person, category="rentan", area_id=KELURAHAN[2], state="terverifikasi",
            proposed_at=PROPOSED_AT, collected_by="user:lain", decided_by="user:verifikator",
        )  # fmt: skip
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    with acting_as(city.operator):
        assert selection.ranked.count() == 1


def test_who_is_paid_by_another_public_payer_is_out_with_payer_and_months(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, plan
    from payung.programmes.services import rank

    person, _ = city.people(2)
    city.programme()
    cover = Cover(payer="rt", scheme="RT-1", segment="bpu", amounts={"jkk": 10_000, "jkm": 6_800})
    with acting_as(city.operator):
        plan(
            actor=city.operator, people=[(person, KELURAHAN[0])],
            months=list(Month.of(2025, 4).through(JUNE)), cover=cover, cause="uji", document="uji",
        )  # fmt: skip
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    with acting_as(city.operator):
        place = selection.ranked.get(person_id=person)
    assert place.outcome == "tidak"
    assert "Dana rt Juni 2025–Juni 2025" in place.reason


def test_what_a_merged_record_has_counts_for_the_person(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, plan
    from payung.programmes.services import rank
    from payung.registry.merging import merge
    from tests.apps.payments.test_checks import fact

    paid, dead, _ = city.people(3)
    covered_twin, dead_twin = city.people(2, start=50, category="ketua_rt")
    city.programme()
    cover = Cover(payer="rt", scheme="RT-1", segment="bpu", amounts={"jkk": 10_000, "jkm": 6_800})
    with acting_as(city.operator):
        plan(
            actor=city.operator, people=[(covered_twin, KELURAHAN[0])], months=[JUNE], cover=cover,
            cause="uji", document="uji",
        )  # fmt: skip
    fact(city, dead_twin, "meninggal", RANKED_ON)
    for kept, folded in ((paid, covered_twin), (dead, dead_twin)):
        merge(actor=city.operator, kept_id=kept, folded_id=folded)
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    with acting_as(city.operator):
        reasons = dict(selection.ranked.exclude(outcome="masuk").values_list("person_id", "reason"))
    assert reasons.keys() == {paid, dead}
    assert "Dana rt" in reasons[paid] and "meninggal" in reasons[dead]


def test_nobody_approves_what_he_ranked_or_verified(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor, acting_as
    from payung.programmes.services import approve_selection, rank
    from payung.verification.models import Proposal

    city.people(2)
    city.programme()
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    same_person = Actor(city.operator.id, Role.APPROVER, CITY)
    with pytest.raises(NotAllowed, match="Penyusun"):
        approve_selection(actor=same_person, selection_id=selection.pk)
    with acting_as(city.operator):
        Proposal.objects.update(decided_by="")
        Proposal.objects.update(decided_by=city.approver.id)
    with pytest.raises(NotAllowed, match="memverifikasi"):
        approve_selection(actor=city.approver, selection_id=selection.pk)


def test_one_person_is_not_approved_in_two_programmes(city: City) -> None:
    from payung.programmes.services import approve_selection, rank

    city.people(4)
    city.programme("SATU")
    city.programme("DUA")
    first = rank(actor=city.operator, programme="SATU", on=RANKED_ON)
    second = rank(actor=city.operator, programme="DUA", on=RANKED_ON)
    approve_selection(actor=city.approver, selection_id=first.pk)
    with pytest.raises(Conflict, match="4 orang"):
        approve_selection(actor=city.approver, selection_id=second.pk)


def test_a_month_before_the_decree_needs_a_decision(city: City) -> None:
    city.people(2)
    city.programme()
    with pytest.raises(BadInput, match="mendahului"):
        city.decree(dated=date(2025, 7, 1))


def test_signing_twice_changes_nothing_and_another_number_is_a_conflict(city: City) -> None:
    from payung.programmes.papers.signed_papers import Scan
    from payung.programmes.services import sign_decree

    city.people(2)
    city.programme()
    decree = city.decree()
    again = {
        "actor": city.operator,
        "decree_id": decree.pk,
        "dated": date(2025, 5, 22),
        "signed_by_name": "Wali Kota",
        "first_month": JUNE,
        "scan": Scan(SIGNED_SCAN),
    }
    assert sign_decree(number="1/UJI", **again).pk == decree.pk
    with pytest.raises(Conflict):
        sign_decree(number="2/UJI", **again)


def test_the_annex_stays_as_frozen_when_a_person_changes(city: City, tmp_path: Path) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.papers.annex import annex_hash, annex_rows, write_annex
    from payung.registry.models import Person

    ids = city.people(4)
    city.programme()
    decree = city.decree()
    first = [path.read_bytes() for path in write_annex(city.operator, decree.pk, tmp_path)]
    with acting_as(city.operator):
        Person.objects.filter(pk__in=ids).update(name="NAMA LAIN")
        assert annex_hash(annex_rows(decree)) == decree.annex_sha256
    second = [path.read_bytes() for path in write_annex(city.operator, decree.pk, tmp_path)]
    assert first == second
    assert first[0].startswith(b"%PDF")


def test_the_published_copy_holds_no_full_nik(city: City, tmp_path: Path) -> None:
    import fastexcel

    from payung.programmes.papers.annex import write_annex

    city.people(2)
    city.programme()
    decree = city.decree()
    _, full, _, masked = write_annex(city.operator, decree.pk, tmp_path)

    def text_of(path: Path) -> str:
        return str(fastexcel.read_excel(path).load_sheet(0, header_row=None).to_polars().rows())

    assert nik_of(0) in text_of(full) and "1980" in text_of(full)
    assert nik_of(0)[12:] in text_of(masked)
    for told in (nik_of(0), nik_of(0)[:6], nik_of(0)[:12], "1980", "tukang ojek"):
        assert told not in text_of(masked)
    assert DECEMBER > JUNE


def test_an_office_below_reads_the_citys_programme_and_changes_nothing(city: City) -> None:
    from dataclasses import replace

    from payung.accounts.scope import acting_as
    from payung.payments.exchange.making import make_file
    from payung.payments.minutes.services import draft_minutes
    from payung.payments.models import FileKind
    from payung.payments.services import make_list
    from payung.programmes.amendments.services import propose_amendment
    from payung.programmes.ground.selectors import get_programme
    from payung.programmes.services import rank

    city.started(6)
    below: Any = {"actor": replace(city.operator, area=KELURAHAN[0]), "programme": "UJI"}
    on = date(2025, 6, 2)
    acts: list[Any] = [
        lambda: rank(**below, on=on),
        lambda: make_list(**below, month=JUNE, on=on),
        lambda: make_file(**below, kind=FileKind.NEW, month=JUNE),
        lambda: draft_minutes(**below, first=JUNE, last=JUNE, on=on),
        lambda: propose_amendment(**below, leavers=[], first_month=JUNE, on=on, free_places=1),
    ]
    for act in acts:
        with pytest.raises(OutOfArea, match="di luar wilayah"):
            act()
    with acting_as(below["actor"]) as actor:
        assert get_programme(actor, "UJI").code == "UJI"


def test_months_filled_up_for_who_is_in_already_count_against_the_ceiling(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.accounts.scope import acting_as
    from payung.kernel.errors import OverLimit
    from payung.ledger.models import PersonMonth
    from payung.ledger.services import Cover, plan

    people = city.people(2)
    city.programme(headcount=2, ceiling_rp=14 * RATE_RP)
    dear = Cover(payer="apbd", scheme="UJI", segment="bpu", amounts={"jkk": 10_000, "jkm": 20_000})

    def in_already(*_asked: object) -> None:
        """Between the ranking and the signature one of them gets a dearer month."""
        plan(
            actor=city.operator, people=[(people[0], KELURAHAN[0])], months=[JUNE], cover=dear,
            cause="uji", document="uji",
        )  # fmt: skip

    monkeypatch.setattr("payung.programmes.decrees.services.refuse_unsignable", in_already)
    with pytest.raises(OverLimit, match="Pagu kurang"):
        city.decree()
    with acting_as(city.operator):
        assert not PersonMonth.objects.exists()
