"""Where the law leaves a contribution open, a written decision lets the months go on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payung.kernel.errors import BadInput, NotAllowed
from payung.kernel.month import Month
from tests.apps.city import City
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import Programme

pytestmark = pytest.mark.django_db
APRIL, JUNE = Month.of(2026, 4), Month.of(2026, 6)
SCAN = b"%PDF-1.7 keputusan"


def gift(city: City) -> Programme:
    """A company pays from April 2026, beyond the relief that is decided."""
    return city.programme(
        payer="csr", fiscal_year=2026, first_month=APRIL, last_month=JUNE, headcount=2,
        ceiling_rp=10**9,
    )  # fmt: skip


def decide(city: City, jkk: int, jkm: int, **changes: Any) -> Any:
    from payung.programmes.terms.rates import RateTerms, record_rate

    facts = {"first": APRIL, "last": JUNE, "number": "KEP/7", "dated": date(2025, 6, 1),
             "by": "Kepala cabang"}  # fmt: skip
    return record_rate(
        actor=city.operator, programme="UJI", scan=SCAN,
        decided=RateTerms(jkk_rp=jkk, jkm_rp=jkm, **(facts | changes)),
    )  # fmt: skip


def test_open_months_wait_until_somebody_has_decided(city: City) -> None:
    from payung.programmes.ground.cost import by_law, cost_per_person, undecided_months

    programme = gift(city)
    assert undecided_months(programme) == list(APRIL.through(JUNE))
    with pytest.raises(BadInput, match="belum pasti"):
        cost_per_person(programme, APRIL, JUNE)
    law = by_law(programme, APRIL)
    assert law.total_high is not None
    decide(city, law.total_high, 0)
    assert undecided_months(programme) == []
    assert cost_per_person(programme, APRIL, JUNE) == 3 * law.total_high


def test_a_decision_stays_between_the_readings_of_the_law(city: City) -> None:
    from payung.programmes.ground.cost import by_law

    law = by_law(gift(city), APRIL)
    for amount in (law.total_low - 1, law.known_high + 1):
        with pytest.raises(BadInput, match="antara"):
            decide(city, amount, 0)
    for lacking in ({"number": " "}, {"by": ""}, {"dated": date(2027, 1, 1)}):
        with pytest.raises(BadInput):
            decide(city, law.total_low, 0, **lacking)


def test_no_decision_changes_a_contribution_that_is_fixed(city: City) -> None:
    city.programme()
    with pytest.raises(BadInput, match="sudah pasti"):
        decide(city, 10_000, 6_800, first=Month.of(2025, 6), last=Month.of(2025, 6))


def test_it_is_noted_on_the_page_by_the_office_alone(city: City, client: Client) -> None:
    from payung.programmes.ground.cost import by_law

    high = by_law(gift(city), APRIL).known_high
    address = reverse("programme_rates", args=["UJI"])
    sign_in(client, city, "keuangan")
    assert 'name="nomor"' not in client.get(address).content.decode()
    sign_in(client, city, "operator")
    page = client.get(address).content.decode()
    assert "Menunggu keputusan" in page
    sent = {
        "dari": "2026-04", "sampai": "2026-06", "jkk": str(high), "jkm": "0", "nomor": "KEP/7",
        "tanggal_hari": "1", "tanggal_bulan": "6", "tanggal_tahun": "2025",
        "pemutus": "Kepala cabang", "pindaian": SimpleUploadedFile("k.pdf", SCAN),
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    page = client.get(address).content.decode()
    assert "KEP/7" in page and "Tidak ada bulan yang menunggu keputusan." in page


def test_an_auditor_decides_nothing(city: City) -> None:
    from payung.accounts.models import Role
    from payung.programmes.terms.rates import RateTerms, record_rate

    gift(city)
    with pytest.raises(NotAllowed):
        record_rate(
            actor=city.actor(Role.AUDITOR), programme="UJI", scan=SCAN,
            decided=RateTerms(APRIL, JUNE, 1, 1, "KEP/7", date(2025, 6, 1), "x"),
        )  # fmt: skip
