"""A connection that breaks at a random moment: nothing that was typed is lost, nothing is doubled.

Each request is cut before it reaches the server, or its answer is cut after the server has acted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City, nik_of
from tests.apps.pages import INSIDE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from payung.accounts.models import User

SignIn = Callable[["Page", "User"], None]
RT = f"{INSIDE}.-.001"
FASTER = "const later = window.setTimeout; window.setTimeout = (f, t) => later(f, t / 50);"
"""The page's own pauses, shortened: what is tested is that it comes again, not when."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone whose console may complain of the connections that are cut here."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="id-ID")
    yield context.new_page()
    context.close()


@pytest.fixture
def rt_head(transactional_db: None) -> User:
    from payung.accounts.models import Role
    from payung.areas.models import Area

    city = City()
    Area.objects.create(
        code=RT, kind="rt", name="RT 001", parent_id=INSIDE, valid_from=date(2000, 1, 1)
    )
    user: User = city.user(Role.RT, area=RT)
    return user


def cutting(chance: random.Random) -> Callable[[Route], None]:
    """Cuts half of what is sent: the request itself, or the answer to it."""

    def handle(route: Route) -> None:
        if route.request.method != "POST" or chance.random() < 0.5:
            route.continue_()
        elif chance.random() < 0.5:
            route.abort("connectionreset")
        else:
            route.fetch(max_redirects=0)
            route.abort("connectionreset")

    return handle


def enter(page: Page, live: str, number: int) -> None:
    page.goto(live + reverse("worker_new"))
    page.get_by_label("NIK").fill(nik_of(number))
    page.get_by_label("Nama", exact=True).fill(f"WARGA UJI {number}")
    page.get_by_label("Tempat lahir").fill("Jambi")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Alamat").fill("Lorong Damai 4")
    page.get_by_label("Nama ibu kandung").fill("AMINAH")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Pekerjaan").fill("tukang ojek")
    page.get_by_label("Bekerja di mana?").fill("pangkalan pasar")
    page.get_by_role("button", name="Usulkan pekerja ini").click()
    page.get_by_text("sedang dicocokkan").first.wait_for()


@pytest.mark.parametrize("workers", [4, pytest.param(60, marks=pytest.mark.long)])
def test_workers_arrive_once_however_often_the_connection_breaks(
    page: Page, live: str, sign_in: SignIn, rt_head: User, workers: int
) -> None:
    from payung.accounts.scope import acting_as, actor_of
    from payung.verification.models import Proposal

    sign_in(page, rt_head)
    page.add_init_script(FASTER)
    page.route("**/usulan/**", cutting(random.Random(workers)))
    for number in range(workers):
        enter(page, live, number)
    with acting_as(actor_of(rt_head)):
        told = Proposal.objects.values_list("person__name", "person__address")
        assert sorted(told) == sorted((f"WARGA UJI {n}", "Lorong Damai 4") for n in range(workers))


def test_what_is_not_kept_is_not_said_to_be(
    page: Page, live: str, sign_in: SignIn, rt_head: User
) -> None:
    sign_in(page, rt_head)
    page.add_init_script(FASTER)
    page.goto(live + reverse("worker_new"))
    with page.expect_response(lambda answer: "simpan" in answer.url):
        page.get_by_label("NIK").fill(nik_of(1))
        page.get_by_label("Nama", exact=True).focus()
    page.get_by_text("Tersimpan").wait_for()
    page.route("**/simpan/", lambda route: route.abort("connectionreset"))
    page.get_by_label("Nama", exact=True).fill("SULASTRI")
    page.get_by_label("Tempat lahir").focus()
    page.get_by_text("Belum tersimpan").wait_for()
    page.unroute("**/simpan/")
    page.get_by_text("Tersimpan").wait_for()


def test_a_report_of_a_death_that_is_cut_is_sent_once(
    page: Page, live: str, sign_in: SignIn, transactional_db: None
) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.models import EventReport
    from tests.apps.claims.family import Mourning

    mourning = Mourning(City(), paid_to=10)
    sign_in(page, mourning.city.user(Role.RT, "rt", INSIDE))
    page.add_init_script(FASTER)
    page.goto(live + reverse("claim_report", args=[mourning.ids[0], "kematian"]))
    for part, value in (("hari", "1"), ("bulan", "10"), ("tahun", "2025")):
        page.locator(f"[name=tanggal_{part}]").fill(value)
    page.get_by_label("Tidak", exact=True).check()
    times = iter(("after", "before", "through"))

    def cut(route: Route) -> None:
        when = next(times) if route.request.method == "POST" else "through"
        if when == "through":
            route.continue_()
            return
        if when == "after":
            route.fetch(max_redirects=0)
        route.abort("connectionreset")

    page.route("**/lapor/**", cut)
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_role("heading", name="Laporan diterima").wait_for()
    with acting_as(mourning.operator):
        assert EventReport.objects.count() == 1


def test_a_report_waits_for_the_network(
    page: Page, live: str, sign_in: SignIn, transactional_db: None
) -> None:
    from payung.accounts.models import Role
    from tests.apps.claims.family import Mourning

    mourning = Mourning(City(), paid_to=10)
    sign_in(page, mourning.city.user(Role.RT, "rt", INSIDE))
    page.goto(live + reverse("claim_report", args=[mourning.ids[0], "kematian"]))
    for part, value in (("hari", "1"), ("bulan", "10"), ("tahun", "2025")):
        page.locator(f"[name=tanggal_{part}]").fill(value)
    page.get_by_label("Tidak", exact=True).check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_text("Jaringan terputus atau lambat").wait_for()
    page.context.set_offline(False)
    page.get_by_role("heading", name="Laporan diterima").wait_for()
