"""The two reports of an accident, and reports that are taken back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict
from payung.law.jamsostek.deadlines import WIB
from tests.apps.claims.family import DIED, KELURAHAN, TODAY, Mourning
from tests.apps.claims.test_pages import RUPIAH, enter
from tests.apps.claims.test_reports import months

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import Case
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

HEALED = datetime(2025, 10, 18, 9, 0, tzinfo=WIB)


def open_tasks(mourning: Mourning, case: Case) -> dict[str, datetime | None]:
    from payung.accounts.scope import acting_as

    with acting_as(mourning.operator):
        return dict(case.obligations.filter(done_at=None).values_list("task", "due"))


def test_the_first_report_is_owed_until_it_was_sent(city: City) -> None:
    from payung.claims.accident.notices import note_sent
    from payung.claims.models import Stage

    mourning = Mourning(city)
    case = mourning.accident(happened_at=time(9, 30))
    assert "lapor_tahap_1" in open_tasks(mourning, case)
    sent = {"actor": mourning.companion, "case_id": case.pk, "stage": Stage.FIRST}
    early = datetime(2025, 10, 14, 9, 0, tzinfo=WIB)
    with pytest.raises(BadInput, match="sebelum kejadiannya"):
        note_sent(**sent, sent_at=early, channel="WhatsApp cabang")
    note_sent(**sent, sent_at=early + timedelta(hours=9), channel="WhatsApp cabang")
    assert "lapor_tahap_1" not in open_tasks(mourning, case)
    mourning.accident("lagi", mourning.verifier, place="pasar")
    assert "lapor_tahap_1" not in open_tasks(mourning, case)


def test_the_doctors_word_starts_the_second_clock(city: City) -> None:
    from payung.claims.accident.notices import doctor_said, note_sent
    from payung.claims.models import Stage

    mourning = Mourning(city)
    case = mourning.accident()
    second = {"actor": mourning.companion, "case_id": case.pk, "stage": Stage.SECOND}
    with pytest.raises(Conflict, match="dokter"):
        note_sent(**second, sent_at=HEALED, channel="cabang")
    word = {"actor": mourning.companion, "case_id": case.pk, "said_at": HEALED}
    with pytest.raises(BadInput, match="persen"):
        doctor_said(**word, outcome="partial_disability")
    doctor_said(**word, outcome="partial_disability", disability_permille=90)
    assert open_tasks(mourning, case)["lapor_tahap_2"] == HEALED + timedelta(hours=48)
    assert mourning.fresh(case).facts.outcome == "partial_disability"
    note_sent(**second, sent_at=HEALED + timedelta(hours=4), channel="cabang")
    assert "lapor_tahap_2" not in open_tasks(mourning, case)
    with pytest.raises(Conflict, match="sudah dikirim"):
        doctor_said(**word, outcome="injury")


def test_a_death_by_the_accident_holds_the_months_after_it_and_stays_one_case(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.accident.notices import doctor_said
    from payung.claims.models import Case

    mourning = Mourning(city)
    case = mourning.accident()
    doctor_said(actor=mourning.companion, case_id=case.pk, outcome="death", said_at=HEALED)
    assert months(mourning) == {"dibayar": [6, 7, 8, 9], "direncanakan": [10], "ditahan": [11, 12]}
    assert mourning.death("rt", happened_on=HEALED.date()).pk == case.pk
    assert mourning.death("rt", happened_on=HEALED.date()).pk == case.pk
    with acting_as(mourning.operator):
        assert Case.objects.count() == 1 and case.evidence.count() == 1
        assert mourning.fresh(case).event.happened_on == DIED


def test_facts_alone_turn_no_injury_into_a_death(city: City) -> None:
    from payung.claims.case.casework import set_facts

    mourning = Mourning(city)
    case = mourning.accident()
    with pytest.raises(BadInput, match="tahap kedua"):
        set_facts(actor=mourning.companion, case_id=case.pk, changes={"outcome": "death"})
    assert months(mourning) == {"dibayar": [6, 7, 8, 9], "direncanakan": [10, 11, 12]}


def test_the_sheet_names_what_is_lacking_and_shows_the_nik_once_it_is_asked_for(
    client: Client, city: City
) -> None:
    from payung.audit.models import Entry

    mourning = Mourning(city)
    case = mourning.accident(
        chronology="Jatuh dari tangga di gudang", teller_name="Budi", teller_phone="0812-0000-0000"
    )
    enter(client, city, "pendamping", "pendamping")
    address = reverse("claim_notice", args=[case.pk])
    page = client.get(address).content.decode()
    assert "Jatuh dari tangga" in page and "Budi" in page
    assert "Belum diketahui: " in page and "Jam kejadian, Tempat" in page
    assert "wa.me" not in page
    number = reverse("claim_notice_act", args=[case.pk, "nik"])
    shown = client.post(number).content.decode()
    assert "wa.me" in shown
    assert Entry.objects.filter(action="registry.reveal_nik").count() == 1


def test_the_sheet_is_not_for_rt_heads(client: Client, city: City) -> None:
    mourning = Mourning(city)
    case = mourning.accident()
    enter(client, city, "rt", "rt", KELURAHAN[0])
    assert client.get(reverse("claim_notice", args=[case.pk])).status_code == 403


def test_a_moment_in_the_future_is_refused_and_kept(client: Client, city: City) -> None:
    mourning = Mourning(city)
    case = mourning.accident()
    enter(client, city, "pendamping", "pendamping")
    answer = client.post(
        reverse("claim_notice_act", args=[case.pk, "first"]),
        {
            "tanggal_hari": "1", "tanggal_bulan": "1", "tanggal_tahun": "2099",
            "jam": "8", "lewat": "WhatsApp cabang",
        },
    )  # fmt: skip
    words = answer.content.decode()
    assert answer.status_code == 422 and "masa depan" in words and "WhatsApp cabang" in words


def test_one_taken_back_line_leaves_the_case_to_the_others(city: City) -> None:
    from payung.claims.telling.takeback import withdraw_report

    mourning = Mourning(city)
    case = mourning.death(happened_on=DIED - timedelta(days=3))
    mourning.death("rs", mourning.operator, happened_on=DIED)
    mourning.death("lagi", happened_on=DIED - timedelta(days=40))
    assert not withdraw_report(actor=mourning.rt, case_id=case.pk, reason="salah", today=TODAY)
    assert mourning.fresh(case).state == "dilaporkan"
    assert mourning.fresh(case).event.happened_on == DIED
    with pytest.raises(BadInput, match="orang lain"):
        withdraw_report(actor=mourning.rt, case_id=case.pk, reason="salah", today=TODAY)


def test_a_death_confirmed_by_mistake_is_undone_by_another_and_planned_anew(city: City) -> None:
    from payung.accounts.models import Role
    from payung.claims.telling.takeback import withdraw_report

    mourning = Mourning(city)
    case = mourning.confirmed()
    assert "ditarik" in months(mourning)
    with pytest.raises(Conflict, match="operator lain"):
        withdraw_report(actor=mourning.verifier, case_id=case.pk, reason="orangnya hidup")
    other = city.actor(Role.OPERATOR, "operator-lain")
    assert withdraw_report(actor=other, case_id=case.pk, reason="orangnya hidup")
    assert months(mourning) == {"dibayar": [6, 7, 8, 9], "direncanakan": [10, 11, 12]}


def test_a_confirmed_day_that_moves_later_gives_the_months_between_back(city: City) -> None:
    mourning = Mourning(city, paid_to=7)
    mourning.confirmed(happened_on=date(2025, 8, 3))
    assert months(mourning)["ditarik"] == [9, 10, 11, 12]
    mourning.death("rs", mourning.operator, teller=_hospital(), happened_on=DIED)
    assert months(mourning) == {"dibayar": [6, 7], "direncanakan": [8, 9, 10], "ditarik": [11, 12]}


def _hospital() -> object:
    from payung.claims.models import Teller

    return Teller.HOSPITAL


def test_an_rt_head_who_says_hospital_weighs_no_more_than_a_neighbour(city: City) -> None:
    mourning = Mourning(city)
    case = mourning.confirmed()
    mourning.death("rt-rs", teller=_hospital(), happened_on=DIED - timedelta(days=9))
    assert mourning.fresh(case).event.happened_on == DIED


def test_an_rt_head_never_gets_the_page_of_a_case_by_being_refused(
    client: Client, city: City
) -> None:
    mourning = Mourning(city)
    case = mourning.death()
    enter(client, city, "rt", "rt", KELURAHAN[0])
    empty = client.post(reverse("claim_act", args=[case.pk, "withdraw"]), {"alasan": ""})
    assert empty.status_code == 422 and "Alasan belum diisi" in empty.content.decode()
    assert not RUPIAH.search(empty.content.decode())
    assert client.post(reverse("claim_act", args=[case.pk, "facts"]), {}).status_code == 403
