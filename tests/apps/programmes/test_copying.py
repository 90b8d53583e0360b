"""Next year's programme from this year's, in which who is a member goes first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.month import Month
from tests.apps.city import City
from tests.apps.pages import sign_in
from tests.apps.payments.test_exchange import answers

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import Programme

pytestmark = pytest.mark.django_db


def copied(city: City, **changes: object) -> Programme:
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import get_programme
    from payung.programmes.scheme.copying import copied_terms, copy_programme

    with acting_as(city.operator):
        terms = copied_terms(get_programme(city.operator, "UJI"))
    return copy_programme(actor=city.operator, source="UJI", **terms | {"code": "UJI-26"} | changes)


def test_a_copy_is_a_whole_year_with_rules_quotas_and_the_ceiling_in_proportion(
    city: City,
) -> None:
    old = city.programme(ceiling_rp=700_000)
    new = copied(city)
    assert (new.fiscal_year, new.first_month, new.last_month) == (
        2026, Month.of(2026, 1), Month.of(2026, 12),
    )  # fmt: skip
    assert new.ceiling_rp == 1_200_000  # seven months became twelve
    quotas = new.quotas.values_list("area_id", "places")
    assert dict(quotas) == dict(old.quotas.values_list("area_id", "places"))
    assert new.criteria["criteria"] == old.criteria["criteria"]
    assert "lanjut" in {line["rule"] for line in new.criteria["priority"]}
    assert new.accounts == old.accounts


def test_members_go_before_the_new_who_would_have_more_points(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.payments.services import make_list, read_answer
    from payung.programmes import services
    from payung.programmes.ranking.consequence import consequence

    poor = {"income_rp": 500_000}  # points for a low income, which the members don't get
    members = city.people(2, income_rp=2_000_000)
    city.programme(headcount=2)
    city.decree()
    city.partnership()
    december = make_list(
        actor=city.operator, programme="UJI", month=Month.of(2025, 12), on=date(2025, 12, 1)
    )
    read_answer(actor=city.operator, list_id=december.pk, answers=answers(2))
    city.people(2, start=10, **poor)
    copied(city, headcount=3)
    selection = services.rank(actor=city.operator, programme="UJI-26", on=date(2025, 12, 10))
    with acting_as(city.operator) as actor:
        inside = selection.ranked.filter(outcome="masuk").order_by("rank")
        people = list(inside.values_list("person_id", flat=True))
        assert set(members) < set(people)
        reasons = selection.ranked.get(person_id=members[0])
        effect = consequence(actor, selection)
    assert reasons.facts["continuing"]
    assert set(effect.stay) == set(members) and (len(effect.new), len(effect.leave)) == (1, 0)


def test_the_page_copies_and_marks_what_must_be_looked_at(city: City, client: Client) -> None:
    from payung.programmes.models import Programme

    city.people(1)
    city.programme(headcount=1)
    city.decree()
    sign_in(client, city, "operator")
    assert reverse("programme_copy", args=["UJI"]) in client.get(
        reverse("programme_detail", args=["UJI"])
    ).content.decode()  # fmt: skip
    page = client.get(reverse("programme_copy", args=["UJI"]))
    form = page.context["offer"].form
    assert page.content.decode().count("Periksa untuk tahun baru.") == 8
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent |= {"kode": "UJI-26", "versi": ""}
    answer = client.post(
        reverse("programme_copy", args=["UJI"]), {k: v for k, v in sent.items() if v is not None}
    )
    assert answer.status_code == 302, answer.context["offer"].form.errors
    assert Programme.objects.get(pk="UJI-26").fiscal_year == 2026
