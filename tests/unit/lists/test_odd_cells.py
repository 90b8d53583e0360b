"""Writings that other offices brought: read where they mean one thing only."""

from __future__ import annotations

from datetime import date

import pytest

from payung.kernel.names import fold
from payung.lists.headers import field_of
from payung.lists.rules.blank import clean
from payung.lists.rules.dates import read_date, split_place_and_date
from payung.lists.rules.income import read_income
from payung.lists.rules.nik import read_nik
from payung.lists.rules.phone import read_phone
from payung.lists.rules.rtrw import read_rt_rw
from tests.unit.lists.builders import AREAS, ON, nik


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("N I K", "nik"), ("N A M A", "nama"), ("P/L", "jenis_kelamin"), ("NoKTP", "nik"),
        ("2. NIK (16 digit)*", "nik"), ("ID Number (NIK)", "nik"), ("KOTA/KAB", "-"),
        ("5. Tgl Lahir (dd/mm/yyyy)", "tanggal_lahir"), ("Omzet/Penghasilan", "penghasilan"),
        ("Jenis Usaha/Pekerjaan", "pekerjaan"), ("Tugas", "pekerjaan"), ("Insentif", "penghasilan"),
        ("Nama Ibu kandung (sesuai KK)", "nama_ibu"), ("Rata2 Penghasilan", "penghasilan"),
        ("Nomor HP yang bisa dihubungi", "no_hp"), ("No HP Keluarga", "-"), ("sesuai KTP", "-"),
        ("Nama/NIK", None), ("Alamat/RT", "alamat"), ("Hubungan/Nama Ahli Waris", "-"),
    ],
)  # fmt: skip
def test_a_header_is_known_by_its_parts(header: str, field: str | None) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    "text",
    ["Mei 22, 1980", "'22-05-1980", "tgl 22-05-1980", "Kamis, 22 Mei 1980", "22\\05\\1980",
     "22_05_1980", "1980-05-22T00:00:00", "22–05–1980", "22:05:1980", "22//05//1980", "22-O5-1980",
     "22-05-1980 (46 th)", "22|05|1980"],
)  # fmt: skip
def test_a_date_is_read_among_odd_signs(text: str) -> None:
    assert read_date(text, ON) == date(1980, 5, 22)


@pytest.mark.parametrize("text", ["12/31/1980", "05-1980", "45 tahun", "19-05", "15/15/1985"])
def test_a_date_stays_unread_where_it_could_be_another(text: str) -> None:
    assert read_date(text, ON) is None


@pytest.mark.parametrize(
    "text",
    ["Muara Bulian, tgl 22-05-1980", "22-05-1980, Muara Bulian", "Muara Bulian. 22-05-1980",
     "Muara Bulian, 22051980", "Muara Bulian, Mei 22, 1980", "Muara Bulian\n22-05-1980",
     "Muara Bulian – 22 Mei 1980"],
)  # fmt: skip
def test_place_and_date_are_taken_apart_in_either_order(text: str) -> None:
    place, day = split_place_and_date(text)
    assert (place, read_date(day, ON)) == ("Muara Bulian", date(1980, 5, 22))


@pytest.mark.parametrize("around", ["({})", "\u200e{}\u200f", "\u202d{}\u202c", "[{}]", "`{}"])
def test_a_nik_is_read_through_unseen_signs_and_brackets(around: str) -> None:
    digits = nik(date(1980, 5, 22))
    assert read_nik(clean(around.format(digits))) == (digits, "")


@pytest.mark.parametrize("text", ["tidak punya KTP", "belum punya", "Tidak punya HP", "blm ada hp"])
def test_saying_that_there_is_none_is_an_empty_cell(text: str) -> None:
    assert clean(text) == ""


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [("Rp: 800.000", 800_000), ("1.500.000.-", 1_500_000), ("1.500.000;-", 1_500_000),
     ("~ 1.000.000", 1_000_000), ("Rp 1.000.000,- (perbulan)", 1_000_000),
     ("Kurang lebih Rp 800.000", 800_000), ("1,2 juta-an", 1_200_000), ("2jt an", 2_000_000),
     ("800 ribuan", 800_000)],
)  # fmt: skip
def test_an_income_is_read_among_odd_signs(text: str, rupiah: int) -> None:
    assert read_income(text) == rupiah


@pytest.mark.parametrize("text", ["< 1 juta", "50.000/hari", "1-2 juta", "Rp 100.000 per hari"])
def test_an_income_of_a_day_or_a_bound_is_refused(text: str) -> None:
    assert read_income(text) is None


@pytest.mark.parametrize(
    ("text", "rt", "rw"),
    [("lima", "005", ""), ("RT 5 (lima)", "005", ""), ("RT lima", "005", ""), ("'05", "005", ""),
     ("005.002", "005", "002"), ("RT V RW II", "005", "002"), ("5\\2", "005", "002"),
     ("005 002", "005", "002"), ("05|02", "005", "002"), ("Rukun Tetangga 5", "005", "")],
)  # fmt: skip
def test_an_rt_in_words_is_read(text: str, rt: str, rw: str) -> None:
    assert read_rt_rw(text) == (rt, rw, True)


def test_a_telephone_with_the_letter_o_and_a_label_is_read() -> None:
    assert read_phone("No. O812OO345678") == "+6281200345678"


@pytest.mark.parametrize("text", ["0812/3456/7890", "0812_3456_7890", "0812\u20113456\u20117890"])
def test_a_telephone_in_groups_is_one_number(text: str) -> None:
    assert read_phone(text) == "+6281234567890"


def test_a_star_for_a_digit_is_no_sign_to_be_left_out() -> None:
    assert read_nik("157110*112809001")[1] == "NIK_BUKAN_ANGKA"
    assert read_nik("1571101112809001*") == ("1571101112809001", "")


def test_an_unreadable_date_stands_apart_from_the_place_after_a_slash() -> None:
    assert split_place_and_date("Jambi / tidak tahu") == ("Jambi", "tidak tahu")


def test_an_abbreviated_kenali_is_known() -> None:
    assert AREAS.labels[AREAS.resolve("K. Asam Bawah")] == "Kenali Asam Bawah"


@pytest.mark.parametrize("name", ["Pak Sutoyo", "Bpk. Sutoyo", "Bapak Sutoyo", "Bu Sutoyo"])
def test_how_someone_is_addressed_is_no_part_of_a_name(name: str) -> None:
    assert fold(name) == fold("Sutoyo")
