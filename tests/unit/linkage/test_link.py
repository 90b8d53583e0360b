"""Who is taken for one person and who is not, and how the evidence is told."""

from __future__ import annotations

import sys
from typing import Any

import polars as pl
import pytest

from payung.kernel.errors import ConfigError
from payung.linkage.engine import CLAIMED, link
from payung.linkage.features import COLUMNS, features
from payung.linkage.new import link_new
from payung.linkage.score import LOWEST_TOLD


def nik(day: int, month: int, year: int, serial: int, sex: str = "L") -> str:
    return f"157107{day + (40 if sex == 'P' else 0):02d}{month:02d}{year % 100:02d}{serial:04d}"


PERSON: dict[str, str] = {
    "id": "a",
    "nik": nik(5, 3, 1980, 9012),
    "nama": "Djoenaidi Siregar",
    "tanggal_lahir": "1980-03-05",
    "jenis_kelamin": "L",
    "nama_ibu": "Rosmini Lubis",
    "no_hp": "+6281200009001",
    "kode_kelurahan": "15.71.07.1006",
    "rt": "014",
}


def pair(left: dict[str, str], right: dict[str, str]) -> pl.DataFrame:
    return link(pl.DataFrame([left, right], schema=dict.fromkeys(left, pl.String)))


def probability(left: dict[str, str], **changes: str) -> float:
    found = pair(left, {**left, "id": "z", **changes})
    return float(found["probability"][0]) if found.height else 0.0


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"nama": "JUNAIDI SIREGAR"},
        {"nama": "H. Junaidi Siregar, S.Pd"},
        {"nama": "Siregar Junaidi"},
        {"nama": "Junaidi S."},
        {"nama": "Junaidi"},
        {"nama": "Jumaidi Siregar"},
        {"tanggal_lahir": "1980-05-03"},
        {"tanggal_lahir": "1980-01-01"},
        {"tanggal_lahir": "1981-03-05"},
        {"tanggal_lahir": "05-03-1980"},
        {"nik": ""},
        {"nik": nik(5, 3, 1980, 9012)[:15] + "0"},
        {"nik": "175107" + nik(5, 3, 1980, 9012)[6:]},
        {"nik": nik(5, 3, 1980, 9701)},
        {"nik": "", "nama_ibu": "R. Lubis", "no_hp": ""},
        {"nama_ibu": "", "no_hp": "", "kode_kelurahan": "15.71.01.1004", "rt": "002"},
        {"nik": "1571010101019999"},
        # Two faults in one name, or a birth date that is missing or wrong, beside a missing NIK.
        {"nik": "", "nama": "Jumaidi Seregar"},
        {"nik": "", "nama": "Djoen aidiSiregar"},
        {"nik": "", "nama": "SiregarDjoenaidi"},
        {"nik": "", "nama": "Djoenaide S."},
        {"nik": "", "nama": "Bpk. Junadi Siregra"},
        {"nik": "", "tanggal_lahir": ""},
        {"tanggal_lahir": "", "no_hp": ""},
        {"nik": "", "tanggal_lahir": "1988-03-05", "rt": "", "kode_kelurahan": ""},
        {"nik": "", "tanggal_lahir": "", "nama": "Djoenaidi Sireagr", "nama_ibu": "Rosmini"},
    ],
)
def test_the_same_person_is_claimed_in_spite_of(changes: dict[str, str]) -> None:
    assert probability(PERSON, **changes) >= CLAIMED


TWIN = {**PERSON, "nama": "Siti Aminah", "jenis_kelamin": "P", "nik": nik(5, 3, 1980, 9012, "P")}


@pytest.mark.parametrize(
    "changes",
    [
        {"nama": "Siti Aisyah"},
        {"nama": "Fatimah Aminah"},
        {"nama": "Halimah"},
        {"nama": "Siti Aminih"},
        {"nama": "Siti"},
        {"nama": "Siti Aisyah", "nik": ""},
        {"nama": "Siti Aisyah", "nik": nik(5, 3, 1980, 9010, "P")},
        {"nama": "Siti Aisyah", "no_hp": "", "nama_ibu": "Rosmini"},
        {"nama": "Ahmad Amin", "jenis_kelamin": "L", "nik": nik(5, 3, 1980, 9013)},
    ],
)
def test_twins_with_neighbouring_serials_are_not_claimed(changes: dict[str, str]) -> None:
    assert probability(TWIN, **{"nik": nik(5, 3, 1980, 9013, "P"), **changes}) < CLAIMED


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rina", "Rini"), ("Hasan", "Husin"), ("Rian", "Rina"), ("Dewi Sari", "Dewi Sri")],
)
@pytest.mark.parametrize("number", [nik(5, 3, 1980, 9013), nik(5, 3, 1980, 9013)[:15], ""])
def test_twins_of_nearly_one_name_are_not_claimed(one: str, other: str, number: str) -> None:
    assert probability({**PERSON, "nama": one}, nama=other, nik=number) < CLAIMED


COMMON = ("Sutrisno", "Slamet", "Herman", "Supriyanto", "Nurhayati", "Sulastri", "Aminah")


@pytest.mark.parametrize(("name", "mother"), [("Slamet", "Siti Aminah"), ("Aminah", "Sumarni")])
def test_one_word_names_with_two_tidy_numbers_reach_a_person(
    name: str, mother: str, crowd_of_slamets: pl.DataFrame
) -> None:
    born = {"tanggal_lahir": "1979-03-05", "nik": nik(5, 3, 1979, 9012), "nama_ibu": mother}
    one = {**PERSON, **born, "nama": name}
    other = {**one, "id": "z", "tanggal_lahir": "1981-03-05", "nik": nik(5, 3, 1981, 9744)}
    neighbour = {"nama_ibu": "Halimah", "no_hp": "+6281300009009"}
    born = {"tanggal_lahir": "1980-03-06", "nik": nik(6, 3, 1980, 9333)}
    twin = {**one, "id": "t", "nama": "Bagus", "nik": nik(5, 3, 1979, 9013)}
    rows = pl.DataFrame([one, other, {**one, **neighbour, **born, "id": "n"}, twin])
    for list_of in (rows, pl.concat([rows, crowd_of_slamets.select(rows.columns)])):
        found = link(list_of).filter(pl.col("id_l").is_in(["a", "n", "t"]))
        assert found.select("id_l", "id_r").rows() == [("a", "z")]


@pytest.fixture(scope="module")
def crowd_of_slamets() -> pl.DataFrame:
    """1,000 people of seven names, so that none of these is worth much."""
    return pl.DataFrame(
        {
            **PERSON,
            "id": f"c{n:04d}",
            "nama": COMMON[n % 7],
            "nama_ibu": ("Sumarni", "Siti Aminah", "Rosmini")[n % 3],
            "tanggal_lahir": f"{1958 + n % 48}-{1 + n % 12:02d}-{1 + n * 7 % 28:02d}",
            "nik": nik(1 + n * 7 % 28, 1 + n % 12, 1958 + n % 48, 9000 + n % 999),
            "no_hp": f"+62857{n:08d}",
            "kode_kelurahan": f"15.71.{1 + n % 11:02d}.{1001 + n % 7}",
            "rt": f"{n * 13 % 40:03d}",
        }
        for n in range(1_000)
    )


def test_a_birth_date_that_is_missing_is_read_out_of_the_nik() -> None:
    table = features(pl.DataFrame([{**PERSON, "tanggal_lahir": "", "jenis_kelamin": ""}, PERSON]))
    assert table["tgl"].to_list() == [19_800_305] * 2
    assert table["jk"].to_list() == [1, 1]
    woman = {**PERSON, "nik": nik(5, 3, 2003, 9012, "P"), "tanggal_lahir": ""}
    other = features(pl.DataFrame([{**woman, "jenis_kelamin": ""}]))
    assert (other["tgl"][0], other["jk"][0]) == (20_030_305, 2)


def test_a_number_without_a_possible_date_gives_none() -> None:
    card = {**PERSON, "nik": "1571079913809012", "tanggal_lahir": ""}
    assert features(pl.DataFrame([card]))["tgl"].to_list() == [None]


@pytest.mark.parametrize("name", ["Hendra Siregar", "Djoenaidi", "Djoenaidi Lubis"])
def test_siblings_born_a_year_apart_are_not_claimed(name: str) -> None:
    younger = {"tanggal_lahir": "1981-03-05", "nik": nik(5, 3, 1981, 9020)}
    assert probability(PERSON, nama=name, **younger) < CLAIMED


def test_a_number_of_another_register_may_be_filled_up_with_zeros() -> None:
    passport = {**PERSON, "nik": "0000000004027200"}
    assert probability(passport, nik="0000000004027200", nama_ibu="") >= CLAIMED
    assert probability(passport, nik="0000000004027290", nama_ibu="", no_hp="") >= CLAIMED


@pytest.mark.parametrize("mother", ["Aminah", ""])
@pytest.mark.parametrize("number", [nik(17, 8, 2004, 9333), ""])
def test_father_and_son_of_one_name_are_not_claimed(mother: str, number: str) -> None:
    son = {"nik": number, "tanggal_lahir": "2004-08-17", "nama_ibu": mother}
    assert probability(PERSON, **son) < CLAIMED


@pytest.mark.parametrize(
    "changes",
    [
        {"nama_ibu": "Halimah", "tanggal_lahir": "1980-09-21", "nik": nik(21, 9, 1980, 9444, "P")},
        {"nama_ibu": "Halimah", "nik": nik(1, 1, 1980, 9444, "P")},
        {"nama_ibu": "", "tanggal_lahir": "1979-01-01", "nik": ""},
    ],
)
def test_two_women_called_nurhayati_are_not_claimed(changes: dict[str, str]) -> None:
    nurhayati = {
        **PERSON,
        "nama": "Nurhayati",
        "jenis_kelamin": "P",
        "tanggal_lahir": "1980-01-01",
        "nik": nik(1, 1, 1980, 9012, "P"),
    }
    assert probability(nurhayati, no_hp="+6281200009777", rt="003", **changes) < CLAIMED


def test_a_family_card_number_in_the_nik_column_joins_nobody() -> None:
    card = nik(14, 11, 2012, 9001)
    wife = {"nama": "Halimah", "jenis_kelamin": "P", "tanggal_lahir": "1984-07-22"}
    assert probability({**PERSON, "nik": card}, nama_ibu="Sumarni", **wife) < CLAIMED


def test_evidence_is_told_in_words() -> None:
    other = {**PERSON, "id": "z", "nama": "Junaidi Siregar", "nik": "175107" + PERSON["nik"][6:]}
    told = pair(PERSON, other)["evidence"][0]
    assert told == (
        "nama sama bunyinya, tanggal lahir sama, NIK beda dua angka, nama ibu sama, "
        "nomor HP sama, RT sama"
    )


def test_a_pair_has_the_smaller_id_first_as_text() -> None:
    found = pair({**PERSON, "id": "9"}, {**PERSON, "id": "10"})
    assert found.select("id_l", "id_r").rows() == [("10", "9")]


def test_rows_may_lack_every_field_but_one() -> None:
    frame = pl.DataFrame({"id": ["1", "2", "3"], "nama": ["Budi", None, ""]})
    assert link(frame).columns == ["id_l", "id_r", "probability", "evidence"]


def test_an_empty_table_has_no_pairs() -> None:
    assert link(pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))).is_empty()


def test_no_pair_is_told_below_a_half(crowd: pl.DataFrame) -> None:
    assert link(crowd)["probability"].min() >= LOWEST_TOLD  # type: ignore[operator]


def test_rows_of_one_id_are_not_paired_with_each_other() -> None:
    assert pair(PERSON, PERSON).is_empty()


def test_new_rows_get_the_pairs_that_splink_would_give(crowd: pl.DataFrame) -> None:
    new, known = crowd[:40], crowd[40:]
    mine = set(new["id"])
    everyone = link(crowd).rows()
    wanted = [row for row in everyone if row[0] in mine or row[1] in mine]
    assert wanted
    assert sorted(link_new(new, known).rows()) == sorted(wanted)


@pytest.mark.long
def test_spark_gives_the_same_pairs(crowd: pl.DataFrame) -> None:
    pytest.importorskip("pyspark")
    assert link(crowd, "spark").rows() == link(crowd).rows()


def _crowd() -> list[dict[str, Any]]:
    """120 rows: 60 people, each written twice in different ways."""
    firsts = ["Budi", "Siti", "Agus", "Nurhayati", "Slamet", "Wahyudi"]
    lasts = ["Santoso", "Lubis", "", "Harahap", "Wibowo"]
    rows = []
    for n in range(60):
        day, month, year = 1 + n % 28, 1 + n % 12, 1960 + n % 40
        name = f"{firsts[n % 6]} {lasts[n % 5]}".strip()
        row = {
            "id": f"p{n:03d}",
            "nik": nik(day, month, year, 9000 + 13 * n),
            "nama": name,
            "tanggal_lahir": f"{year}-{month:02d}-{day:02d}",
            "jenis_kelamin": "L",
            "nama_ibu": f"{lasts[n % 4]} {firsts[n % 3]}".strip(),
            "no_hp": f"+6281200{n % 45:06d}",
            "kode_kelurahan": f"15.71.07.10{n % 9:02d}",
            "rt": f"{n % 20:03d}",
        }
        other = {"id": f"q{n:03d}", "nama": name.upper().replace("U", "OE")}
        spoilt = {"nik": "" if n % 3 == 0 else row["nik"][:15] + "0"}
        rows += [row, {**row, **other, **spoilt}]
    return rows


@pytest.fixture(scope="module")
def crowd() -> pl.DataFrame:
    return pl.DataFrame(_crowd()).sort("nik")


def test_spark_that_is_not_installed_is_named_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ConfigError, match=r"payung\[spark\]"):
        link(pl.DataFrame([PERSON]), "spark")


def test_new_rows_may_come_before_anyone_is_known() -> None:
    new = pl.DataFrame([PERSON, {**PERSON, "id": "z"}])
    assert link_new(new, new.clear()).select("id_l", "id_r").rows() == [("a", "z")]
    assert link_new(new.clear(), new).is_empty()


def test_kept_features_of_the_known_change_nothing(crowd: pl.DataFrame) -> None:
    new, known = crowd[:40], crowd[40:]
    assert link_new(new, known, known_features=features(known)).equals(link_new(new, known))
