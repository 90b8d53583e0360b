"""Families of members: asked of members only, sealed, one birth for one child."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, Conflict, OutOfArea
from tests.apps.city import CITY, KELURAHAN, City

if TYPE_CHECKING:
    from payung.registry.family import FamilyTold, ToldChild
    from payung.registry.models import FamilySheet

pytestmark = pytest.mark.django_db
ON = date(2025, 7, 1)


def child(name: str = "Aisyah", born: date = date(2015, 3, 2), stage: str = "SD4") -> ToldChild:
    from payung.registry.family import ToldChild

    return ToldChild(name=name, birth_date=born, stage=stage)


def told(**changes: Any) -> FamilyTold:
    from payung.registry.family import FamilyTold
    from payung.registry.models import MaritalState

    facts: dict[str, Any] = {
        "marital": MaritalState.MARRIED,
        "notice_on": ON,
        "spouse_name": "Siti Uji",
        "spouse_birth_date": date(1985, 1, 1),
        "marital_paper": "Buku nikah 12/2010",
        "children_told": 1,
        "children": [child()],
    }
    return FamilyTold(**(facts | changes))


def saved(city: City, person: int, **changes: Any) -> FamilySheet:
    from payung.programmes.families.services import save_family

    return save_family(actor=city.operator, person_id=person, told=told(**changes), on=ON)


def test_a_family_is_kept_for_a_member_and_nobody_else(city: City) -> None:
    members = city.started(3)
    (stranger,) = city.people(1, start=10)
    assert saved(city, members[0]).version == 1
    with pytest.raises(BadInput, match="hanya untuk peserta"):
        saved(city, stranger)


def test_the_database_holds_no_name_and_no_birth_date_of_a_family(city: City) -> None:
    from django.db import connection

    from payung.accounts.scope import acting_as

    members = city.started(3)
    saved(city, members[0])
    with acting_as(city.operator), connection.cursor() as cursor:
        cursor.execute(
            "SELECT s::text || c::text FROM registry_familysheet s"
            " JOIN registry_sheetchild c ON c.sheet_id = s.id"
        )
        (text,) = cursor.fetchone()
    plain = (b"Siti Uji", b"Aisyah", b"2015-03-02", b"Buku nikah")
    assert not any(word.hex() in text or word.decode() in text for word in plain)


@pytest.mark.parametrize(
    ("children", "sentence"),
    [
        ([("Aisyah", date(2015, 3, 2)), ("AISYAH", date(2016, 3, 2))], "dua tanggal lahir"),
        ([("Aisyah", date(2015, 3, 2)), ("aisyah", date(2015, 3, 2))], "tertulis dua kali"),
        ([("Aisyah", date(2030, 3, 2))], "masa depan"),
        ([(" ", date(2015, 3, 2))], "Nama anak belum diisi"),
    ],
)
def test_a_child_has_one_name_and_one_birth(
    city: City, children: list[tuple[str, date]], sentence: str
) -> None:
    members = city.started(3)
    with pytest.raises(BadInput, match=sentence):
        saved(city, members[0], children_told=3, children=[child(*c) for c in children])


def test_twins_are_two_children(city: City) -> None:
    from payung.accounts.scope import acting_as

    members = city.started(3)
    twins = [child("Hasan"), child("Husein")]
    sheet = saved(city, members[0], children_told=2, children=twins)
    with acting_as(city.operator):
        assert sheet.children.count() == 2


def test_both_parents_name_one_birth_for_one_child(city: City) -> None:
    from payung.registry.fields import key_ring

    members = city.people(2, nkk_index=key_ring().index("kartu uji", "nkk"))
    city.programme(headcount=2)
    city.decree()
    saved(city, members[0])
    with pytest.raises(BadInput, match="tanggal lahir lain"):
        saved(city, members[1], children=[child(born=date(2016, 3, 2))])
    assert saved(city, members[1]).version == 1


def test_a_second_clerk_does_not_overwrite_the_first(city: City) -> None:
    members = city.started(3)
    saved(city, members[0])
    with pytest.raises(Conflict, match="baru diubah orang lain"):
        saved(city, members[0])
    assert saved(city, members[0], version=1).version == 2


def test_gaps_say_what_is_still_to_be_asked(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.family import gaps_of

    members = city.started(3)
    sheet = saved(city, members[0], marital_paper="", children_told=2, children=[child(stage="")])
    with acting_as(city.operator):
        assert gaps_of(sheet) == ["surat nikah", "data anak", "sekolah anak"]
        assert gaps_of(None) == ["lembar keluarga"]


def test_completeness_counts_members_and_complete_families_by_place(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.families.services import completeness

    members = city.started(6)
    saved(city, members[0])
    saved(city, members[1], marital_paper="")
    with acting_as(city.operator):
        rows = completeness(city.operator, CITY)
    found = {row.area.code: (row.members, row.told, row.complete) for row in rows}
    assert found == {KELURAHAN[0]: (2, 1, 1), KELURAHAN[1]: (2, 1, 0), KELURAHAN[2]: (2, 0, 0)}


def test_inside_and_above_open_a_family_and_beside_does_not(city: City) -> None:
    from payung.accounts.models import Role
    from payung.programmes.families.services import open_family

    members = city.started(3)
    saved(city, members[0])
    for name, area in (("dalam", KELURAHAN[0]), ("atas", "15.71.01")):
        actor = city.actor(Role.VERIFIER, name, area)
        sheet = open_family(actor=actor, person_id=members[0])
        assert sheet is not None and sheet.spouse_name.reveal() == "Siti Uji"
    with pytest.raises(OutOfArea):
        open_family(actor=city.actor(Role.RT, "sebelah", KELURAHAN[2]), person_id=members[0])


def test_the_sheet_for_the_family_says_what_since_when_and_whom_to_call(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.families.services import family_pdf
    from payung.registry.models import Person

    members = city.started(3)
    with acting_as(city.operator):
        person = Person.objects.select_related("area__parent").get(pk=members[0])
        assert family_pdf(
            actor=city.operator, person=person, on=ON, site="https://kota.example"
        ).startswith(b"%PDF-")
