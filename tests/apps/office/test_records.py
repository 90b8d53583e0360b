"""What a city knows of itself: dated, mended by newer records, kept by who answers for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from payung.accounts.models import Role
from payung.accounts.scope import acting_as
from payung.audit.models import Entry
from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea, Stale
from payung.office import exchange, services
from payung.office.kinds import KINDS
from payung.office.models import Record
from payung.office.selectors import current, history
from tests.apps.pages import INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.accounts.scope import Actor
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
SINCE = date(2025, 1, 2)
OFFICE = {"nama": "Dinas Sosial", "kop": "DINAS SOSIAL", "alamat": "Jalan Uji 1"}


@pytest.fixture
def admin(city: City) -> Actor:
    return city.actor(Role.ADMIN)


def added(actor: Actor, **told: Any) -> Record:
    return services.add(
        actor=actor, kind="kantor", told=OFFICE | told, source="SK uji", since=SINCE
    )


def mended(actor: Actor, one: Record, reason: str = "pindah alamat") -> Record:
    told = OFFICE | {"alamat": "Jalan Uji 2"}
    return services.mend(
        actor=actor, record_id=one.pk, told=told, source="SK baru", since=SINCE, reason=reason
    )


def test_a_mending_is_a_newer_record_and_the_older_stays(admin: Actor) -> None:
    first = added(admin)
    second = mended(admin, first)
    assert current("kantor").get(key="dinas-sosial") == second
    assert list(history("kantor", "dinas-sosial")) == [second, first]
    assert {"office.add", "office.mend"} <= set(Entry.objects.values_list("action", flat=True))


def test_a_mending_says_why_and_is_done_once(admin: Actor) -> None:
    first = added(admin)
    with pytest.raises(BadInput):
        mended(admin, first, reason=" ")
    mended(admin, first)
    with pytest.raises(Stale):
        mended(admin, first)


def test_what_is_withdrawn_holds_no_more(admin: Actor) -> None:
    first = added(admin)
    services.withdraw(actor=admin, record_id=first.pk, reason="dibubarkan")
    assert not current("kantor").filter(key="dinas-sosial").exists()
    assert history("kantor", "dinas-sosial").count() == 2


def test_the_same_thing_is_not_noted_twice(admin: Actor) -> None:
    added(admin)
    with pytest.raises(Conflict):
        added(admin)


@pytest.mark.parametrize(
    "told",
    [{"nama": ""}, {"alamat": None}, {"lain": "x"}],
    ids=["no name", "no address", "strange"],
)
def test_what_does_not_fit_its_kind_is_refused(admin: Actor, told: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        added(admin, **told)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_kept_by_who_answers_for_it_and_nobody_else(city: City, kind: str) -> None:
    for role in (r for r in Role if r not in (*KINDS[kind].roles, Role.SYSTEM)):
        with pytest.raises(NotAllowed):
            services.add(
                actor=city.actor(role), kind=kind, told={}, source="uji", since=SINCE
            )  # fmt: skip


def test_only_who_works_for_the_whole_city_keeps_its_records(city: City) -> None:
    with pytest.raises(OutOfArea):
        added(city.actor(Role.OPERATOR, "lurah", INSIDE))


@pytest.mark.parametrize(
    "statement", ["UPDATE office_record SET key = 'x'", "DELETE FROM office_record"]
)
def test_nothing_is_overwritten_or_deleted(admin: Actor, statement: str) -> None:
    with (
        pytest.raises(Exception, match="permission denied"),
        acting_as(admin),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_row_is_written_only_by_somebody_who_acts(admin: Actor) -> None:
    first = added(admin)
    first.pk, first.key = None, "lain"
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        first.save(force_insert=True)


def test_a_second_city_begins_with_the_first_ones_file(city: City, admin: Actor) -> None:
    added(admin)
    told = exchange.export().encode()
    assert exchange.take_over(actor=admin, content=told) == (0, 0)
    changed = told.replace(b"Jalan Uji 1", b"Jalan Uji 9")
    assert exchange.take_over(actor=admin, content=changed) == (0, 1)
    assert current("kantor").get(key="dinas-sosial").told["alamat"] == "Jalan Uji 9"


@pytest.mark.parametrize(
    "content", [b"", b"a: 1", b"\xff\xfe", b"payung_kota: 2\ncatatan: {}", b"- x",
                b"payung_kota: 1\ncatatan: {aneh: [{key: a, sejak: 2025-01-01, sumber: x}]}"],
)  # fmt: skip
def test_what_is_no_file_of_a_city_is_refused(admin: Actor, content: bytes) -> None:
    before = Record.objects.count()
    with pytest.raises(BadInput):
        exchange.take_over(actor=admin, content=content)
    assert Record.objects.count() == before


class TestThePages:
    def test_readiness_says_what_is_missing_and_leads_to_it(
        self, client: Client, city: City
    ) -> None:
        sign_in(client, city, "operator")
        page = client.get(reverse("readiness")).content.decode()
        assert "Hari libur daerah" in page and "Belum ada" in page
        assert reverse("office_kind", args=["libur"]) in page

    def test_a_record_is_added_and_mended_by_the_pages_alone(
        self, client: Client, city: City
    ) -> None:
        sign_in(client, city, "admin")
        told = OFFICE | {
            "sumber": "SK uji", "sejak_hari": "2", "sejak_bulan": "1", "sejak_tahun": "2025",
        }  # fmt: skip
        page = client.post(reverse("office_add", args=["kantor"]), told, follow=True)
        assert "Dinas Sosial" in page.content.decode()
        one = current("kantor").get(key="dinas-sosial")
        mend = reverse("office_mend", args=["kantor", one.pk])
        assert client.post(mend, told).status_code == 422
        done = client.post(
            mend, told | {"alamat": "Jalan Uji 3", "alasan": "pindah"}, follow=True
        ).content.decode()
        assert "Jalan Uji 3" in done and "Jalan Uji 1" in done and "pindah" in done

    def test_who_does_not_answer_for_a_kind_sees_no_form(self, client: Client, city: City) -> None:
        sign_in(client, city, "keuangan")
        assert (
            reverse("office_add", args=["kantor"])
            not in client.get(reverse("office_kind", args=["kantor"])).content.decode()
        )
        assert (
            reverse("office_add", args=["rekening"])
            in client.get(reverse("office_kind", args=["rekening"])).content.decode()
        )

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_kind_has_its_page(self, client: Client, city: City, kind: str) -> None:
        sign_in(client, city, "operator")
        page = client.get(reverse("office_kind", args=[kind]))
        assert page.status_code == 200
        for one in current(kind):
            assert reverse("office_record", args=[kind, one.pk]) in page.content.decode()
