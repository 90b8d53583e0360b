"""Cards handed over by list, and the share of families who know."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput
from tests.apps.city import KELURAHAN, City
from tests.apps.pages import ABOVE, BESIDE, INSIDE, sign_in
from tests.apps.payments.test_path import answers, june_list

pytestmark = pytest.mark.django_db

ON = date(2025, 7, 1)


def listed(city: City, rejected: set[int] | frozenset[int] = frozenset()) -> list[Any]:
    from payung.accounts.scope import acting_as
    from payung.payments.cards.services import cards_of, list_cards
    from payung.payments.services import read_answer

    city.started(6)
    chosen = june_list(city)
    read_answer(actor=city.operator, list_id=chosen.pk, answers=answers(6, rejected))
    list_cards(actor=city.operator, on=ON)
    with acting_as(city.operator) as actor:
        return list(cards_of(actor))


def noted(city: City, ids: list[int], **facts: Any) -> int:
    from payung.payments.cards.services import note_cards

    return note_cards(actor=city.operator, ids=ids, on=ON, **facts)


def counts(city: City) -> dict[str, tuple[int, int, int, int]]:
    from payung.accounts.scope import acting_as
    from payung.payments.cards.services import card_counts

    with acting_as(city.operator) as actor:
        return {
            one.code: (one.members, one.handed, one.undelivered, one.family_knows)
            for one in card_counts(actor)
        }


def test_whom_bpjs_accepted_gets_on_the_list_once_with_or_without_a_number(city: City) -> None:
    from payung.payments.cards.services import list_cards

    assert len(listed(city, {1})) == 5
    assert list_cards(actor=city.operator, on=ON) == 0


def test_what_became_of_each_card_and_who_knows_is_counted_by_kelurahan(city: City) -> None:
    cards = listed(city)
    first, second = (c.pk for c in cards if c.area_id == KELURAHAN[0])
    assert noted(city, [first], handed=True, family_knows=True) == 2
    with pytest.raises(BadInput, match="mengapa"):
        noted(city, [second], handed=False)
    noted(city, [second], handed=False, reason="Rumah kosong")
    assert counts(city)[KELURAHAN[0]] == (2, 1, 1, 1)
    assert noted(city, [first], handed=False, reason="salah ketik") == 0  # handed over stays
    assert noted(city, [first], family_knows=True) == 0
    noted(city, [second], handed=True)
    assert counts(city)[KELURAHAN[0]] == (2, 2, 0, 1)


def test_nothing_chosen_is_told_and_changes_nothing(city: City) -> None:
    cards = listed(city)
    with pytest.raises(BadInput, match="Pilih paling sedikit"):
        noted(city, [], handed=True)
    with pytest.raises(BadInput, match="Pilih yang terjadi"):
        noted(city, [cards[0].pk])


def test_a_kelurahan_hands_over_its_own_cards_by_form_and_sees_no_others(
    city: City, client: Any
) -> None:
    cards = listed(city)
    own = [c for c in cards if c.area_id == INSIDE]
    sign_in(client, city, "verifikator", INSIDE)
    page = client.get(reverse("cards_area", args=[INSIDE])).content.decode()
    assert own[0].person.name in page
    done = client.post(
        reverse("cards_note", args=[INSIDE]),
        {"pilih": [own[0].pk], "terjadi": "diserahkan", "keluarga": "1"}, follow=True,
    )  # fmt: skip
    assert "1 orang dicatat." in done.content.decode()
    assert counts(city)[INSIDE] == (2, 1, 0, 1)
    printed = client.get(reverse("card_list", args=[INSIDE])).content.decode()
    assert own[1].person.name in printed and own[0].person.name not in printed
    sign_in(client, city, "verifikator", BESIDE)
    for name in ("cards_area", "card_list"):
        assert own[1].person.name not in client.get(reverse(name, args=[INSIDE])).content.decode()
    client.post(
        reverse("cards_note", args=[INSIDE]), {"pilih": [own[1].pk], "terjadi": "diserahkan"}
    )
    assert counts(city)[INSIDE] == (2, 1, 0, 1)


def test_the_operator_puts_new_members_on_the_list_from_the_board(city: City, client: Any) -> None:
    listed(city)
    sign_in(client, city, "operator", ABOVE)
    page = client.post(reverse("cards"), follow=True).content.decode()
    assert "0 peserta baru masuk daftar kartu." in page and "Uji 1001" in page
    sign_in(client, city, "keuangan")
    assert client.get(reverse("cards")).status_code == 403
