"""The rooms from list to coverage in a browser: every page with data, for those who work there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import get_resolver, reverse

from tests.apps.city import City
from tests.apps.pages import INSIDE, checked_upload, list_file
from tests.journeys.checks import (
    assert_axe_clean,
    assert_focus_is_visible,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Response

    from payung.accounts.models import User

MOST_BYTES, MOST_REQUESTS = 100 * 1024, 10
ROOMS = ("/unggahan/", "/usulan/", "/orang/", "/cakupan/", "/tugas/", "/akun/")
SignIn = Callable[["Page", "User"], None]


@pytest.fixture
def furnished(transactional_db: None) -> tuple[City, dict[str, Any]]:
    """A city in which every page of the rooms has something to show."""
    from payung.accounts.scope import acting_as
    from payung.jobs.services import start
    from payung.verification.models import DoublePair, Proposal

    city = City()
    members = city.started(6)
    waiting = city.people(3, start=50, area_id=INSIDE, name="NURHAYATI BINTI AHMAD")
    upload = checked_upload(city)
    with acting_as(city.operator):
        open_ones = Proposal.objects.filter(person__in=waiting)
        open_ones.update(state="menunggu", decided_by="", doubts="NIK_GANDA RT_TIDAK_SAH")
        pair = DoublePair.objects.create(
            left_id=waiting[0], right_id=waiting[1], probability_percent=93, area_id=INSIDE,
            evidence="nama sama bunyinya, tanggal lahir sama, NIK beda satu angka",
        )  # fmt: skip
        proposal = open_ones.order_by("pk").values_list("pk", flat=True)[0]
    job = start(actor=city.operator, kind="intake.mark", subject=str(upload.pk))
    return city, {
        "person_id": members[0], "proposal_id": proposal, "pair_id": pair.pk,
        "upload_id": upload.pk, "job_id": job.pk,
    }  # fmt: skip


PAGES = (
    "home", "upload_list", "upload_new", "upload", "upload_confirm", "proposal_list", "proposal",
    "progress_board", "pair_list", "pair", "person_list", "person", "person_print", "coverage",
    "worker_new",
    "coverage_print", "coverage_people", "job_list", "job", "profile", "account_list",
)  # fmt: skip


def address(name: str, made: dict[str, Any]) -> str:
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    query = "?angka=listed" if name == "coverage_people" else ""
    return reverse(name, kwargs={key: made[key] for key in wanted}) + query


def test_every_page_with_data_is_open_to_all_and_light(
    page: Page, live: str, sign_in: SignIn, furnished: tuple[City, dict[str, Any]]
) -> None:
    from payung.accounts.models import Role

    city, made = furnished
    sign_in(page, city.user(Role.OPERATOR))
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    for name in PAGES:
        answers.clear()
        page.goto(live + address(name, made))
        assert page.url == live + address(name, made)
        weight = sum(len(answer.body()) for answer in answers if answer.ok)
        assert weight <= MOST_BYTES, f"{name}: {weight} bytes before compression"
        assert len(answers) <= MOST_REQUESTS, name
        assert_axe_clean(page)
        assert_targets_are_large(page)
        assert_focus_is_visible(page)
        assert_no_sideways_scroll(page)


@pytest.mark.parametrize("role", ["verifikator", "rt", "auditor", "keuangan", "pimpinan", "bpjs"])
def test_the_pages_of_each_role_are_open_to_all(
    page: Page, live: str, sign_in: SignIn, furnished: tuple[City, dict[str, Any]], role: str
) -> None:
    """The menu says what a role can reach; each entry of these rooms is visited."""
    from payung.accounts.models import Role

    city, _made = furnished
    sign_in(page, city.user(Role(role), area="15.71"))
    page.goto(live)
    entries = page.locator(".nav-small a")
    hrefs = [str(entries.nth(n).get_attribute("href")) for n in range(entries.count())]
    for href in [href for href in hrefs if href == "/" or href.startswith(ROOMS)]:
        answer = page.goto(f"{live}{href}")
        assert answer is not None and answer.status == 200, href
        assert_axe_clean(page)
        assert_no_sideways_scroll(page)


def test_a_list_goes_from_file_to_decision_without_script(
    plain_page: Page, live: str, sign_in: SignIn, transactional_db: None, tmp_path: Path
) -> None:
    from payung.accounts.models import Role

    city = City()
    path = tmp_path / "daftar.csv"
    path.write_bytes(list_file(3).read())
    page = plain_page
    sign_in(page, city.user(Role.OPERATOR))
    page.goto(live + reverse("upload_new"))
    page.get_by_label("Daftar ini dari wilayah mana?").select_option(INSIDE)
    page.get_by_label("Berkas daftar").set_input_files(path)
    page.get_by_role("button", name="Kirim dan periksa").click()
    page.get_by_role("link", name="Lanjut ke konfirmasi").click()
    page.get_by_role("button", name="Konfirmasi 3 baris").click()
    assert page.get_by_text("3 baris masuk").is_visible()
    page.context.clear_cookies()
    sign_in(page, city.user(Role.VERIFIER))
    page.goto(live + reverse("proposal_list"))
    page.locator("input[name=pilih]").first.check()
    page.get_by_role("button", name="Tolak").click()
    page.get_by_label("Sudah pindah dari kota").check()
    page.get_by_role("button", name="Tolak 1 usulan").click()
    assert page.get_by_text("1 usulan ditolak.").is_visible()
    assert page.get_by_text("2 usulan ditemukan").is_visible()


def test_a_pair_is_judged_by_one_key_and_taken_back_by_one_press(
    page: Page, live: str, sign_in: SignIn, furnished: tuple[City, dict[str, Any]]
) -> None:
    from payung.accounts.models import Role

    city, made = furnished
    sign_in(page, city.user(Role.VERIFIER, area=INSIDE))
    page.goto(live + address("pair", made))
    page.keyboard.press("2")
    page.get_by_text("Semua pasangan sudah diputuskan.").wait_for()
    page.goto(live + address("pair", made))
    page.get_by_role("button", name="Batalkan jawaban ini").click()
    page.get_by_text("Jawaban dibatalkan.").wait_for()


def test_a_refused_form_keeps_what_was_chosen(
    plain_page: Page, live: str, sign_in: SignIn, transactional_db: None
) -> None:
    from payung.accounts.models import Role

    page = plain_page
    sign_in(page, City().user(Role.OPERATOR))
    page.goto(live + reverse("upload_new"))
    page.get_by_label("Pekerja keagamaan").check()
    page.get_by_role("button", name="Kirim dan periksa").click()
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Pekerja keagamaan").is_checked()
