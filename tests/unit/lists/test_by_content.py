"""Columns are judged by their cells beside their headers, in layouts of many systems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from payung.lists.output import write_results
from tests.unit.lists.builders import check, codes, worker, write_xlsx

PEOPLE = [worker(n) for n in range(1, 9)]


def _list(path: Path, *columns: tuple[str, Any], people: Any = PEOPLE) -> Path:
    """A sheet of columns: a header, and a field's name or what makes the cell of a person."""
    rows: list[list[Any]] = [[header for header, _ in columns]]
    for number, person in enumerate(people):
        made = (f(number, person) if callable(f) else person.get(f, f) for _, f in columns)
        rows.append(list(made))
    return write_xlsx(path, {"Daftar": rows})


def test_a_list_among_forty_columns_of_another_purpose_is_a_list(tmp_path: Path) -> None:
    others = [(f"Butir {n} rumah", lambda n, p: str(n % 3)) for n in range(37)]
    path = _list(
        tmp_path / "Legok.xlsx",
        *others[:20], ("NIK", "nik"), ("Nama", "nama"), ("Lahir", "tanggal_lahir"), *others[20:],
    )  # fmt: skip
    checked = check(path)
    assert checked.rows["nik"].to_list() == [p["nik"] for p in PEOPLE]
    assert checked.finding_counts == {"KOLOM_TAK_DIKENAL": 1}
    assert checked.findings["row"].to_list() == [0]
    assert "Butir 36 rumah" in checked.findings["message"][0]


@pytest.mark.parametrize("header", ["Kel", "Kel.", "KEL"])
def test_kel_over_men_and_women_is_the_sex(tmp_path: Path, header: str) -> None:
    def word(_: int, person: dict[str, str]) -> str:
        return "Pria" if person["jenis_kelamin"] == "L" else "Wanita"

    path = _list(
        tmp_path / "Legok.xlsx",
        ("NIK", "nik"), ("Nama", "nama"), ("Lahir", "tanggal_lahir"), (header, word),
    )  # fmt: skip
    checked = check(path)
    assert checked.findings.height == 0
    assert checked.rows["jenis_kelamin"].to_list() == [p["jenis_kelamin"] for p in PEOPLE]
    assert set(checked.rows["kode_kelurahan"]) == {"15.71.10.1003"}


def test_headers_that_say_nothing_leave_the_cells_to_tell(tmp_path: Path) -> None:
    path = _list(
        tmp_path / "a.xlsx",
        ("V01", lambda n, p: f"2026-11-{n + 1:02d}"), ("V02", "nama"), ("V03", "nik"),
        ("V04", "tanggal_lahir"), ("V05", "jenis_kelamin"), ("V06", "no_hp"), ("V07", "kelurahan"),
    )  # fmt: skip
    rows = check(path).rows.to_dicts()
    told = ("nama", "nik", "jenis_kelamin")
    assert [[r[f] for f in told] for r in rows] == [[p[f] for f in told] for p in PEOPLE]
    assert {r["kode_kelurahan"] for r in rows} == {"15.71.10.1003"}
    assert all(r["tanggal_lahir"] and r["no_hp"] for r in rows)


def test_a_list_without_any_header_is_read(tmp_path: Path) -> None:
    path = _list(tmp_path / "Legok.xlsx", *((p, p) for p in ("nik", "nama", "tanggal_lahir")))
    rows = [[p["nik"], p["nama"], p["tanggal_lahir"]] for p in PEOPLE]
    checked = check(write_xlsx(path, {"Daftar": rows}))
    assert checked.rows["nama"].to_list() == [p["nama"] for p in PEOPLE]
    assert write_results(checked, [path], tmp_path / "hasil")


def test_of_two_dates_the_one_in_the_nik_is_the_birth_date(tmp_path: Path) -> None:
    path = _list(
        tmp_path / "Legok.xlsx",
        ("Tanggal", lambda n, p: "2026-10-02"), ("NIK", "nik"), ("Nama", "nama"),
        ("DOB pekerja", "tanggal_lahir"),
    )  # fmt: skip
    checked = check(path)
    assert {code for found in codes(checked).values() for code in found} <= {"KOLOM_TAK_DIKENAL"}


@pytest.mark.parametrize("sign", ["/", "-", "."])
@pytest.mark.parametrize("group", ["identitas", "kelurahan", "q1", "data_diri"])
def test_a_question_finds_its_column_whatever_its_group_is_called(
    tmp_path: Path, group: str, sign: str
) -> None:
    path = _list(
        tmp_path / "a.xlsx",
        ("today", "2026-10-10"), (f"{group}{sign}nik", "nik"), (f"{group}{sign}nama", "nama"),
        (f"{group}{sign}tgl_lahir", "tanggal_lahir"), (f"{group}{sign}jk", "jenis_kelamin"),
        (f"tempat_tinggal{sign}kelurahan", "kelurahan"), (f"tempat_tinggal{sign}rt", "rt"),
    )  # fmt: skip
    checked = check(path)
    assert checked.findings.height == 0
    assert checked.rows["nama"].to_list() == [p["nama"] for p in PEOPLE]
    assert checked.rows["rt"].to_list() == [p["rt"] for p in PEOPLE]


def test_a_group_about_somebody_else_is_not_the_person(tmp_path: Path) -> None:
    path = _list(
        tmp_path / "Legok.xlsx",
        ("ayah/nama", "AYAH LAIN"), ("ayah/nik", "1571100101409001"), ("ibu/nama", "nama_ibu"),
        ("pekerja/nama", "nama"), ("pekerja/nik", "nik"), ("pekerja/lahir", "tanggal_lahir"),
    )  # fmt: skip
    rows = check(path).rows
    assert rows["nama"].to_list() == [p["nama"] for p in PEOPLE]
    assert rows["nik"].to_list() == [p["nik"] for p in PEOPLE]
    assert rows["nama_ibu"].to_list() == [p["nama_ibu"] for p in PEOPLE]


@pytest.mark.parametrize(
    ("man", "woman"), [("1", "2"), ("01", "02"), ("1.0", "2.0"), ("2", "1"), ("1", "0"), ("0", "1")]
)
def test_a_coded_sex_is_read_and_held_against_the_nik(tmp_path: Path, man: str, woman: str) -> None:
    wrong = PEOPLE[4]

    def code(_: int, person: dict[str, str]) -> str:
        return man if (person["jenis_kelamin"] == "L") != (person is wrong) else woman

    path = _list(
        tmp_path / "Legok.xlsx",
        ("NIK", "nik"), ("Nama", "nama"), ("Tgl Lahir", "tanggal_lahir"), ("Sex", code),
    )  # fmt: skip
    checked = check(path)
    assert codes(checked) == {6: ["NIK_BEDA_JK"]}
    assert set(checked.rows["jenis_kelamin"]) == {"L", "P"}


def test_coded_occupations_and_the_parts_of_an_area_code_are_read(tmp_path: Path) -> None:
    path = _list(
        tmp_path / "a.xlsx",
        ("nik", "nik"), ("nama", "nama"), ("tanggallahir", "tanggal_lahir"), ("pekerjaan_id", "81"),
        ("NO_PROP", "15"), ("NO_KAB", "71"), ("NO_KEC", "10"), ("NO_KEL", "1003"),
    )  # fmt: skip
    checked = check(path)
    assert checked.findings.height == 0
    assert set(checked.rows["pekerjaan"]) == {"Sopir"}
    assert set(checked.rows["kode_kelurahan"]) == {"15.71.10.1003"}


def test_a_second_telephone_speaks_where_the_first_is_empty(tmp_path: Path) -> None:
    path = _list(
        tmp_path / "Legok.xlsx",
        ("NIK", "nik"), ("Nama", "nama"), ("Tgl Lahir", "tanggal_lahir"), ("No HP", ""),
        ("No WA", "no_hp"),
    )  # fmt: skip
    assert all(phone.startswith("+62") for phone in check(path).rows["no_hp"])


def test_a_refused_file_offers_its_headers_and_a_mapping_opens_it(tmp_path: Path) -> None:
    people = [worker(n, nik="") for n in range(1, 4)]
    path = _list(
        tmp_path / "Legok.xlsx",
        ("Kolom A", "nik"), ("Kolom B", "nama"), ("Kolom C", "tanggal_lahir"), people=people,
    )  # fmt: skip
    refused = check(path)
    assert refused.finding_counts == {"BERKAS_RUSAK": 1}
    assert refused.unknown_headers["Legok.xlsx"] == ("Kolom A", "Kolom B", "Kolom C")
    memory = {"kolom a": "nik", "kolom b": "nama", "kolom c": "tanggal_lahir"}
    opened = check(path, header_memory={"Legok.xlsx": memory})
    assert opened.rows["nama"].to_list() == [p["nama"] for p in people]


def test_what_an_office_mapped_stays_as_it_said(tmp_path: Path) -> None:
    path = _list(
        tmp_path / "a.xlsx",
        ("NIK", "nik"), ("Nama", "nama"), ("Tgl Lahir", "tanggal_lahir"), ("Asal", "Buruh"),
    )  # fmt: skip
    checked = check(path, header_memory={"a.xlsx": {"asal": "pekerjaan"}})
    assert set(checked.rows["pekerjaan"]) == {"Buruh"}
