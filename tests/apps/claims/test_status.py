"""The heir's page: today, next step, sums, papers; and a call that somebody owes by a day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from payung.kernel.errors import BadInput
from tests.apps.claims.family import TODAY, Mourning

if TYPE_CHECKING:
    from payung.claims.models import Case, Obligation
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def asked(case: Case) -> dict[str, str]:
    from payung.claims.ground.codes import letter_code

    return {
        "kode": letter_code(case.pk), "lahir_hari": "1", "lahir_bulan": "1", "lahir_tahun": "1980",
    }  # fmt: skip


def mourned(city: City) -> tuple[Mourning, Case]:
    from payung.claims.case.outcome import start_papers

    mourning = Mourning(city)
    case = mourning.confirmed()
    start_papers(actor=mourning.operator, case_id=case.pk, today=TODAY)
    return mourning, case


def calls(mourning: Mourning) -> list[Obligation]:
    from payung.accounts.scope import acting_as
    from payung.claims.models import Obligation

    with acting_as(mourning.operator):
        return list(Obligation.objects.filter(task="telepon", done_at=None))


def test_the_family_reads_today_next_step_sum_papers_and_a_number(
    client: Client, city: City
) -> None:
    _mourning, case = mourned(city)
    page = client.post(reverse("claim_status"), asked(case)).content.decode()
    for words in ("Hari ini:", "Langkah berikut", "Perkiraan menurut peraturan", "Rp", "☐",
                  "Yang mengurus:", "Tolong hubungi saya"):  # fmt: skip
        assert words in page, words


def test_a_wish_to_be_called_is_one_task_with_a_day_however_often_it_is_sent(
    client: Client, city: City
) -> None:
    mourning, case = mourned(city)
    typed = asked(case) | {
        "langkah": "hubungi", "id": str(uuid4()), "hp": "0812 3456 7890", "kapan": "sore",
    }  # fmt: skip
    pages = [client.post(reverse("claim_status"), typed).content.decode() for _twice in range(2)]
    assert all("Kami menelepon paling lambat" in page for page in pages)
    (task,) = calls(mourning)
    assert task.due is not None and task.owner
    _done(mourning, case)
    assert calls(mourning) == []


def _done(mourning: Mourning, case: Case) -> None:
    from payung.claims.open.calling import note_call

    with pytest.raises(BadInput, match="dibicarakan"):
        note_call(actor=mourning.operator, case_id=case.pk, said=" ")
    note_call(actor=mourning.operator, case_id=case.pk, said="Surat nikah menyusul.")


def test_no_number_no_call_and_the_rest_stays(client: Client, city: City) -> None:
    mourning, case = mourned(city)
    typed = asked(case) | {"langkah": "hubungi", "id": str(uuid4()), "hp": "", "kapan": "sore"}
    page = client.post(reverse("claim_status"), typed)
    assert page.status_code == 422 and "Langkah berikut" in page.content.decode()
    assert calls(mourning) == []


def test_who_guesses_is_slowed_and_the_family_is_not(client: Client, city: City) -> None:
    from payung.claims.open.status import MOST_WRONG

    _mourning, case = mourned(city)
    for _often in range(MOST_WRONG + 5):
        assert client.post(reverse("claim_status"), asked(case)).status_code == 200
    wrong = asked(case) | {"kode": "AAAAAAAAAAAA"}
    codes = [client.post(reverse("claim_status"), wrong).status_code for _n in range(25)]
    assert codes == [200] * MOST_WRONG + [429] * (25 - MOST_WRONG)
    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    assert elsewhere.post(reverse("claim_status"), asked(case)).status_code == 200
