"""The field that offers areas: what lies in the actor's area, and nothing beside it."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from payung.areas.forms import AreaField
from payung.areas.models import Area
from tests.apps.city import CITY, KELURAHAN, City

pytestmark = pytest.mark.django_db
RT = f"{KELURAHAN[0]}.-.003"


class Form(forms.Form):
    wilayah = AreaField(required=False)


def offered(area: str, chosen: str = "") -> tuple[Form, list[str]]:
    form = Form({"wilayah": chosen})
    field = form.fields["wilayah"]
    assert isinstance(field, AreaField)
    field.offer(area, chosen=chosen)
    flat = [
        code
        for code, label in field.choices
        for code in ([c for c, _name in label] if isinstance(label, list) else [code])
    ]
    return form, flat


@pytest.fixture
def rt(city: City) -> Area:
    return Area.objects.create(
        code=RT, kind="rt", name="RT 003", parent_id=KELURAHAN[0], valid_from=date(2000, 1, 1)
    )


def test_a_city_offers_itself_its_kecamatan_and_kelurahan_but_no_rt(rt: Area) -> None:
    _form, codes = offered(CITY)
    assert set(codes) == {CITY, "15.71.01", "15.71.07", *KELURAHAN}


def test_a_kelurahan_offers_itself_and_its_rt(rt: Area) -> None:
    assert offered(KELURAHAN[0])[1] == [KELURAHAN[0], RT]
    assert offered(RT)[1] == [RT]


def test_an_rt_in_the_address_of_a_city_is_understood_and_shown(rt: Area) -> None:
    form, codes = offered(CITY, chosen=RT)
    assert RT in codes
    assert form.is_valid()


@pytest.mark.parametrize("code", [KELURAHAN[1], CITY, "15.71.01", "15.71.01.1001x", "'"])
def test_an_area_beside_or_above_is_no_choice(rt: Area, code: str) -> None:
    form, codes = offered(KELURAHAN[0], chosen=code)
    assert code not in codes
    assert not form.is_valid()
