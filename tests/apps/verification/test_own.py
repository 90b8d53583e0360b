"""Who proposed mends or withdraws it until somebody acted; who decided takes it back for a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.pages import BESIDE, INSIDE, sign_in
from tests.apps.verification.test_worker import RT, enter, proposals

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper as Settings

pytestmark = pytest.mark.django_db

MENDED = {
    "nama": "SULASTRI DEWI",
    "tempat_lahir": "Jambi",
    "alamat": "Lorong Damai 4",
    "nama_ibu": "",
    "no_hp": "",
    "jenis": "keagamaan",
    "pekerjaan": "guru mengaji",
}


@pytest.fixture
def rt_head(client: Client, city: City) -> Client:
    from payung.areas.models import Area

    Area.objects.create(
        code=RT, kind="rt", name="RT 001", parent_id=INSIDE, valid_from=date(2000, 1, 1)
    )
    sign_in(client, city, "rt", RT)
    return client


def proposed(rt_head: Client, city: City) -> Any:
    enter(rt_head, uuid4())
    return proposals(city)[-1]


def verified(client: Client, city: City, found: Any) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    told = {"pilih": [found.pk], "tindakan": "verifikasi", "kembali": ""}
    assert client.post(reverse("proposal_decide"), told).status_code == 302


def test_the_nik_answers_at_once_about_the_own_area(rt_head: Client, city: City) -> None:
    proposed(rt_head, city)
    kept = rt_head.post(reverse("worker_keep"), {"id": str(uuid4()), "nik": nik_of(7)})
    page = kept.content.decode()
    assert "SULASTRI sudah tercatat di wilayah Anda" in page
    assert "Belum ada bulan yang dibayar." in page
    assert "sedang dicocokkan" in page


def test_the_nik_of_a_member_says_until_when_and_by_whom(
    client: Client, city: City, settings: Settings
) -> None:
    from payung.kernel.month import Month
    from payung.ledger.cover import cover_of
    from tests.apps.claims.family import Mourning

    settings.TODAY = date(2025, 7, 1)
    mourning = Mourning(city, paid_to=10)
    sign_in(client, city, "verifikator", INSIDE)
    page = client.post(
        reverse("worker_keep"), {"id": str(uuid4()), "nik": nik_of(0)}
    ).content.decode()
    assert "Terlindungi sampai Oktober 2025, dibayar" in page
    from payung.accounts.scope import acting_as

    with acting_as(city.operator):
        (found,) = cover_of(city.operator, [mourning.ids[0]]).values()
    assert found.paid_to == Month.of(2025, 10)


def test_a_nik_of_elsewhere_and_a_new_one_answer_alike(rt_head: Client, city: City) -> None:
    city.people(1, area_id=BESIDE, name="ORANG LAIN")

    def answer(number: int) -> str:
        told = {"id": str(uuid4()), "nik": nik_of(number)}
        page = rt_head.post(reverse("worker_keep"), told).content.decode()
        return page.split("</p>")[0].partition("<div")[2]

    assert answer(0) == answer(500)
    assert "belum tercatat di wilayah Anda" in answer(0)


def test_without_script_the_nik_is_asked_by_a_button(rt_head: Client, city: City) -> None:
    proposed(rt_head, city)
    told = {"id": str(uuid4()), "nik": nik_of(7), "nama": ""}
    page = rt_head.post(reverse("worker_check"), told, follow=True).content.decode()
    assert "sudah tercatat di wilayah Anda" in page
    assert f'value="{nik_of(7)}"' in page


def test_a_wrong_nik_in_the_check_is_kept_as_it_was_typed(rt_head: Client) -> None:
    told = {"id": str(uuid4()), "nik": "12ab", "nama": "SITI", "tanggal_lahir_hari": "4"}
    page = rt_head.post(reverse("worker_check"), told, follow=True).content.decode()
    assert 'value="12ab"' in page
    assert 'value="SITI"' in page


def test_the_sender_mends_what_he_wrote(rt_head: Client, city: City) -> None:
    found = proposed(rt_head, city)
    page = rt_head.get(reverse("proposal_mend", args=[found.pk])).content.decode()
    assert "SULASTRI" in page
    assert nik_of(7) not in page
    sent = rt_head.post(reverse("proposal_mend", args=[found.pk]), MENDED)
    assert sent.status_code == 302
    (mended,) = proposals(city)
    assert (mended.person.name, mended.category) == ("SULASTRI DEWI", "keagamaan")
    assert mended.person.mother.reveal() == "AMINAH"
    assert mended.person.phone.reveal() == "+6281266778899"


def test_the_sender_withdraws_and_proposes_anew(rt_head: Client, city: City) -> None:
    found = proposed(rt_head, city)
    assert rt_head.post(reverse("proposal_withdraw", args=[found.pk])).status_code == 302
    assert [one.state for one in proposals(city)] == ["ditarik"]
    assert enter(rt_head, uuid4()).status_code == 302
    assert [one.state for one in proposals(city)] == ["ditarik", "menunggu"]


def test_known_and_new_are_mended_and_withdrawn_alike(rt_head: Client, city: City) -> None:
    city.people(1, area_id=BESIDE, name="ORANG LAIN", start=7)
    found = proposed(rt_head, city)
    assert rt_head.post(reverse("proposal_mend", args=[found.pk]), MENDED).status_code == 302
    assert rt_head.post(reverse("proposal_withdraw", args=[found.pk])).status_code == 302
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person

    with acting_as(city.operator):
        assert Person.objects.filter(name="ORANG LAIN").exists()


def test_once_decided_it_is_the_offices(rt_head: Client, client: Client, city: City) -> None:
    found = proposed(rt_head, city)
    verified(client, city, found)
    sign_in(client, city, "rt", RT)
    page = client.get(reverse("proposal", args=[found.pk])).content.decode()
    assert "Tarik usulan ini" not in page
    for name in ("proposal_mend", "proposal_withdraw"):
        told = MENDED if name == "proposal_mend" else {}
        assert client.post(reverse(name, args=[found.pk]), told).status_code in (409, 422)
    assert proposals(city)[0].state == "terverifikasi"


def test_a_neighbour_cannot_withdraw_it(rt_head: Client, client: Client, city: City) -> None:
    found = proposed(rt_head, city)
    sign_in(client, city, "verifikator", INSIDE)
    assert client.post(reverse("proposal_withdraw", args=[found.pk])).status_code in (409, 422)
    assert proposals(city)[0].state == "menunggu"


def test_who_decided_takes_it_back_within_a_day(
    rt_head: Client, client: Client, city: City
) -> None:
    found = proposed(rt_head, city)
    verified(client, city, found)
    page = client.get(reverse("proposal", args=[found.pk])).content.decode()
    assert "Batalkan keputusan saya" in page
    assert client.post(reverse("proposal_undo", args=[found.pk])).status_code == 302
    (one,) = proposals(city)
    assert (one.state, one.decided_by, one.decided_at) == ("menunggu", "", None)


@pytest.mark.parametrize("what", ["late", "another", "ranked"])
def test_a_decision_stands_after_a_day_for_others_and_once_it_is_used(
    rt_head: Client, client: Client, city: City, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification import undoing
    from payung.verification.models import Proposal

    found = proposed(rt_head, city)
    verified(client, city, found)
    if what == "late":
        with acting_as(city.operator):
            one = Proposal.objects.get(pk=found.pk)
            Proposal.objects.filter(pk=found.pk).update(
                decided_at=one.decided_at - timedelta(days=1, minutes=1)
            )
    elif what == "another":
        sign_in(client, city, "operator")
    else:
        monkeypatch.setattr(undoing, "_USES", [lambda proposals: set(proposals)])
    assert client.post(reverse("proposal_undo", args=[found.pk])).status_code in (409, 422)
    assert proposals(city)[0].state == "terverifikasi"


def test_a_ranking_counts_as_use(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Ranked
    from payung.programmes.ranking.uses import ranked_among
    from payung.verification import undoing

    assert ranked_among in undoing._USES
    with acting_as(city.operator):
        assert ranked_among([1]) == set(Ranked.objects.filter(proposal=1).values_list("pk"))


def test_a_withdrawn_row_does_not_keep_a_list_from_being_taken_back(
    rt_head: Client, city: City
) -> None:
    from payung.accounts.models import Role
    from tests.apps.pages import send as send_file
    from tests.promises.test_number_opens_nothing import listed

    send_file(rt_head, listed(range(3), "BARU"), RT)
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload

    with acting_as(city.operator):
        upload = Upload.objects.get()
    rt_head.post(reverse("upload_confirm", args=[upload.pk]))
    first = proposals(city)[0]
    assert first.collected_by == city.actor(Role.RT, area=RT).id
    assert rt_head.post(reverse("proposal_withdraw", args=[first.pk])).status_code == 302
    sign_in(rt_head, city, "verifikator", INSIDE)
    undone = rt_head.post(reverse("upload_undo", args=[upload.pk]), {"jumlah": "2"})
    assert undone.status_code == 302
    assert {one.state for one in proposals(city)} == {"ditarik"}
