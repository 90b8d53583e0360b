"""Matching with Dukcapil: the file out, the answer in, and a report instead of a refusal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from payung.kernel.errors import BadInput, OutOfArea
from tests.apps.city import CITY, KELURAHAN, City, nik_of, statements

if TYPE_CHECKING:
    from pathlib import Path

    from payung.verification.models import MatchRequest

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 12)


def requested(city: City, area: str = CITY) -> MatchRequest:
    from payung.verification.dukcapil import request_match

    return request_match(actor=city.operator, area=area, purpose="verifikasi calon peserta")


class Register:
    """A matcher that answers out of a dictionary of NIK and result."""

    source = "Uji"

    def __init__(self, **results: str) -> None:
        self.results = {nik_of(int(n.removeprefix("w"))): r for n, r in results.items()}

    def answers(self, people: Any) -> Any:
        import polars as pl

        hasil = [self.results.get(nik, "cocok") for nik in people["nik"]]
        return people.select("row_id", "nik").with_columns(
            hasil=pl.Series(hasil, dtype=pl.String), tanggal=pl.lit(ON)
        )


def taken(city: City, request: MatchRequest, matcher: Any) -> Any:
    from payung.verification.dukcapil import take_answers

    return take_answers(actor=city.operator, request_id=request.pk, matcher=matcher)


def test_the_request_holds_everyone_who_is_proposed_once(city: City) -> None:
    from payung.verification.dukcapil import people_asked

    city.people(6)
    assert requested(city).people == 6
    here = requested(city, KELURAHAN[0])
    people = people_asked(actor=city.operator, request_id=here.pk)
    assert people["row_id"].to_list() == ["1", "2"]
    assert people["nik"].to_list() == [nik_of(0), nik_of(3)]


def test_a_purpose_is_asked_for_and_kept_with_each_opening(city: City) -> None:
    from payung.audit.models import Entry
    from payung.verification.dukcapil import people_asked, request_match

    city.people(1)
    with pytest.raises(BadInput, match="tujuan pemadanan"):
        request_match(actor=city.operator, area=CITY, purpose="")
    people_asked(actor=city.operator, request_id=requested(city).pk)
    entry = Entry.objects.get(action="verification.open_match")
    assert entry.facts["purpose"] == "verifikasi calon peserta"
    assert nik_of(0) not in str(entry.facts)


def test_an_answer_refuses_nobody_and_reports_deaths_and_moves(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import LifeFact
    from payung.verification.dukcapil import matches_of
    from payung.verification.models import Proposal

    people = city.people(4)
    request = requested(city)
    done = taken(city, request, Register(w0="meninggal", w1="pindah", w2="beda_nama"))
    assert done.results == {"meninggal": 1, "pindah": 1, "beda_nama": 1, "cocok": 1}
    assert done.reported == 2
    with acting_as(city.operator):
        facts = set(LifeFact.objects.values_list("person_id", "kind", "state"))
        assert facts == {
            (people[0], "meninggal", "dilaporkan"),
            (people[1], "pindah", "dilaporkan"),
        }
        assert set(Proposal.objects.values_list("state", flat=True)) == {"terverifikasi"}
        assert matches_of(city.operator, [people[2]])[0].get_result_display() == "Nama berbeda"


def test_the_same_answer_again_reports_nothing_twice(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import LifeFact

    city.people(2)
    request = requested(city)
    for _ in range(2):
        taken(city, request, Register(w0="pindah"))
    with acting_as(city.operator):
        assert LifeFact.objects.count() == 1


def test_a_row_whose_nik_is_another_ones_is_not_taken(city: City) -> None:
    import polars as pl

    city.people(2)
    request = requested(city)

    class MixedUp(Register):
        def answers(self, people: Any) -> Any:
            return super().answers(people).with_columns(nik=pl.col("nik").reverse())

    done = taken(city, request, MixedUp())
    assert (done.results, done.unclear, done.unanswered) == ({}, 2, 2)


def test_an_answer_takes_as_many_statements_for_many_as_for_one(city: City) -> None:
    city.people(1)
    one = requested(city)
    city.people(29, start=1)
    many = requested(city)
    counts = {statements(lambda r=r: taken(city, r, Register(w0="pindah"))) for r in (one, many)}
    assert len(counts) == 1


def test_the_answer_file_is_read_with_the_words_that_offices_use(
    city: City, tmp_path: Path
) -> None:
    from payung.verification.dukcapil_files import AnswerFile

    city.people(3)
    request = requested(city)
    path = tmp_path / "jawaban.csv"
    path.write_text(
        "ID_BARIS;NIK;HASIL;TANGGAL\n"
        f"1;{nik_of(0)};SESUAI;10/05/2025\n"
        f"2;{nik_of(1)};Tidak Aktif;\n"
        f"3;{nik_of(2)};entah;\n"
    )
    done = taken(city, request, AnswerFile(path, ON))
    assert done.results == {"cocok": 1, "tidak_aktif": 1}
    assert (done.unclear, done.unanswered) == (1, 1)


def test_the_services_own_answer_names_nobody_by_our_numbers(city: City, tmp_path: Path) -> None:
    from payung.accounts.scope import acting_as
    from payung.registry.models import LifeFact
    from payung.verification.dukcapil_files import AnswerFile

    people = city.people(5)
    path = tmp_path / "respon.csv"
    path.write_text(
        "NIK,RESPON,TGL_MENINGGAL\n"
        f'{nik_of(0)},"Data Ditemukan, Meninggal Dunia",03-05-2025\n'
        f'{nik_of(1)},"Data Ditemukan, Meninggal Dunia",\n'
        f'{nik_of(2)},"Data Ditemukan, Data Ganda",\n'
        f'{nik_of(3)},"Data Tidak Ditemukan, NIK tidak terdapat di database Kependudukan",\n'
        f"{nik_of(4)},Sesuai (92),\n",
        "utf-16",
    )
    done = taken(city, requested(city), AnswerFile(path, ON))
    assert done.results == {"meninggal": 2, "ganda": 1, "tidak_ditemukan": 1, "cocok": 1}
    assert done.reported == 2
    with acting_as(city.operator):
        told = {f.person_id: (f.happened_on, f.not_after) for f in LifeFact.objects.all()}
    assert told[people[0]] == (date(2025, 5, 3), None)
    assert told[people[1]] == (None, ON)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_outgoing_file_keeps_niks_as_text_and_runs_no_formula(
    city: City, tmp_path: Path, kind: str
) -> None:
    from payung.lists.outside import tables
    from payung.verification.dukcapil import people_asked
    from payung.verification.dukcapil_files import request_file

    city.people(1, name="=1+1")
    people = people_asked(actor=city.operator, request_id=requested(city).pk)
    path = tmp_path / f"pemadanan.{kind}"
    path.write_bytes(request_file(people, kind))
    (table,) = tables(path, lambda _: "", lambda fields: fields >= {"nik", "nama"})
    (row,) = table.rows
    assert row["nik"] == nik_of(0)
    if kind == "csv":
        assert row["nama"] == "'=1+1"
    else:
        import openpyxl

        assert openpyxl.load_workbook(path).active["C2"].data_type == "s"


def test_inside_and_above_see_the_answer_and_beside_does_not(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.verification.dukcapil import get_request, matches_of

    people = city.people(3)
    request = requested(city, KELURAHAN[0])
    taken(city, request, Register())
    inside = city.actor(Role.VERIFIER, "dalam", KELURAHAN[0])
    above = city.actor(Role.VERIFIER, "atas", "15.71.01")
    beside = city.actor(Role.VERIFIER, "sebelah", KELURAHAN[2])
    for actor, seen in ((inside, 1), (above, 1), (beside, 0)):
        with acting_as(actor):
            assert matches_of(actor, people).count() == seen
    with acting_as(beside), pytest.raises(OutOfArea):
        get_request(beside, request.pk)
