"""Months that should not have been paid, and the register that follows each to its end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict, NotAllowed
from payung.kernel.month import Month
from tests.apps.city import JUNE, KELURAHAN, RATE_RP, City
from tests.apps.pages import sign_in
from tests.apps.payments.test_audit import note, paid_june

pytestmark = pytest.mark.django_db

ON = date(2025, 9, 1)
KNOWN = datetime(2025, 8, 1, tzinfo=ZoneInfo("Asia/Jakarta"))


def auditor(city: City) -> Any:
    from payung.accounts.models import Role

    return city.actor(Role.AUDITOR)


def seen(city: City) -> dict[tuple[str, int], Any]:
    from payung.accounts.scope import acting_as
    from payung.payments.audit.observations import observations

    with acting_as(city.operator) as actor:
        return {(one.kind.value, one.person_id): one for one in observations(actor)}


def of_kind(city: City, *kinds: str) -> set[int]:
    return {person for kind, person in seen(city) if kind in kinds}


def opened(city: City) -> Any:
    """A death known late: one finding, in the register."""
    from payung.accounts.scope import acting_as
    from payung.payments.audit.followup import findings, open_findings

    person, *_ = paid_june(city)
    note(city.operator, person, "meninggal", date(2025, 5, 3), KNOWN)
    open_findings(actor=auditor(city), on=ON)
    with acting_as(city.operator) as actor:
        return findings(actor).get(kind="meninggal")


def test_who_is_too_old_for_the_programme_is_found_from_the_month_after_the_birthday(
    city: City,
) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person

    old, just, *_ = paid_june(city)
    with acting_as(city.operator):
        Person.objects.filter(pk=old).update(birth_date=date(1960, 5, 31))
        Person.objects.filter(pk=just).update(birth_date=date(1960, 6, 1))
    assert of_kind(city, "usia") == {old}


def test_a_month_before_the_decree_and_a_member_without_minutes_are_found(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.ledger.services import Cover, Span, report_paid

    paid_june(city)
    [outsider] = city.people(1, start=50)
    cover = Cover(payer="apbd", scheme="UJI", segment="bpu", amounts={"jkk": 10_000, "jkm": 6_800})
    with acting_as(city.operator):
        report_paid(
            actor=city.operator, cover=cover, cause="uji", document="uji",
            spans=[Span(outsider, KELURAHAN[0], Month.of(2025, 5), JUNE)],
        )  # fmt: skip
    found = seen(city)
    assert of_kind(city, "sebelum_sk") == {outsider}
    assert found["sebelum_sk", outsider].amount_rp == 2 * RATE_RP
    assert outsider in of_kind(city, "tanpa_ba")


def test_each_finding_is_opened_once_and_grows_while_it_is_open(city: City) -> None:
    from payung.payments.audit.followup import open_findings

    opened(city)
    assert open_findings(actor=auditor(city), on=ON) == 0


def test_a_finding_tells_when_it_happened_when_it_was_known_and_what_it_cost(city: City) -> None:
    finding = opened(city)
    assert (finding.happened_on, finding.known_on) == (date(2025, 5, 3), date(2025, 8, 1))
    assert (finding.months, finding.after_known, finding.amount_rp) == (1, 0, RATE_RP)


def test_who_answers_does_not_close_and_nothing_unanswered_is_closed(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.audit.followup import answer_finding, close_finding
    from payung.payments.models import AuditFinding

    finding = opened(city)
    close = {"actor": auditor(city), "finding_id": finding.pk, "conclusion": "Cukup", "on": ON}
    with pytest.raises(Conflict, match="belum ditanggapi"):
        close_finding(**close)
    answer = {"actor": city.operator, "finding_id": finding.pk, "document": "S/1", "on": ON}
    with pytest.raises(BadInput):
        answer_finding(**answer, what="ya")
    answer_finding(**answer, what="Kematian baru diketahui Agustus")
    done = close_finding(**close)
    assert done.state == "ditutup"
    with pytest.raises(Conflict, match="ditutup"):
        answer_finding(**answer, what="Tanggapan terlambat sekali")
    with pytest.raises(IntegrityError, match="who_answers"), acting_as(city.operator):
        AuditFinding.objects.filter(pk=finding.pk).update(closed_by=city.operator.id)


def test_money_that_comes_back_refunds_the_months_and_the_year_still_balances(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.audit.followup import recover
    from payung.payments.money.overview import overview

    finding = opened(city)
    done = recover(actor=city.finance, finding_id=finding.pk, document="STS/7", on=ON)
    assert done.recovered_rp == RATE_RP
    assert of_kind(city, "meninggal") == set()
    with acting_as(city.finance) as actor:
        view = overview(actor, 2025)
    assert view.balanced and view.total.refunded == RATE_RP
    with pytest.raises(Conflict, match="Tidak ada iuran"):
        recover(actor=city.finance, finding_id=finding.pk, document="STS/8", on=ON)


def test_only_finance_notes_a_recovery_and_only_the_inspektorat_closes(city: City) -> None:
    from payung.payments.audit.followup import close_finding, recover

    finding = opened(city)
    with pytest.raises(NotAllowed):
        recover(actor=city.operator, finding_id=finding.pk, document="STS", on=ON)
    with pytest.raises(NotAllowed):
        close_finding(actor=city.operator, finding_id=finding.pk, conclusion="Cukup", on=ON)


def test_the_pages_follow_a_finding_from_sight_to_closure(city: City, client: Any) -> None:
    person, *_ = paid_june(city)
    note(city.operator, person, "meninggal", date(2025, 5, 3), KNOWN)
    sign_in(client, city, "auditor")
    assert "Dibayar sesudah meninggal" in client.get(reverse("audit")).content.decode()
    register = client.post(reverse("findings_open"), follow=True).content.decode()
    assert "WARGA 00000" in register
    only = client.get(reverse("findings"), {"jenis": "meninggal"}).content.decode()
    assert only.count("Menunggu tanggapan") >= 1
    finding = _finding_of(city, person)
    sign_in(client, city, "keuangan")
    said = {"isi": "Kematian dilaporkan terlambat", "surat": "S/9"}
    page = client.post(reverse("finding_answer", args=[finding]), said, follow=True)
    assert "Kematian dilaporkan terlambat" in page.content.decode()
    back = client.post(reverse("finding_recover", args=[finding]), {"surat": "STS/1"}, follow=True)
    assert "Rp16.800" in back.content.decode()
    sign_in(client, city, "auditor")
    done = client.post(
        reverse("finding_close", args=[finding]), {"isi": "Sudah kembali"}, follow=True
    )
    assert "Ditutup Inspektorat" in done.content.decode()
    sign_in(client, city, "rt", KELURAHAN[0])
    assert client.get(reverse("findings")).status_code == 403


def _finding_of(city: City, person: int) -> int:
    from payung.accounts.scope import acting_as
    from payung.payments.models import AuditFinding

    with acting_as(city.operator):
        return AuditFinding.objects.get(person_id=person, kind="meninggal").pk


def test_the_auditor_sees_whose_money_and_which_months_by_kind_and_takes_them_along(
    city: City, client: Any
) -> None:
    from payung.accounts.scope import acting_as
    from payung.audit.models import Entry

    person, *_ = paid_june(city)
    note(city.operator, person, "meninggal", date(2025, 5, 3), KNOWN)
    [one] = [one for (kind, _), one in seen(city).items() if kind == "meninggal"]
    assert (one.first, one.last, one.payers) == (JUNE, JUNE, "Dana apbd")
    sign_in(client, city, "auditor")
    page = client.get(reverse("audit"), {"jenis": "meninggal"}).content.decode()
    assert "Jun 2025" in page and "1 temuan ditemukan" in page
    moved = client.get(reverse("audit"), {"jenis": "pindah"}).content.decode()
    assert "0 temuan ditemukan" in moved
    book = client.get(reverse("audit"), {"jenis": "meninggal", "berkas": "xlsx"})
    assert book["Content-Type"].endswith("spreadsheetml.sheet")
    with acting_as(city.operator):
        [taken] = Entry.objects.filter(action="payments.export_continuity")
    assert taken.facts.items() >= {"list": "Pemeriksaan", "people": 1}.items()
