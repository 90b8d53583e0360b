"""Lists from outside: deaths of five sources, and the register's answers in its own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from payung.kernel.errors import UnreadableFile
from payung.lists.deaths import read_deaths
from payung.lists.dukcapil import RegisterAnswer, answer_of, read_answer, read_answers
from tests.unit.lists.builders import ON, write_xlsx

NIK = ("1571100205839001", "1571106311799002", "1571101010909003")
NAMES = ("BUDI SATU", "SITI DUA", "ANTO TIGA")


def _dead(path: Path, *rows: list[Any], sheet: str = "Data", **others: Any) -> list[dict[str, str]]:
    return read_deaths(write_xlsx(path, {**others, sheet: list(rows)}), ON).people.to_dicts()


def test_a_register_of_deaths_in_its_own_headers(tmp_path: Path) -> None:
    read = _dead(
        tmp_path / "a.xlsx",
        ["NO_AKTA_MATI", "TGL_LAPOR", "NIK", "NAMA_LGKP", "TGL_LHR", "JENIS_KLMIN", "TGL_MATI"],
        ["1", "02-06-2025", NIK[0], NAMES[0], "02-05-1983", "LAKI-LAKI", "28-05-2025"],
        ["2", "02-06-2025", NIK[1], NAMES[1], "23-11-1979", "PEREMPUAN", ""],
    )
    assert [(r["nik"], r["tanggal_meninggal"]) for r in read] == [
        (NIK[0], "28-05-2025"), (NIK[1], "")
    ]  # fmt: skip


def test_a_cemetery_book_on_the_second_sheet_gives_no_day_of_burial(tmp_path: Path) -> None:
    read = _dead(
        tmp_path / "a.xlsx",
        ["BUKU MAKAM TPU PUSARA"],
        ["No", "Nama Almarhum/ah", "Bin/Binti", "Umur", "Tgl Dimakamkan", "Blok"],
        ["1", NAMES[0], "ALI", "43", "12-05-2025", "B"],
        sheet="Buku", Petunjuk=[["Isi buku ini setiap hari"]],
    )  # fmt: skip
    assert [(r["nama"], r["tanggal_meninggal"]) for r in read] == [(NAMES[0], "")]


def test_a_hospital_list_holds_the_living_too(tmp_path: Path) -> None:
    read = _dead(
        tmp_path / "a.xlsx",
        ["No RM", "Nama Pasien", "NIK", "Tgl Masuk", "Tgl Keluar", "Cara Keluar"],
        ["1", NAMES[0], NIK[0], "01-05-2025", "04-05-2025", "Meninggal < 48 jam"],
        ["2", NAMES[1], NIK[1], "01-05-2025", "05-05-2025", "Pulang atas izin dokter"],
    )
    assert [(r["nama"], r["tanggal_meninggal"]) for r in read] == [(NAMES[0], "04-05-2025")]


@pytest.mark.parametrize(
    ("header", "dead", "other"),
    [("Keterangan", "TMS - Meninggal", "Pindah domisili"), ("Kode TMS", "1", "4"),
     ("Ket", "alm.", "masih hidup")],
)  # fmt: skip
def test_an_election_office_names_the_dead_by_a_remark(
    tmp_path: Path, header: str, dead: str, other: str
) -> None:
    read = _dead(
        tmp_path / "coklit.xlsx",
        ["NKK", "NIK", "NAMA", "TGL LAHIR", header],
        ["1", NIK[0], NAMES[0], "02-05-1983", dead],
        ["2", NIK[1], NAMES[1], "23-11-1979", other],
        ["3", NIK[2], NAMES[2], "10-10-1990", ""],
    )
    assert [(r["nama"], r["tanggal_meninggal"]) for r in read] == [(NAMES[0], "")]


def test_a_list_of_family_aid_may_tell_the_day_in_its_remark(tmp_path: Path) -> None:
    read = _dead(
        tmp_path / "kpm.xlsx",
        ["NIK", "Nama Pengurus", "Status KPM"],
        [NIK[0], NAMES[0], "Graduasi, meninggal 12-05-2025"],
        [NIK[1], NAMES[1], "Aktif"],
        [NIK[2], NAMES[2], "Belum meninggal, salah data"],
    )
    assert [(r["nama"], r["tanggal_meninggal"]) for r in read] == [(NAMES[0], "12-05-2025")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_text_of_any_encoding_is_read(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "a.csv"
    lines = (("nama", "tgl wafat"), ("ANDRÉ SATU", "12-05-2025"))
    path.write_bytes("\n".join(sign.join(line) for line in lines).encode(encoding))
    assert read_deaths(path, ON).people["nama"].to_list() == ["ANDRÉ SATU"]


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="tanggal_meninggal"):
        _dead(tmp_path / "a.xlsx", ["Halo", "dunia"])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Data Ditemukan, Meninggal Dunia", RegisterAnswer.DEATH),
        (
            "Data Tidak Ditemukan, NIK tidak terdapat di database Kependudukan",
            RegisterAnswer.UNKNOWN,
        ),
        ("Data Ditemukan, Data Ganda", RegisterAnswer.DOUBLE),
        (
            "Data Ditemukan, Status Non Aktif, Silahkan Hubungi Dinas Dukcapil",
            RegisterAnswer.INACTIVE,
        ),
        ("11", RegisterAnswer.DEATH),
        ("12", RegisterAnswer.DOUBLE),
        ("13.0", RegisterAnswer.UNKNOWN),
        ("14", RegisterAnswer.INACTIVE),
        ("15", RegisterAnswer.UNCLEAR),
        ("Sesuai (92)", RegisterAnswer.MATCH),
        ("Tidak Sesuai (0)", RegisterAnswer.NAME),
        ("BEDA_TGL_LAHIR", RegisterAnswer.BIRTH_DATE),
        ("beda_jk", RegisterAnswer.SEX),
        ("Pindah luar daerah", RegisterAnswer.MOVE),
        ("cocok", RegisterAnswer.MATCH),
        ("meninggal", RegisterAnswer.DEATH),
        ("mati", RegisterAnswer.DEATH),
        ("nonaktif", RegisterAnswer.INACTIVE),
        ("tidak_padan", RegisterAnswer.UNKNOWN),
        ("Data Ditemukan", RegisterAnswer.MATCH),
        ("?", RegisterAnswer.UNCLEAR),
        ("Belum meninggal", RegisterAnswer.UNCLEAR),
        ("tidak_aktif", RegisterAnswer.INACTIVE),
        ("beda_tanggal_lahir", RegisterAnswer.BIRTH_DATE),
        ("beda_jenis_kelamin", RegisterAnswer.SEX),
    ],
)
def test_the_register_is_understood_in_its_own_words(said: str, answer: RegisterAnswer) -> None:
    assert read_answer(said) is answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"nama": "Sesuai (100)", "tanggal_lahir": "Sesuai"}, RegisterAnswer.MATCH),
        ({"nama": "Tidak Sesuai (41)", "tanggal_lahir": "Sesuai"}, RegisterAnswer.NAME),
        ({"nama": "Sesuai (95)", "tanggal_lahir": "Tidak Sesuai"}, RegisterAnswer.BIRTH_DATE),
        ({"nama": "Sesuai (95)", "hasil": "Data Ditemukan, Meninggal Dunia"}, RegisterAnswer.DEATH),
        ({"hasil": "Data Ditemukan", "jenis_kelamin": "Tidak Sesuai"}, RegisterAnswer.SEX),
    ],
)
def test_agreement_per_column_names_what_differs(
    said: dict[str, str], answer: RegisterAnswer
) -> None:
    assert answer_of(said) is answer


def test_an_answer_file_of_the_service_carries_no_row_of_ours(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {
            "Hasil": [
                ["HASIL PEMADANAN"],
                ["NIK", "NAMA_LGKP", "TGL_LHR", "RESPON", "RESPONSE_CODE"],
                [NIK[0], "Sesuai (92)", "Sesuai", "Data Ditemukan", ""],
                [NIK[1], "", "", "Data Ditemukan, Meninggal Dunia", "11"],
            ]
        },
    )
    found = read_answers(path)
    assert found.select("nik", "hasil", "tanggal_meninggal").rows() == [
        (NIK[0], "cocok", ""), (NIK[1], "meninggal", "")
    ]  # fmt: skip
