"""Reports by name and place: no search, nothing told back, matched by an office, seen by both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from payung.kernel.errors import Conflict, OutOfArea
from tests.apps.claims.family import DIED, KELURAHAN, TODAY, Mourning
from tests.apps.pages import sign_in

if TYPE_CHECKING:
    from django.test import Client

    from payung.claims.models import NamedReport
    from tests.apps.city import City

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "WARGA 00000", "SITI TIDAK ADA"


def filled(name: str, kind: str = "meninggal") -> dict[str, str]:
    return {
        "id": str(uuid4()), "kejadian": kind, "nama": name, "kelurahan": KELURAHAN[0],
        "tinggal": "dekat pasar", "keterangan": "di rumah", "hp": "",
        "tanggal_hari": "14", "tanggal_bulan": "10", "tanggal_tahun": "2025",
    }  # fmt: skip


def told(
    mourning: Mourning, name: str = KNOWN, kind: str = "meninggal", **more: Any
) -> NamedReport:
    """By an RT head of another kelurahan, who can't see the person."""
    from payung.accounts.models import Role
    from payung.claims.models import NamedKind
    from payung.claims.named.services import NamedLine, report_by_name

    teller = mourning.city.actor(Role.RT, "rt-lain", KELURAHAN[1])
    line = NamedLine(
        id=more.pop("id", uuid4()), kind=NamedKind(kind), name=name, lives="dekat pasar",
        happened_on=DIED, area=more.pop("area", KELURAHAN[0]), **more,
    )  # fmt: skip
    return report_by_name(actor=teller, line=line, today=TODAY)


def bare(page: str) -> str:
    """A page without what differs from report to report."""
    return re.sub(r"[0-9a-f-]{36}|name=.csrfmiddlewaretoken.[^>]*|nonce-\S+|\d\d\.\d\d", "", page)


def test_known_and_unknown_names_get_the_same_answer_in_every_state(
    client: Client, city: City
) -> None:
    Mourning(city)
    pages = {}
    for name in (KNOWN, UNKNOWN):
        sign_in(client, city, "rt", KELURAHAN[1])
        answer = client.post(reverse("claim_named_new"), filled(name), follow=True)
        assert answer.status_code == 200 and "sedang dicocokkan" in answer.content.decode()
        pages[name] = bare(answer.content.decode()).replace(name, "")
    assert pages[KNOWN] == pages[UNKNOWN]


def test_who_tells_finds_nobody_by_it(client: Client, city: City) -> None:
    mourning = Mourning(city)
    named = told(mourning)
    sign_in(client, city, "rt", KELURAHAN[1])
    assert client.get(reverse("claim_named", args=[named.pk]), {"q": "WARGA"}).status_code in (
        403,
        404,
    )
    for act in ("match", "pass", "answer"):
        sent = client.post(reverse("claim_named_act", args=[named.pk, act]), {"orang": "1"})
        assert sent.status_code == 403, act


def test_the_office_matches_and_the_event_is_seen_where_it_was_told_and_where_he_lives(
    city: City,
) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.models import Case, NamedState
    from payung.claims.named.services import match_named
    from payung.claims.telling.services import confirm_death

    mourning = Mourning(city)
    named = told(mourning)
    found = match_named(
        actor=mourning.verifier, named_id=named.pk, person_id=mourning.ids[0], today=TODAY
    )
    assert isinstance(found, Case)
    assert found.area_id == KELURAHAN[0] and found.reported_by == named.reported_by
    teller = city.actor(Role.RT, "rt-lain", KELURAHAN[1])
    with acting_as(teller):
        assert Case.objects.get(pk=found.pk).state == "dilaporkan"
        named.refresh_from_db()
        assert named.state == NamedState.ANSWERED and named.answer
    confirm_death(actor=mourning.verifier, case_id=found.pk, today=TODAY)
    assert mourning.fresh(found).state == "dipastikan"


def test_nobody_matches_a_report_twice_and_no_other_area_sees_it(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.claims.named.selectors import get_named
    from payung.claims.named.services import match_named

    mourning = Mourning(city)
    named = told(mourning)
    match = {"named_id": named.pk, "person_id": mourning.ids[0], "today": TODAY}
    match_named(actor=mourning.verifier, **match)
    with pytest.raises(Conflict, match="sudah dijawab"):
        match_named(actor=mourning.operator, **match)
    third = city.actor(Role.VERIFIER, "lain", KELURAHAN[2])
    with acting_as(third), pytest.raises(OutOfArea):
        get_named(third, named.pk)


def test_what_the_kelurahan_does_not_know_goes_on_to_the_city(client: Client, city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.named.selectors import to_match
    from payung.claims.named.services import pass_named_on

    mourning = Mourning(city)
    named = told(mourning, UNKNOWN)
    with acting_as(mourning.verifier):
        assert [one.pk for one in to_match(mourning.verifier)] == [named.pk]
    with acting_as(mourning.operator):
        assert not to_match(mourning.operator)
    pass_named_on(actor=mourning.verifier, named_id=named.pk)
    with acting_as(mourning.operator):
        assert [one.pk for one in to_match(mourning.operator)] == [named.pk]
    sign_in(client, city, "operator")
    page = client.get(reverse("claim_named", args=[named.pk]), {"q": "WARGA"}).content.decode()
    assert "Siapa yang dimaksud?" not in page or "WARGA" in page


@pytest.mark.parametrize("kind", ["meninggal", "kecelakaan", "pindah"])
def test_the_same_line_twice_is_one_report(city: City, kind: str) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.models import NamedReport
    from payung.claims.named.services import match_named

    mourning = Mourning(city)
    same = uuid4()
    named = told(mourning, kind=kind, id=same, what="Kota Palembang")
    told(mourning, kind=kind, id=same, what="Kota Palembang")
    with acting_as(mourning.operator):
        assert NamedReport.objects.count() == 1
    match_named(actor=mourning.operator, named_id=named.pk, person_id=mourning.ids[0], today=TODAY)
    with acting_as(mourning.operator):
        named.refresh_from_db()
        assert bool(named.change_id) == (kind == "pindah")


def test_the_teller_takes_back_what_nobody_has_answered(city: City) -> None:
    from payung.accounts.models import Role
    from payung.claims.named.services import match_named, withdraw_named

    mourning = Mourning(city)
    named = told(mourning)
    withdraw_named(actor=city.actor(Role.RT, "rt-lain", KELURAHAN[1]), named_id=named.pk)
    with pytest.raises(Conflict):
        match_named(
            actor=mourning.verifier, named_id=named.pk, person_id=mourning.ids[0], today=TODAY
        )
