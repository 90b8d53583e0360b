"""An unknown header is asked once, and remembered for the office that sends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from payung.kernel.errors import BadInput, Conflict
from tests.apps.city import KELURAHAN, City, nik_of

if TYPE_CHECKING:
    from payung.intake.models import Upload

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 15)
STRANGE = "Kode Pendataan Xyz"


def sent(city: City, number: int = 0, area: str = KELURAHAN[0]) -> Upload:
    from payung.intake.services import Incoming, check, receive

    content = (
        f"No;NIK;{STRANGE};Tanggal Lahir;Alamat;RT\n"
        f"1;{nik_of(number)};WARGA UJI {number};01-01-1980;Jalan Uji;001\n"
    )
    file = Incoming(
        id=uuid4(),
        filename=f"daftar-{number}.csv",
        content=content.encode(),
        category="rentan",
        area=area,
        sender="Kelurahan",
    )
    uploads = receive(actor=city.operator, files=[file])
    check(actor=city.operator, upload_ids=[uploads[0].pk], on=ON)
    return again(city, uploads[0])


def again(city: City, upload: Upload) -> Upload:
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload

    with acting_as(city.operator):
        return Upload.objects.get(pk=upload.pk)


def answered(city: City, upload: Upload, **answers: str) -> Any:
    from payung.intake.headers import answer_headers

    return answer_headers(
        actor=city.operator, upload_id=upload.pk, answers=answers or {STRANGE: "nama"}, on=ON
    )


def test_a_header_that_nobody_knows_is_asked_and_the_list_read_again(city: City) -> None:
    upload = sent(city)
    assert upload.unknown_headers == [STRANGE]
    assert upload.rows_tolak == 1
    answered(city, upload)
    read = again(city, upload)
    assert (read.unknown_headers, read.rows_tolak) == ([], 0)


def test_the_same_office_is_not_asked_again_and_another_one_is(city: City) -> None:
    answered(city, sent(city))
    assert sent(city, number=1).unknown_headers == []
    assert sent(city, number=2, area=KELURAHAN[2]).unknown_headers == [STRANGE]


def test_a_column_that_is_not_needed_can_be_said_so(city: City) -> None:
    upload = answered(city, sent(city), **{STRANGE: "-"})
    assert upload.unknown_headers == []
    assert upload.rows_tolak == 1


def test_an_answer_to_what_was_not_asked_is_refused(city: City) -> None:
    upload = sent(city)
    with pytest.raises(BadInput, match="tidak ada di berkas"):
        answered(city, upload, Lain="nik")
    with pytest.raises(BadInput, match="Pilih dari daftar"):
        answered(city, upload, **{STRANGE: "gaji"})


def test_a_confirmed_list_is_not_read_again(city: City) -> None:
    from payung.verification.services import confirm

    upload = answered(city, sent(city))
    confirm(actor=city.operator, upload_ids=[upload.pk])
    with pytest.raises(Conflict, match="sebelum daftar dikonfirmasi"):
        answered(city, upload)
