"""A draft that comes back, an annex that is opened before the signature and frozen anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput, Conflict
from tests.apps.city import RANKED_ON, City
from tests.apps.pages import sign_in
from tests.apps.programmes.test_signing import (
    MAY_20,
    MAY_22,
    chain_of,
    frozen,
    note_and_parafs,
    sign,
)

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import Decree, DecreeReturn

pytestmark = pytest.mark.django_db

WHY = "Dasar hukum belum lengkap"


def sent_back(city: City, decree: Decree, on: date = MAY_22) -> DecreeReturn:
    from payung.programmes.services import return_decree

    return return_decree(actor=city.operator, decree_id=decree.pk, reason=WHY, on=on)


def noted(city: City, decree: Decree, number: str = "ND/1") -> None:
    from payung.programmes.services import draft_note

    draft_note(
        actor=city.operator, decree_id=decree.pk, number=number, dated=MAY_20, sender="Kabid"
    )


def test_each_desk_returns_the_draft_and_the_chain_begins_anew(city: City) -> None:
    from payung.programmes.decrees.chain import parafs
    from payung.programmes.services import give_paraf

    chain_of(city)
    decree = frozen(city)
    with pytest.raises(Conflict, match="tidak sedang beredar"):
        sent_back(city, decree)
    noted(city, decree)
    assert sent_back(city, decree).title == "Kepala Disnaker"
    noted(city, decree, "ND/2")
    give_paraf(actor=city.operator, decree_id=decree.pk, step=1, on=MAY_22)
    back = sent_back(city, decree)
    assert (back.title, back.note_number) == ("Sekretaris Daerah", "ND/2")
    assert [one["given_on"] for one in back.initials] == [MAY_22.isoformat(), ""]
    assert not parafs(decree).exists()
    with pytest.raises(Conflict, match="Nota dinas belum dibuat"):
        sign(city, decree)
    note_and_parafs(city, decree)
    assert sent_back(city, decree).title == "Wali Kota"  # whoever should sign may return it, too
    note_and_parafs(city, decree)
    assert sign(city, decree).number == "1/UJI"
    with pytest.raises(Conflict):
        sent_back(city, decree)


@pytest.mark.parametrize(
    ("reason", "on", "words"),
    [(WHY, date(2025, 5, 19), "Tanggal kembali"), ("tdk", MAY_22, "alasannya")],
)
def test_a_return_has_a_reason_and_a_day_after_the_note(
    city: City, reason: str, on: date, words: str
) -> None:
    from payung.programmes.services import return_decree

    chain_of(city)
    decree = frozen(city)
    noted(city, decree)
    with pytest.raises(BadInput, match=words):
        return_decree(actor=city.operator, decree_id=decree.pk, reason=reason, on=on)


def reopened(city: City, decree: Decree) -> None:
    from payung.programmes.services import reopen_decree

    reopen_decree(actor=city.operator, decree_id=decree.pk, reason="Nama salah tulis")


def unsigned(city: City) -> int:
    """How many decrees the operator's list says wait for a signature."""
    from payung.accounts.scope import acting_as
    from payung.programmes.navigation import todo

    with acting_as(city.operator) as actor:
        return next(item.count for item in todo(actor) if "tanda tangan" in str(item.label))


def again(city: City) -> Decree:
    """A new ranking of the opened programme, approved and frozen."""
    from payung.programmes import services

    selection = services.rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    services.approve_selection(actor=city.approver, selection_id=selection.pk)
    return services.freeze_decree(
        actor=city.operator, selection_id=selection.pk, on=RANKED_ON
    )  # fmt: skip


def test_an_opened_annex_takes_a_new_ranking_and_keeps_what_changed(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.decrees.history import annex_change
    from payung.programmes.services import set_quotas
    from payung.registry.models import Person
    from tests.apps.payments.test_checks import fact

    decree = frozen(city)
    before = decree.annex_sha256
    with acting_as(city.operator):
        _first, second, third = decree.members.order_by("person_id").values_list(
            "person_id", flat=True
        )
        Person.objects.filter(pk=second).update(name="NAMA YANG BENAR")
    [new] = city.people(1, start=10)
    fact(city, third, "pindah", date(2025, 5, 10))
    reopened(city, decree)
    with pytest.raises(Conflict, match="Bekukan dulu"):
        sign(city, decree)
    decree.refresh_from_db()
    version = decree.programme.version
    set_quotas(actor=city.operator, programme="UJI", version=version, quotas={})  # no dead end
    anew = again(city)
    assert anew.replaces == decree and anew.annex_sha256 != before
    assert unsigned(city) == 1  # the replaced draft waits for nobody
    with acting_as(city.operator):
        change = annex_change(anew)
        assert decree.members.count() == 3  # the draft of before is kept as it was
    assert change is not None
    assert (change.joined, change.left, change.corrected) == ({new}, {third}, {second})
    assert sign(city, anew).number == "1/UJI"
    with pytest.raises(Conflict, match="belum ditandatangani"):
        reopened(city, anew)


def test_the_same_ranking_needs_its_approval_once_more(city: City) -> None:
    from payung.programmes import services

    decree = frozen(city)
    reopened(city, decree)
    freeze = {"actor": city.operator, "selection_id": decree.selection_id, "on": RANKED_ON}
    with pytest.raises(Conflict, match="belum disetujui"):
        services.freeze_decree(**freeze)
    services.approve_selection(actor=city.approver, selection_id=decree.selection_id)
    assert services.freeze_decree(**freeze).state == "beku"


def test_the_pages_return_and_open_a_draft_and_tell_its_way(city: City, client: Client) -> None:
    chain_of(city)
    decree = frozen(city)
    noted(city, decree)
    sign_in(client, city, "operator")
    home = reverse("decree", args=[decree.pk])
    page = client.get(home).content.decode()
    assert "Konsep ada di meja Kepala Disnaker" in page
    day = {"tanggal_hari": "22", "tanggal_bulan": "5", "tanggal_tahun": "2025"}
    sent = client.post(reverse("decree_return", args=[decree.pk]), {**day, "alasan": WHY})
    assert sent.status_code == 302
    assert f"Dikembalikan Kepala Disnaker: {WHY}" in client.get(home).content.decode()
    opened = client.post(reverse("decree_reopen", args=[decree.pk]), {"alasan": "Nama salah"})
    assert opened.status_code == 302
    page = client.get(home).content.decode()
    assert "Lampiran dibuka lagi" in page and "Ditarik kembali: Nama salah" in page
    again_approved = client.get(reverse("selection", args=[decree.selection_id]))
    assert again_approved.status_code == 200
