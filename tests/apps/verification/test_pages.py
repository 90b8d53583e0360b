"""The queue: reviewed before it is decided, by somebody other than the sender; pairs by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.apps.city import KELURAHAN, City
from tests.apps.pages import BESIDE, INSIDE, checked_upload, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def waiting(city: City, count: int = 3) -> list[int]:
    """Proposals that wait, their ids."""
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    people = city.people(count)
    with acting_as(city.operator):
        found = Proposal.objects.filter(person__in=people)
        found.update(state="menunggu", decided_by="", decided_at=None)
        return list(found.order_by("pk").values_list("pk", flat=True))


def states(city: City) -> list[str]:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    with acting_as(city.operator):
        return list(Proposal.objects.order_by("pk").values_list("state", flat=True))


def pair_of(city: City, start: int = 0) -> Any:
    from payung.accounts.scope import acting_as
    from payung.verification.models import DoublePair

    left, right = city.people(2, start=start, area_id=INSIDE)
    with acting_as(city.operator):
        return DoublePair.objects.create(
            left_id=left, right_id=right, probability_percent=97, area_id=INSIDE,
            evidence="nama sama bunyinya, NIK beda satu angka",
        )  # fmt: skip


def test_what_is_ticked_is_reviewed_with_its_number_before_it_is_decided(
    client: Client, city: City
) -> None:
    ids = waiting(city)
    sign_in(client, city, "verifikator")
    review = client.post(
        reverse("proposal_review"), {"pilih": ids[:2], "tindakan": "verifikasi", "kembali": "q=x"}
    )
    assert "Verifikasi 2 usulan" in review.content.decode()
    assert states(city) == ["menunggu"] * 3
    done = client.post(
        reverse("proposal_decide"), {"pilih": ids[:2], "tindakan": "verifikasi", "kembali": "q=x"}
    )
    assert done["Location"] == reverse("proposal_list") + "?q=x"
    assert states(city) == ["terverifikasi", "terverifikasi", "menunggu"]


def test_a_refusal_needs_a_reason_and_says_so_beside_the_choice(client: Client, city: City) -> None:
    ids = waiting(city)
    sign_in(client, city, "verifikator")
    refusal = {"pilih": ids, "tindakan": "tolak"}
    review = client.post(reverse("proposal_review"), refusal)
    assert "Tolak 3 usulan" in review.content.decode()
    assert "Setiap penolakan butuh alasan" not in review.content.decode()
    missing = client.post(reverse("proposal_decide"), refusal)
    assert missing.status_code == 422
    assert missing.content.decode().count("Setiap penolakan butuh alasan. Pilih salah satu.") == 2
    assert states(city) == ["menunggu"] * 3
    client.post(reverse("proposal_decide"), {**refusal, "alasan": "pindah"})
    assert states(city) == ["ditolak"] * 3


def test_everything_that_waits_on_the_page_can_be_taken_at_once(client: Client, city: City) -> None:
    ids = waiting(city)
    sign_in(client, city, "verifikator")
    choice = {"semua": "1", "di_halaman": ids, "tindakan": "verifikasi"}
    review = client.post(reverse("proposal_review"), choice)
    assert "Verifikasi 3 usulan" in review.content.decode()


def test_nothing_ticked_is_a_sentence(client: Client, city: City) -> None:
    waiting(city)
    sign_in(client, city, "verifikator")
    answer = client.post(reverse("proposal_review"), {"tindakan": "tolak"}, follow=True)
    assert "Centang paling sedikit satu usulan." in answer.content.decode()


def test_a_choice_of_nothing_keeps_the_filters_and_leads_back_to_the_list(
    client: Client, city: City
) -> None:
    waiting(city)
    sign_in(client, city, "verifikator")
    address = f"{reverse('proposal_review')}?q=00001"
    answer = client.post(address, {"tindakan": "tolak"})
    assert answer.status_code == 422
    assert answer.context["page"].paginator.count == 1
    assert f'action="{reverse("proposal_list")}" class="filters"' in answer.content.decode()


def test_what_one_sent_oneself_is_left_to_others(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    ids = waiting(city)
    with acting_as(city.operator):
        Proposal.objects.filter(pk=ids[0]).update(collected_by=city.operator.id)
    sign_in(client, city, "operator")
    review = client.post(reverse("proposal_review"), {"pilih": ids, "tindakan": "verifikasi"})
    text = review.content.decode()
    assert "Verifikasi 2 usulan" in text
    assert "1 usulan tidak ikut" in text
    own = client.get(reverse("proposal", args=[ids[0]])).content.decode()
    assert "jadi orang lain yang memverifikasinya" in own


def test_who_only_reads_gets_neither_box_nor_button(client: Client, city: City) -> None:
    ids = waiting(city)
    sign_in(client, city, "auditor")
    assert 'name="pilih"' not in client.get(reverse("proposal_list")).content.decode()
    refused = client.post(reverse("proposal_decide"), {"pilih": ids, "tindakan": "verifikasi"})
    assert refused.status_code == 403


def test_a_foreign_proposal_is_neither_reviewed_nor_decided(client: Client, city: City) -> None:
    ids = waiting(city, 1)
    sign_in(client, city, "verifikator", BESIDE)
    choice = {"pilih": ids, "tindakan": "verifikasi"}
    assert "WARGA" not in client.post(reverse("proposal_review"), choice).content.decode()
    assert client.post(reverse("proposal_decide"), choice).status_code == 422
    assert states(city) == ["menunggu"]


def test_filters_find_by_state_area_name_and_doubt(client: Client, city: City) -> None:
    waiting(city, 6)
    sign_in(client, city, "operator")
    for query, found in (
        ({}, 6),
        ({"status": "semua"}, 6),
        ({"status": "terverifikasi"}, 0),
        ({"wilayah": KELURAHAN[1]}, 2),
        ({"q": "00004"}, 1),
        ({"catatan": "ya"}, 0),
        ({"jenis": "keagamaan"}, 0),
    ):
        page = client.get(reverse("proposal_list"), query)
        assert page.context["page"].paginator.count == found, query


def test_the_board_names_the_silent_offices_and_counts_once(client: Client, city: City) -> None:
    checked_upload(city)
    waiting(city, 3)
    sign_in(client, city, "operator")
    page = client.get(reverse("progress_board"))
    assert [area.code for area in page.context["silent"]] == list(KELURAHAN[1:])
    for area in page.context["silent"]:
        assert f"Yth. Lurah {area.name}." in page.content.decode()
    totals = page.context["totals"]
    assert (totals.listed, totals.ready, totals.waiting) == (4, 3, 3)
    sign_in(client, city, "verifikator", BESIDE)
    beside = client.get(reverse("progress_board"), {"wilayah": INSIDE}).context["totals"]
    assert (beside.area.code, beside.waiting) == (BESIDE, 1)


@pytest.mark.parametrize("role", ["operator", "verifikator"])
def test_every_known_death_is_held_against_a_confirmed_list(
    client: Client, city: City, role: str
) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor
    from payung.audit.models import Entry
    from payung.claims.unclaimed.sweep import sweep_deaths
    from payung.jobs.models import Job

    upload = checked_upload(city)
    sign_in(client, city, role, INSIDE)
    client.post(reverse("upload_confirm", args=[upload.pk]), follow=True)
    job = Job.objects.get(kind="claims.sweep_deaths")
    worker = Actor(id=job.actor, role=Role(job.role), area=job.area)
    sweep_deaths(actor=worker, today=date(2025, 6, 1))
    assert Entry.objects.get(action="claims.sweep_deaths").actor == "system"


def test_a_checked_list_is_confirmed_after_a_full_review_and_can_be_undone(
    client: Client, city: City
) -> None:
    upload = checked_upload(city)
    sign_in(client, city, "operator")
    address = reverse("upload_confirm", args=[upload.pk])
    review = client.get(address).content.decode()
    assert "Konfirmasi 3 baris" in review
    assert "NIK harus 16 angka" in review
    done = client.post(address, follow=True).content.decode()
    assert "3 baris masuk, 3 usulan" in done
    assert client.get(address).status_code == 409
    undo = reverse("upload_undo", args=[upload.pk])
    assert "Usulan yang ditarik" in client.get(undo).content.decode()
    assert client.post(undo, {"jumlah": "4"}).status_code == 422
    done = client.post(undo, {"jumlah": "3"}, follow=True).content.decode()
    assert "Daftar dibatalkan; 3 usulan ditarik." in done
    assert states(city) == ["ditarik"] * 3


def test_a_list_in_use_says_which_row_holds_it(client: Client, city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal, ProposalState
    from payung.verification.services import ProposalDecision, confirm, decide

    upload = checked_upload(city)
    confirm(actor=city.operator, upload_ids=[upload.pk])
    with acting_as(city.operator):
        first = Proposal.objects.order_by("pk").values_list("pk", flat=True)[0]
    decide(
        actor=city.actor(Role.VERIFIER), decisions=[ProposalDecision(first, ProposalState.VERIFIED)]
    )
    sign_in(client, city, "operator")
    answer = client.post(reverse("upload_undo", args=[upload.pk]), {"jumlah": "3"})
    assert answer.status_code == 422
    assert "(baris" in answer.content.decode()


def test_a_pair_shows_what_differs_without_showing_identity(client: Client, city: City) -> None:
    pair = pair_of(city)
    sign_in(client, city, "verifikator", INSIDE)
    page = client.get(reverse("pair", args=[pair.pk]))
    differing = [d.label for d in page.context["differences"] if d.differs]
    assert differing == ["Nama", "NIK"]
    text = page.content.decode()
    assert "nama sama bunyinya, NIK beda satu angka" in text
    assert all(f'data-key="{key}"' in text for key in "123")
    assert "157101••••••9000" in text


def test_an_answer_goes_on_to_the_next_pair_and_can_be_taken_back(
    client: Client, city: City
) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.selectors import persons

    first, second = pair_of(city), pair_of(city, start=2)
    sign_in(client, city, "verifikator", INSIDE)
    judged = client.post(reverse("pair_judge", args=[first.pk]), {"jawaban": "sama"})
    following = reverse("pair", args=[second.pk])
    assert judged["Location"] == f"{following}?sebelumnya={first.pk}"
    assert "Batalkan jawaban itu" in client.get(judged["Location"]).content.decode()
    with acting_as(city.operator):
        assert persons(city.operator).count() == 3
    client.post(reverse("pair_undo", args=[first.pk]))
    with acting_as(city.operator):
        assert persons(city.operator).count() == 4
    assert "Menunggu keputusan" in client.get(reverse("pair_list")).content.decode()


def test_a_pair_of_two_kelurahan_belongs_to_the_office_above(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import DoublePair

    pair = pair_of(city)
    with acting_as(city.operator):
        DoublePair.objects.filter(pk=pair.pk).update(area_id="15.71.01")
    for area, status in ((INSIDE, 403), ("15.71.01", 200)):
        sign_in(client, city, "verifikator", area)
        assert client.get(reverse("pair", args=[pair.pk])).status_code == status
        answer = client.post(reverse("pair_judge", args=[pair.pk]), {"jawaban": "beda"})
        assert answer.status_code == (302 if status == 200 else 403)


def test_an_answer_that_is_none_changes_nothing(client: Client, city: City) -> None:
    pair = pair_of(city)
    sign_in(client, city, "verifikator", INSIDE)
    answer = client.post(reverse("pair_judge", args=[pair.pk]), {"jawaban": "mungkin"})
    assert answer.status_code == 422


def test_a_full_queue_takes_as_many_queries_as_one_proposal(client: Client, city: City) -> None:
    from tests.apps.city import statements

    waiting(city, 1)
    sign_in(client, city, "operator")
    client.get(reverse("proposal_list"))
    one = statements(lambda: client.get(reverse("proposal_list")))
    city.people(40, start=1)
    address = reverse("proposal_list") + "?status=semua"
    assert statements(lambda: client.get(address)) == one
