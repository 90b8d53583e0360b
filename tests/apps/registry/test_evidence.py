"""Evidence and deciles: who may note, who may see, and what is never guessed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, NotAllowed, OutOfArea
from tests.apps.city import KELURAHAN, City, nik_of, statements

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from payung.accounts.scope import Actor
    from payung.registry.models import Evidence

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 20)
PNG = b"\x89PNG\r\n\x1a\n gambar surat keterangan"


def verifier(city: City, area: str) -> Actor:
    from payung.accounts.models import Role

    return city.actor(Role.VERIFIER, f"petugas {area}", area)


def noted(city: City, person: int, actor: Actor | None = None, **changes: Any) -> Evidence:
    from payung.registry.evidence import Seen, note_evidence
    from payung.registry.models import EvidenceKind

    facts: dict[str, Any] = {
        "kind": EvidenceKind.WORK,
        "what": "Berjualan di pasar",
        "source": "Ketua RT 001",
        "dated": date(2025, 5, 3),
    }
    seen = Seen(**(facts | changes))
    return note_evidence(actor=actor or city.operator, person_id=person, seen=seen, on=ON)


def known(actor: Actor, person: int) -> tuple[list[str], list[str]]:
    from payung.accounts.scope import acting_as
    from payung.registry.evidence import evidence_of, missing_kinds

    with acting_as(actor):
        found = list(evidence_of(actor, [person]))
    return [e.what for e in found], [str(kind.value) for kind in missing_kinds(found)]


def test_evidence_says_what_is_still_missing(city: City) -> None:
    (person,) = city.people(1)
    noted(city, person)
    assert known(city.operator, person) == (["Berjualan di pasar"], ["identitas", "domisili"])


def test_a_scan_lies_sealed_and_is_shown_for_a_purpose(city: City, settings: Any) -> None:
    from payung.registry.evidence import fetch_evidence

    (person,) = city.people(1)
    found = noted(city, person, scan=PNG)
    raw = (settings.DATA_DIR / "berkas" / f"{found.pk}.bukti").read_bytes()
    assert b"surat keterangan" not in raw
    _, content = fetch_evidence(
        actor=city.operator, evidence_id=found.pk, purpose="verifikasi", words="memeriksa pekerjaan"
    )
    assert content == PNG
    with pytest.raises(BadInput, match="dua kata"):
        fetch_evidence(
            actor=city.operator, evidence_id=found.pk, purpose="verifikasi", words="abcde"
        )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"dated": date(2025, 6, 1)}, "masa depan"),
        ({"what": " "}, "Isi apa yang dilihat"),
        ({"scan": b"MZ program"}, "bukan PDF, JPEG, atau PNG"),
    ],
)
def test_evidence_that_can_not_be_is_refused(
    city: City, change: dict[str, Any], sentence: str
) -> None:
    (person,) = city.people(1)
    with pytest.raises(BadInput, match=sentence):
        noted(city, person, **change)


def test_a_wrong_entry_is_withdrawn_and_stays_in_the_table(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.evidence import withdraw_evidence
    from payung.registry.models import Evidence

    (person,) = city.people(1)
    found = noted(city, person)
    withdraw_evidence(actor=city.operator, evidence_id=found.pk)
    assert known(city.operator, person)[0] == []
    with acting_as(city.operator):
        assert Evidence.objects.count() == 1
    with pytest.raises(OutOfArea):
        withdraw_evidence(actor=city.operator, evidence_id=found.pk)


def test_inside_and_above_see_evidence_and_beside_does_not(city: City) -> None:
    (person,) = city.people(1)
    noted(city, person, actor=verifier(city, KELURAHAN[0]))
    assert known(verifier(city, "15.71.01"), person)[0] == ["Berjualan di pasar"]
    assert known(verifier(city, KELURAHAN[2]), person)[0] == []
    with pytest.raises(OutOfArea):
        noted(city, person, actor=verifier(city, KELURAHAN[2]))


def frame(*rows: tuple[str, str, int | None, date | None]) -> Any:
    import polars as pl

    schema = {"nik": pl.String, "id_keluarga": pl.String, "desil": pl.Int64, "tanggal": pl.Date}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def test_deciles_are_kept_with_their_vintage_and_the_newest_counts(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.welfare import decile_of, deciles, import_deciles

    first, second, third = city.people(3)
    old, new = date(2025, 1, 1), date(2025, 4, 1)
    rows = frame(
        (nik_of(0), "K-1", 3, old),
        (nik_of(0), "K-1", 5, new),
        (nik_of(1), "K-2", 11, new),
        (nik_of(2), "K-3", 2, None),
        (nik_of(777), "K-9", 1, new),
    )
    done = import_deciles(actor=city.operator, rows=rows, source="Dinsos")
    assert (done.known, done.unknown, done.unreadable) == (2, 1, 2)
    with acting_as(city.operator):
        assert deciles(city.operator) == {first: 5}
        found = decile_of(city.operator, [first])
        assert found is not None and found.family.reveal() == "K-1"
        assert decile_of(city.operator, [second]) is None
    assert third


def test_the_same_vintage_again_doubles_nothing(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.welfare import deciles, import_deciles

    first, _ = city.people(2)
    day = date(2025, 4, 1)
    for decile in (4, 6):
        import_deciles(
            actor=city.operator, rows=frame((nik_of(0), "K", decile, day)), source="Dinsos"
        )
    with acting_as(city.operator):
        assert deciles(city.operator) == {first: 6}


def test_an_import_takes_as_many_statements_for_many_as_for_one(city: City) -> None:
    from payung.registry.welfare import import_deciles

    city.people(30)
    day = date(2025, 4, 1)
    one = frame((nik_of(0), "K", 4, day))
    many = frame(*((nik_of(n), "K", 4, day) for n in range(30)))
    counts = {
        statements(lambda rows=rows: import_deciles(actor=city.operator, rows=rows, source="D"))
        for rows in (one, many)
    }
    assert len(counts) == 1


def test_only_the_operator_takes_deciles_in(city: City) -> None:
    from payung.registry.welfare import import_deciles

    with pytest.raises(NotAllowed):
        import_deciles(actor=verifier(city, KELURAHAN[0]), rows=frame(), source="Dinsos")


def test_the_file_of_the_social_office_is_read_by_its_headers(tmp_path: Path) -> None:
    from payung.registry.welfare import read_deciles

    path = tmp_path / "dtsen.csv"
    path.write_text(
        f"NIK;ID_KELUARGA;DESIL;TANGGAL\n{nik_of(1)};K-1;4;31-03-2025\n{nik_of(2)};K-2;-;\n"
    )
    found = read_deciles(path, ON)
    assert found.select("nik", "id_keluarga", "desil", "tanggal").rows() == [
        (nik_of(1), "K-1", 4, date(2025, 3, 31)),
        (nik_of(2), "K-2", None, None),
    ]


def test_a_family_gets_its_decile_by_its_head_and_its_card(city: City) -> None:
    import polars as pl

    from payung.accounts.scope import acting_as
    from payung.registry.fields import key_ring
    from payung.registry.models import Person
    from payung.registry.welfare import deciles, import_deciles

    head, child, alone = city.people(3)
    card = "1571010101209003"
    with acting_as(city.operator):
        Person.objects.filter(pk__in=[head, child]).update(nkk_index=key_ring().index(card, "nkk"))
    day = date(2025, 4, 1)
    rows = pl.DataFrame(
        {
            "nik": ["", nik_of(1), ""], "nik_kepala": [nik_of(0), "", nik_of(2)],
            "nkk": [card, "", ""], "id_keluarga": ["K-1", "K-1", "K-2"], "desil": [3, 4, 5],
            "tanggal": [day, day, day],
        }
    )  # fmt: skip
    done = import_deciles(actor=city.operator, rows=rows, source="DTSEN")
    assert (done.known, done.unknown, done.unreadable) == (3, 0, 0)
    with acting_as(city.operator):
        assert deciles(city.operator) == {head: 3, child: 4, alone: 5}


def test_a_file_of_deciles_is_taken_back_and_the_one_before_counts_again(
    client: Client, city: City
) -> None:
    from django.urls import reverse

    from payung.accounts.scope import acting_as
    from payung.registry.models import DecileFile
    from payung.registry.welfare import deciles, import_deciles
    from tests.apps.claims.test_pages import enter

    (person,) = city.people(1)
    for decile, source in ((4, "Dinsos"), (9, "DTSEN kota lain")):
        rows = frame((nik_of(0), "K", decile, date(2025, 4, 1)))
        import_deciles(actor=city.operator, rows=rows, source=source)
    with acting_as(city.operator):
        assert deciles(city.operator) == {person: 9}
        wrong = DecileFile.objects.get(source="DTSEN kota lain")
    enter(client, city, "operator", "op2", "15.71")
    assert "DTSEN kota lain" in client.get(reverse("decile_import")).content.decode()
    address = reverse("decile_file", args=[wrong.pk])
    assert client.post(address, {"alasan": ""}).status_code == 422
    assert client.post(address, {"alasan": "berkas kota lain"}).status_code == 302
    with acting_as(city.operator):
        assert deciles(city.operator) == {person: 4}
