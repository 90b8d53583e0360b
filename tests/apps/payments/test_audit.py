"""What the auditor gets."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from payung.kernel.errors import NotAllowed
from payung.kernel.month import Month
from tests.apps.city import DECEMBER, JUNE, RATE_RP, City, nik_of
from tests.apps.payments.test_path import answers, june_list, pay

if TYPE_CHECKING:
    from payung.accounts.scope import Actor

pytestmark = pytest.mark.django_db


def paid_june(city: City, people: int = 4) -> list[int]:
    from payung.payments.services import read_answer

    ids = city.started(people)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(people))
    pay(city, chosen, people * RATE_RP)
    return ids


def note(actor: Actor, person: int, kind: str, on: date, known: datetime) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import LifeFact

    with acting_as(actor):
        LifeFact.objects.create(
            person_id=person, kind=kind, happened_on=on, source="uji", reported_by="uji",
            known_at=known,
        )  # fmt: skip


def test_paid_after_a_death_tells_when_the_city_knew(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.audit.paid_after import paid_after_facts

    jakarta = ZoneInfo("Asia/Jakarta")
    late, early, in_june, _ = paid_june(city)
    note(city.operator, late, "meninggal", date(2025, 5, 3), datetime(2025, 8, 1, tzinfo=jakarta))
    note(city.operator, early, "pindah", date(2025, 5, 3), datetime(2025, 5, 9, tzinfo=jakarta))
    note(
        city.operator, in_june, "meninggal", date(2025, 6, 2), datetime(2025, 6, 3, tzinfo=jakarta)
    )
    with acting_as(city.operator) as actor:
        found = {f.person_id: f for f in paid_after_facts(actor)}
    assert set(found) == {late, early}  # the month of the death itself is owed
    assert (found[late].months, found[late].after_known, found[late].amount_rp) == (1, 0, RATE_RP)
    assert found[early].after_known == 1


def pack(city: City, **changes: Any) -> bytes:
    from payung.accounts.models import Role
    from payung.payments.audit.pack import audit_pack

    facts: dict[str, Any] = {
        "actor": city.actor(Role.AUDITOR), "programme": "UJI", "first": JUNE, "last": DECEMBER,
        "seed": 7, "sample": 2,
    }  # fmt: skip
    return audit_pack(**(facts | changes))


def test_the_pack_holds_every_step_with_its_hash_and_is_the_same_each_time(city: City) -> None:
    import hashlib

    paid_june(city)
    content = pack(city)
    assert pack(city) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    for line in texts["hash.txt"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(texts[name]).hexdigest() == digest
    assert len(texts["sampel.csv"].decode().splitlines()) == 3
    assert len(texts["buku-besar.csv"].decode().splitlines()) == 1 + 4 * 2 * (7 + 4)
    assert not any(nik_of(0).encode() in text for text in texts.values())


def test_a_name_that_looks_like_a_formula_is_made_harmless(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import Person

    person, *_ = paid_june(city)
    with acting_as(city.operator):
        Person.objects.filter(pk=person).update(name="=1+1")
    with zipfile.ZipFile(io.BytesIO(pack(city))) as archive:
        assert ";'=1+1;" in archive.read("jawaban-bpjs.csv").decode()


def test_the_pack_is_for_auditors_and_operators(city: City) -> None:
    paid_june(city)
    with pytest.raises(NotAllowed):
        pack(city, actor=city.finance)
    assert pack(city, first=Month.of(2025, 7))


def test_the_auditor_downloads_the_pack_and_others_are_refused(city: City, client: Any) -> None:
    from django.urls import reverse

    from payung.accounts.models import Role

    paid_june(city)
    backend = "django.contrib.auth.backends.ModelBackend"
    wanted = {"dari": "2025-06", "sampai": "2025-12", "sampel": "2", "benih": "7"}
    for role, status in ((Role.AUDITOR, 200), (Role.FINANCE, 403)):
        client.force_login(city.user(role), backend=backend)
        assert client.get(reverse("audit")).status_code == status
        assert client.get(reverse("audit_pack", args=["UJI"])).status_code == status
        assert client.post(reverse("audit_pack", args=["UJI"]), wanted).status_code == status
