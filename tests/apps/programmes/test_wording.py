"""The city's own words for its decrees: in versions, checked, and kept as they were signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from payung.kernel.errors import BadInput
from tests.apps.city import CITY, City
from tests.apps.pages import sign_in
from tests.apps.programmes.test_signing import frozen, sign

if TYPE_CHECKING:
    from django.test import Client

    from payung.programmes.models import Wording

pytestmark = pytest.mark.django_db

TEXT: dict[str, Any] = {
    "subject": "Peserta {programme} Kota Kami",
    "considering": ["bahwa DPA 2026 telah disahkan;"],
    "recalling": ["Undang-Undang Nomor 40 Tahun 2004;"],
    "noting": [],
    "decisions": [["KESATU", "Menetapkan {people} orang."]],
}


def saved(city: City, kind: str = "sk", **changes: Any) -> Wording:
    from payung.programmes.models import WordingKind
    from payung.programmes.wording.services import save_wording

    return save_wording(
        actor=city.operator,
        kind=WordingKind(kind),
        text=TEXT | changes,
        reason="Saran Bagian Hukum",
    )


def words_of(city: City, decree: Any) -> Any:
    from payung.accounts.scope import acting_as
    from payung.programmes.ground.selectors import get_decree
    from payung.programmes.papers.wording import decree_text

    with acting_as(city.operator):
        return decree_text(get_decree(city.operator, decree.pk), masked=True)


def test_an_unsigned_decree_has_the_newest_words_and_a_signed_one_keeps_its_own(
    city: City,
) -> None:
    decree = frozen(city)
    assert "bahwa pekerja di luar hubungan kerja" in words_of(city, decree).considering[0]
    saved(city)
    assert words_of(city, decree).considering == ["bahwa DPA 2026 telah disahkan;"]
    assert words_of(city, decree).decisions == [("KESATU", "Menetapkan 3 orang.")]
    signed = sign(city, decree, signed_by_name="Wali Kota")
    assert saved(city, considering=["bahwa lain;"]).number == 2
    assert words_of(city, signed).considering == ["bahwa DPA 2026 telah disahkan;"]


@pytest.mark.parametrize(
    "line",
    ["{rahasia}", "{people.__class__}", "{people!r}", "{people:>10}", "{0}", "{}", "{people", "}"],
)
def test_only_known_names_stand_in_braces(city: City, line: str) -> None:
    with pytest.raises(BadInput):
        saved(city, decisions=[["KESATU", f"Menetapkan {line} orang."]])


def test_a_regency_is_signed_by_its_bupati() -> None:
    from payung.programmes.wording.services import head_of_region

    assert head_of_region("Kabupaten Batang Hari") == ("Bupati", "Batang Hari")
    assert head_of_region("Kota Jambi") == ("Wali Kota", "Jambi")


def test_a_change_of_the_annex_has_words_of_its_own(city: City) -> None:
    from payung.programmes.models import WordingKind
    from payung.programmes.wording.services import text_for

    shipped = text_for(CITY, WordingKind.CHANGE)
    assert shipped["considering"] and "{decree}" in shipped["subject"]
    with pytest.raises(BadInput, match=r"\{people\} tidak dikenal"):
        saved(city, "perubahan")
    own = saved(city, "perubahan", decisions=[["KESATU", "Mengeluarkan {leavers} peserta."]])
    assert text_for(CITY, WordingKind.CHANGE) == shipped | own.text


def test_the_page_edits_the_words_and_shows_every_version(city: City, client: Client) -> None:
    from payung.programmes.models import Wording

    sign_in(client, city, "operator")
    address = reverse("wording", args=["sk"])
    form = client.get(address).context["offer"].form
    sent = {
        name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()
    }
    sent |= {"menimbang": "bahwa satu;\nbahwa dua.", "alasan": "Saran Bagian Hukum"}
    assert client.post(address, sent | {"diktum": "tanpa titik dua"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    made = Wording.objects.get(area_id=CITY)
    assert made.text["considering"] == ["bahwa satu;", "bahwa dua."]
    assert made.text["decisions"][0][0] == "KESATU"
    sign_in(client, city, "penyetuju")
    page = client.get(f"{address}?versi=1").content.decode()
    assert "bahwa dua." in page and "Saran Bagian Hukum" in page
