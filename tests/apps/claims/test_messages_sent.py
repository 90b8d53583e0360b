"""A family is told each stage once by each way; mail goes out with it, and no NIK ever does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput
from tests.apps.claims.family import Mourning

if TYPE_CHECKING:
    from tests.apps.city import City

pytestmark = pytest.mark.django_db


def tell(mourning: Mourning, case: Any, way: str, **more: str) -> bool:
    from payung.claims.models import MessageWay
    from payung.claims.open.messaging import note_message

    made: bool = note_message(actor=mourning.operator, case_id=case.pk, way=MessageWay(way), **more)
    return made


def test_a_stage_is_told_once_by_each_way(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.claims.open.messaging import sent_messages

    mourning = Mourning(city)
    case = mourning.confirmed()
    told = [tell(mourning, case, "wa", to="0812"), tell(mourning, case, "wa", to="0812"),
            tell(mourning, case, "telepon", said="Terima kasih.")]  # fmt: skip
    assert told == [True, False, True]
    with acting_as(mourning.operator):
        assert [one.detail for one in sent_messages(case)] == ["Terima kasih.", ""]


def test_mail_is_sent_once_and_only_where_the_city_has_a_way(
    city: City, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from django.core import mail

    mourning = Mourning(city)
    case = mourning.confirmed()
    settings.EMAIL_HOST = ""
    with pytest.raises(BadInput, match="Surel belum bisa"):
        tell(mourning, case, "surel", to="keluarga@example.org")
    settings.EMAIL_HOST = "smtp.example.org"
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            tell(mourning, case, "surel", to="keluarga@example.org")
    assert [one.to for one in mail.outbox] == [["keluarga@example.org"]]


def test_a_nik_is_neither_sent_nor_kept(city: City) -> None:
    mourning = Mourning(city)
    case = mourning.confirmed()
    with pytest.raises(BadInput, match="NIK"):
        tell(mourning, case, "wa", said="NIK saya 1571 0101 0180 9001")
