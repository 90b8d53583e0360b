"""Minutes of reconciliation: frozen figures and names, signed by both sides, late ones a task."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict
from payung.kernel.month import Month
from tests.apps.city import JUNE, RATE_RP, City
from tests.apps.pages import sign_in
from tests.apps.payments.test_path import answers, june_list, paper, pay

pytestmark = pytest.mark.django_db

JULY = Month.of(2025, 7)
ON = date(2025, 7, 3)
SCAN = b"%PDF-1.7 ditandatangani"


def june_of(city: City, rejected: set[int], until: str = "dibukukan") -> Any:
    from payung.payments.services import read_answer

    city.started(4)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(4, rejected))
    pay(city, chosen, (4 - len(rejected)) * RATE_RP, until=until)
    return chosen


def draft(city: City, first: Month = JUNE, last: Month = JUNE, on: date = ON) -> Any:
    from payung.payments.minutes.services import draft_minutes

    return draft_minutes(actor=city.operator, programme="UJI", first=first, last=last, on=on)


def signed(city: City, minutes: Any, **changes: Any) -> Any:
    from payung.payments.minutes.services import sign_minutes

    facts = {
        "actor": city.finance, "minutes_id": minutes.pk, "city": "Kadis", "bpjs": "Kacab",
        "on": ON + timedelta(days=4), "scan": SCAN,
    }  # fmt: skip
    return sign_minutes(**(facts | changes))


def test_members_in_out_and_money_add_up_with_the_names_behind(city: City) -> None:
    from payung.accounts.scope import acting_as

    june_of(city, {1})
    minutes = draft(city)
    assert (minutes.start, minutes.joined, minutes.left, minutes.members) == (0, 3, 0, 3)
    assert (minutes.planned, minutes.accepted, minutes.rejected, minutes.posted) == (4, 3, 1, 3)
    assert minutes.accepted_rp == minutes.paid_rp == 3 * RATE_RP and minutes.difference_rp == 0
    with acting_as(city.operator):
        assert [(n.name, n.state) for n in minutes.names.all()] == [("WARGA 00001", "ditolak")]


def test_the_next_month_starts_with_the_members_that_the_last_one_ended_with(city: City) -> None:
    from payung.payments.services import make_list, read_answer

    june_of(city, {1})
    july = make_list(actor=city.operator, programme="UJI", month=JULY, on=JUNE.first_day)
    read_answer(actor=city.operator, list_id=july.pk, answers=answers(4, {0, 2}))
    minutes = draft(city, JULY, JULY)
    assert (minutes.start, minutes.joined, minutes.left, minutes.members) == (3, 1, 2, 2)


def test_a_repeated_draft_is_the_same_and_a_changed_ledger_cancels_an_unsigned_one(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.minutes.selectors import all_minutes

    chosen = june_of(city, {1}, until="spm")
    first = draft(city)
    assert draft(city).pk == first.pk
    paper(city, chosen, "sp2d", 3 * RATE_RP, 9)
    second = draft(city)
    assert second.pk != first.pk and second.serial == 2
    with acting_as(city.operator) as actor:
        assert [m.pk for m in all_minutes(actor)] == [second.pk]


def test_signed_minutes_are_never_replaced_and_a_difference_needs_a_follow_up(city: City) -> None:
    chosen = june_of(city, {1}, until="spm")
    minutes = draft(city)
    assert minutes.difference_rp == 3 * RATE_RP
    with pytest.raises(BadInput, match="tindak lanjut"):
        signed(city, minutes)
    with pytest.raises(BadInput, match="PDF"):
        signed(city, minutes, scan=b"halo", follow_up="SP2D menyusul")
    done = signed(city, minutes, follow_up="SP2D menyusul 9 Juli")
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        signed(city, done, follow_up="lagi")
    paper(city, chosen, "sp2d", 3 * RATE_RP, 9)
    assert draft(city).pk == minutes.pk


def test_minutes_unsigned_after_thirty_days_are_a_task(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments import navigation

    june_of(city, set())
    minutes = draft(city)
    for days, waiting in ((30, 0), (31, 1)):
        monkeypatch.setattr(navigation.clock, "today", lambda days=days: ON + timedelta(days=days))
        with acting_as(city.operator) as actor:
            items = {str(item.label): item.count for item in navigation.todo(actor)}
        assert items["Berita acara rekonsiliasi belum ditandatangani lebih dari 30 hari"] == waiting
    signed(city, minutes)
    with acting_as(city.operator) as actor:
        assert navigation._unsigned_minutes(actor).count == 0


def test_the_pages_draft_print_and_take_the_signatures(city: City, client: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    june_of(city, {1})
    sign_in(client, city, "keuangan")
    span = {"dari": "2025-06", "sampai": "2025-06"}
    made = client.post(reverse("minutes_draft", args=["UJI"]), span, follow=True)
    page, address = made.content.decode(), made.redirect_chain[-1][0]
    assert "PEMERINTAH" in page and "Pada hari ini, " in page and "NIP …" in page
    assert "WARGA 00001" in page and "PKS/UJI" in page and "/BA-REKON/UJI/" in page
    year = date.today().year + 1
    names = {
        "kota": "Kadis", "bpjs": "Kacab", "tanggal_hari": "1", "tanggal_bulan": "12",
        "tanggal_tahun": str(year), "pindaian": SimpleUploadedFile("ba.pdf", SCAN),
    }  # fmt: skip
    done = client.post(address + "tanda-tangan/", names, follow=True).content.decode()
    assert "Ditandatangani" in done
    for role, status in (("bpjs", 200), ("auditor", 200), ("penyetuju", 403)):
        sign_in(client, city, role)
        assert client.get(reverse("minutes_register")).status_code == status
        assert client.get(address).status_code == status
