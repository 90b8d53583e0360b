"""One's own account, and who else works in an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.apps.city import City
from tests.apps.pages import INSIDE, sign_in

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
OLD, NEW = "kata sandi uji", "payung biru di pasar"


def test_a_new_password_needs_the_old_one_and_keeps_one_signed_in(
    client: Client, city: City
) -> None:
    from payung.accounts.models import Role
    from payung.audit.models import Entry

    sign_in(client, city, "operator")
    wrong = client.post(reverse("profile"), {"lama": "lain", "baru": NEW, "ulang": NEW})
    assert wrong.status_code == 422
    assert "Kata sandi sekarang salah" in wrong.content.decode()
    unequal = client.post(reverse("profile"), {"lama": OLD, "baru": NEW, "ulang": "lain sekali"})
    assert "Kedua kata sandi baru tidak sama" in unequal.content.decode()
    done = client.post(reverse("profile"), {"lama": OLD, "baru": NEW, "ulang": NEW}, follow=True)
    assert "Kata sandi diganti." in done.content.decode()
    assert city.user(Role.OPERATOR).check_password(NEW)
    assert Entry.objects.filter(action="accounts.change_password").count() == 1


def test_a_short_password_is_refused(client: Client, city: City) -> None:
    sign_in(client, city, "operator")
    answer = client.post(reverse("profile"), {"lama": OLD, "baru": "pendek", "ulang": "pendek"})
    assert answer.status_code == 422


def test_the_accounts_of_an_area_are_for_its_operator(client: Client, city: City) -> None:
    from payung.accounts.models import Role

    city.user(Role.VERIFIER, area=INSIDE)
    sign_in(client, city, "operator")
    names = [user.username for user in client.get(reverse("account_list")).context["page"]]
    assert f"verifikator-{INSIDE}" in names
    listed = client.get(reverse("account_list"), {"peran": "verifikator"})
    (user,) = listed.context["page"]
    assert f'href="{reverse("account", args=[user.pk])}"' in listed.content.decode()
    sign_in(client, city, "verifikator", INSIDE)
    assert client.get(reverse("account_list")).status_code == 403
