"""One worker on three screens: kept as he is typed, proposed once, seen by nobody else before."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.apps.city import KELURAHAN, City, nik_of
from tests.apps.pages import BESIDE, INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

RT = f"{INSIDE}.-.001"
SCREENS: tuple[dict[str, str], ...] = (
    {
        "nik": nik_of(7),
        "nama": "SULASTRI",
        "tempat_lahir": "Jambi",
        "tanggal_lahir_hari": "1",
        "tanggal_lahir_bulan": "1",
        "tanggal_lahir_tahun": "1980",
    },
    {"alamat": "Lorong Damai 4", "nama_ibu": "AMINAH", "nkk": "", "no_hp": "0812 6677 8899"},
    {"jenis": "rentan", "pekerjaan": "tukang ojek", "tempat_kerja": "pangkalan pasar"},
)


@pytest.fixture
def rt_head(client: Client, city: City) -> Client:
    from payung.areas.models import Area

    Area.objects.create(
        code=RT, kind="rt", name="RT 001", parent_id=INSIDE, valid_from=date(2000, 1, 1)
    )
    sign_in(client, city, "rt", RT)
    return client


def send(client: Client, screen: int, record: UUID, **changes: str) -> Any:
    address = reverse("worker_new") if screen == 1 else reverse("worker", args=[record, screen])
    return client.post(address, {"id": str(record), **SCREENS[screen - 1], **changes})


def enter(client: Client, record: UUID, **changes: str) -> Any:
    """All three screens, as a phone without script sends them; the last answer."""
    for screen in (1, 2, 3):
        known = {n: t for n, t in changes.items() if n in SCREENS[screen - 1]}
        answer = send(client, screen, record, **known)
    return answer


def proposals(city: City) -> list[Any]:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    with acting_as(city.operator):
        return list(Proposal.objects.select_related("person").order_by("pk"))


def draft(city: City, record: UUID) -> Any:
    from payung.accounts.scope import acting_as
    from payung.intake.models import WorkerDraft

    with acting_as(city.operator):
        return WorkerDraft.objects.get(pk=record)


def test_three_screens_of_at_most_twelve_fields_make_a_proposal(
    rt_head: Client, city: City
) -> None:
    from payung.accounts.models import Role
    from payung.verification.worker_forms import SCREENS as FORMS

    assert sum(len(kind.base_fields) - 1 for kind in FORMS) <= 12
    assert enter(rt_head, uuid4()).status_code == 302
    (made,) = proposals(city)
    assert (made.person.name, made.area_id, made.state) == ("SULASTRI", RT, "menunggu")
    assert (made.person.sex, made.person.nik.reveal()) == ("L", nik_of(7))
    assert made.person.phone.reveal() == "+6281266778899"
    assert made.collected_by == city.actor(Role.RT, area=RT).id
    assert made.doubts == ""


def test_the_same_worker_sent_again_is_not_doubled(rt_head: Client, city: City) -> None:
    record = uuid4()
    enter(rt_head, record)
    again = send(rt_head, 3, record)
    assert again.status_code == 302
    assert len(proposals(city)) == 1


def test_a_worker_entered_twice_is_refused_the_second_time_and_stays_in_the_form(
    rt_head: Client, city: City
) -> None:
    enter(rt_head, uuid4())
    second = uuid4()
    answer = enter(rt_head, second)
    assert answer.status_code == 422
    assert "sudah diusulkan pada" in answer.content.decode()
    assert len(proposals(city)) == 1
    assert draft(city, second).proposed_at is None


def test_a_field_that_was_kept_is_there_after_the_connection_dropped(rt_head: Client) -> None:
    record = uuid4()
    told = {"id": str(record), "nik": nik_of(7)[:9], "nama": "SULAS", "tanggal_lahir_hari": "1"}
    kept = rt_head.post(reverse("worker_keep"), told)
    assert kept.status_code == 200
    page = rt_head.get(reverse("worker", args=[record, 1])).content.decode()
    assert 'value="SULAS"' in page
    assert f'value="{nik_of(7)[:9]}"' in page


def test_what_arrives_late_does_not_change_a_worker_who_was_sent(
    rt_head: Client, city: City
) -> None:
    record = uuid4()
    enter(rt_head, record)
    rt_head.post(reverse("worker_keep"), {"id": str(record), **SCREENS[0], "nama": "LAIN"})
    assert [made.person.name for made in proposals(city)] == ["SULASTRI"]
    assert not draft(city, record).told


def test_a_draft_is_sealed_and_belongs_to_who_made_it(
    rt_head: Client, city: City, client: Client
) -> None:
    record = uuid4()
    send(rt_head, 1, record)
    assert nik_of(7).encode() not in bytes(draft(city, record).told.raw)
    assert json.loads(draft(city, record).told.reveal())["nama"] == "SULASTRI"
    sign_in(client, city, "verifikator", INSIDE)
    assert client.get(reverse("worker", args=[record, 1])).status_code in (403, 404)
    assert send(client, 1, record, nama="DIREBUT").status_code in (403, 404)
    assert json.loads(draft(city, record).told.reveal())["nama"] == "SULASTRI"


def test_a_wrong_nik_is_told_at_once_and_keeps_what_was_typed(rt_head: Client) -> None:
    answer = send(rt_head, 1, uuid4(), nik=nik_of(7)[:15])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "NIK harus 16 angka. Yang diisi 15 angka." in page
    assert 'value="SULASTRI"' in page


def test_a_refused_screen_is_kept_all_the_same(rt_head: Client, city: City) -> None:
    record = uuid4()
    send(rt_head, 1, record)
    assert send(rt_head, 2, record, alamat="").status_code == 422
    assert json.loads(draft(city, record).told.reveal())["nama_ibu"] == "AMINAH"


def test_a_worker_of_whom_a_screen_is_wrong_is_not_proposed(rt_head: Client, city: City) -> None:
    record = uuid4()
    send(rt_head, 1, record)
    send(rt_head, 2, record, alamat="")
    answer = send(rt_head, 3, record)
    assert answer.status_code == 422
    assert "Layar 2 belum benar." in answer.content.decode()
    assert proposals(city) == []


def test_a_birth_date_that_the_nik_denies_is_shown_and_goes_to_the_verifier(
    rt_head: Client, city: City
) -> None:
    record = uuid4()
    for screen in (1, 2):
        send(rt_head, screen, record, **({"tanggal_lahir_tahun": "1981"} if screen == 1 else {}))
    page = rt_head.get(reverse("worker", args=[record, 3])).content.decode()
    assert "Periksa lagi" in page
    send(rt_head, 3, record)
    assert [made.doubts for made in proposals(city)] == ["NIK_BEDA_TGL_LAHIR"]


def test_who_is_too_old_is_not_taken_in(rt_head: Client, city: City) -> None:
    old = "1571010101409007"
    answer = enter(rt_head, uuid4(), nik=old, tanggal_lahir_tahun="1940")
    assert answer.status_code == 422
    assert proposals(city) == []


def test_a_person_known_elsewhere_becomes_a_question_and_the_citys_answer_joins_them(
    rt_head: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person
    from payung.verification.judging import judge_pair
    from payung.verification.models import DoublePair, PairState
    from payung.verification.newcomers import match_newcomers

    (known,) = city.people(1, start=7, area_id=BESIDE, name="SULASTRI")
    enter(rt_head, uuid4())
    claiming = proposals(city)[1].person_id
    assert claiming != known
    match_newcomers("15.71")
    with acting_as(city.operator):
        (question,) = DoublePair.objects.filter(claim=True)
        assert question.area_id == INSIDE.rpartition(".")[0]
    judge_pair(actor=city.operator, pair_id=question.pk, answer=PairState.SAME)
    assert [(made.person_id, made.area_id) for made in proposals(city)] == [
        (known, BESIDE),
        (known, RT),
    ]
    with acting_as(city.operator):
        assert Person.objects.filter(merged_into=None).count() == 1


def test_a_new_worker_is_compared_with_everyone_known(rt_head: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.linkage.features import features
    from payung.registry.fields import Sealed
    from payung.registry.matching import keep_keys, opened
    from payung.verification.models import DoublePair
    from payung.verification.newcomers import match_newcomers

    almost = nik_of(7)[:-1] + "8"
    with acting_as(city.operator):
        told = {"mother": Sealed.of("AMINAH"), "phone": Sealed.of("+6281266778899")}
        (known,) = city.people(1, start=8, area_id=BESIDE, name="SULASTRI", **told)
        keep_keys(features(opened([known])))
    assert nik_of(8) == almost
    enter(rt_head, uuid4())
    match_newcomers("15.71")
    with acting_as(city.operator):
        assert DoublePair.objects.filter(left=known, claim=False).exists()


def test_who_enters_a_worker_is_the_witness_of_his_work(rt_head: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Evidence

    enter(rt_head, uuid4())
    with acting_as(city.operator):
        (noted,) = Evidence.objects.all()
    assert (noted.kind, noted.what) == ("pekerjaan", "tukang ojek, pangkalan pasar")


def test_an_operator_chooses_the_area_and_not_another_citys(client: Client, city: City) -> None:
    sign_in(client, city, "verifikator", INSIDE)
    record = uuid4()
    send(client, 1, record)
    assert send(client, 2, record, wilayah=KELURAHAN[1]).status_code == 422
    assert send(client, 2, record, wilayah=INSIDE).status_code == 302
    assert send(client, 3, record).status_code == 302
    assert [made.area_id for made in proposals(city)] == [INSIDE]


def test_a_draft_thrown_away_leaves_nothing(rt_head: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.intake.models import WorkerDraft

    record = uuid4()
    send(rt_head, 1, record)
    assert "SULASTRI" in rt_head.get(reverse("worker_new")).content.decode()
    rt_head.post(reverse("worker_discard", args=[record]))
    with acting_as(city.operator):
        assert WorkerDraft.objects.count() == 0


def test_a_request_without_a_usable_id_says_what_to_do(rt_head: Client) -> None:
    answer = rt_head.post(reverse("worker_new"), {**SCREENS[0], "id": "bukan"})
    assert answer.status_code < 500
    assert "Muat ulang halaman" in answer.content.decode()


def test_the_form_tidies_texts_as_the_reader_of_lists_does() -> None:
    from types import SimpleNamespace

    from payung.verification.worker_forms import worker_of

    told = {
        "nik": "1571010101809001", "nama": "  Pak  BUDI   Santoso , S.Pd ", "tempat_lahir": "-",
        "tanggal_lahir": date(1980, 1, 1), "alamat": "Jl.\u00a0Uji  3", "nkk": "",
        "nama_ibu": " SITI\tAMINAH ", "no_hp": "", "jenis": "rentan", "pekerjaan": "tukang  ojek",
        "tempat_kerja": "pasar",
    }  # fmt: skip
    screen: Any = SimpleNamespace(cleaned_data=told)
    actor: Any = SimpleNamespace(area="15.71")
    worker = worker_of(actor, [screen])
    assert (worker.mother, worker.birth_place) == ("SITI AMINAH", "")
    assert (worker.address, worker.occupation) == ("Jl. Uji 3", "tukang ojek")
    assert "  " not in worker.name and worker.name == worker.name.strip()
