"""What a cell means: the scalar rules."""

from __future__ import annotations

from datetime import date

import pytest

from payung.lists.rules.blank import clean
from payung.lists.rules.dates import read_date, split_place_and_date
from payung.lists.rules.income import read_income
from payung.lists.rules.nik import prefix_is_known, read_nik
from payung.lists.rules.phone import read_phone
from payung.lists.rules.rtrw import read_rt_rw, rt_in_address
from payung.lists.rules.sex import read_sex
from tests.unit.lists.builders import AREAS, ON


@pytest.mark.parametrize(
    "text",
    ["22-05-1980", "22/5/1980", "22.05.1980", "22 05 1980", "22 Mei 1980", "22-Mei-80",
     "22 MEI 1980", "1980-05-22", "1980-05-22 00:00:00", "22/05/80", "29363", "22051980"],
)  # fmt: skip
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert read_date(text, ON) == date(1980, 5, 22)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 Nopember 1990", 11), ("1 Pebruari 1990", 2), ("1 Agust. 1990", 8), ("1 Sept 1990", 9),
     ("1 Okt 1990", 10), ("1 Des. 1990", 12), ("1 jan 1990", 1), ("1 Peb 1990", 2)],
)  # fmt: skip
def test_indonesian_months_are_read_in_their_variants(text: str, month: int) -> None:
    assert read_date(text, ON) == date(1990, month, 1)


@pytest.mark.parametrize(
    "text",
    ["31-02-1980", "32/05/1994", "00-00-1992", "tidak tahu", "1984", "05/22/1980", "12/1980", "",
     "1 Foo 1990", "30/02/80", "01-01-1800", "01-01-2999", "29-02-1981"],
)  # fmt: skip
def test_a_date_that_would_be_a_guess_is_not_read(text: str) -> None:
    assert read_date(text, ON) is None


def test_a_two_digit_year_is_the_latest_one_that_has_come() -> None:
    assert read_date("01-02-05", ON) == date(2005, 2, 1)
    assert read_date("01-02-27", ON) == date(1927, 2, 1)


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Jambi, 01-04-1982", "Jambi", "01-04-1982"),
        ("Muara Tebo / 21 Juli 1970", "Muara Tebo", "21 Juli 1970"),
        ("Jambi,04 Juni 1993", "Jambi", "04 Juni 1993"),
        ("Sekayu 30-06-1965", "Sekayu", "30-06-1965"),
        ("Jambi / 32/05/1988", "Jambi", "32/05/1988"),
        ("Jambi, tidak tahu", "Jambi", "tidak tahu"),
        ("Bandung", "Bandung", ""),
        ("Jambi, 1984", "Jambi", "1984"),
        ("Jambi (01-04-1982)", "Jambi", "01-04-1982"),
    ],
)
def test_place_and_date_are_taken_apart(text: str, place: str, day: str) -> None:
    assert split_place_and_date(text) == (place, day)


@pytest.mark.parametrize(
    ("text", "digits", "code"),
    [
        ("1571103112809001", "1571103112809001", ""),
        ("1571 1031 1280 9001", "1571103112809001", ""),
        ("'1571103112809001", "1571103112809001", ""),
        ("157110.311280.9001", "1571103112809001", ""),
        ("15711O3112809OO1", "1571103112809001", ""),
        ("NIK: 1571103112809001", "1571103112809001", ""),
        ("１５７１１０３１１２８０９００１", "1571103112809001", ""),
        ("", "", "NIK_KOSONG"),
        ("157110311280901", "157110311280901", "NIK_PANJANG"),
        ("15711031128090011", "15711031128090011", "NIK_PANJANG"),
        ("1571103A12809001", "1571103A12809001", "NIK_BUKAN_ANGKA"),
        ("15711031128090?1", "15711031128090?1", "NIK_BUKAN_ANGKA"),
        ("1.57110E+15", "1.57110E+15", "NIK_RUSAK_EXCEL"),
        ("1,57110311280900E+15", "1,57110311280900E+15", "NIK_RUSAK_EXCEL"),
        ("1571103112809001.0", "1571103112809001", "NIK_RUSAK_EXCEL"),
        ("1571100000000000", "1571100000000000", "NIK_RUSAK_EXCEL"),
        ("0000000000000000", "0000000000000000", ""),
    ],
)
def test_a_nik_is_read_or_told_what_is_wrong(text: str, digits: str, code: str) -> None:
    assert read_nik(text) == (digits, code)


def test_a_sixteen_digit_number_cell_is_never_trusted() -> None:
    assert read_nik("1571103112809001", from_number=True)[1] == "NIK_RUSAK_EXCEL"


def test_area_prefixes_of_former_editions_are_known() -> None:
    assert prefix_is_known("157101")
    assert prefix_is_known("640401")
    assert not prefix_is_known("157199")
    assert not prefix_is_known("280101")


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("081234567890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("+62081234567890", "+6281234567890"),
        ("0812 3456 7890 / 0852 1111 2222", "+6281234567890"),
        ("08x / 085211112222", "+6285211112222"),
        ("0741 60123456", "+6274160123456"),
        ("(0812) 34567890", "+6281234567890"),
        ("123456", ""),
        ("08530-xxxx", ""),
        ("081200", ""),
        ("08l234567890", ""),
    ],
)
def test_a_telephone_becomes_e164(text: str, e164: str) -> None:
    assert read_phone(text) == e164


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("1500000", 1_500_000), ("1.500.000", 1_500_000), ("1,500,000", 1_500_000),
        ("Rp1.500.000,-", 1_500_000), ("Rp. 1.500.000,00", 1_500_000),
        ("1,500,000.00", 1_500_000), ("1,5 jt", 1_500_000), ("1.75jt", 1_750_000),
        ("2 juta", 2_000_000), ("850rb", 850_000), ("1 jt 250 rb", 1_250_000),
        ("Rp 1.500.000/bulan", 1_500_000), ("0,85jt", 850_000), ("1500000.0", 1_500_000),
    ],
)  # fmt: skip
def test_an_income_is_whole_rupiah(text: str, rupiah: int) -> None:
    assert read_income(text) == rupiah


@pytest.mark.parametrize(
    "text", ["?", "1.250", "1,250", "tidak tentu", "1-2 juta", "50000/hari", "15"]
)
def test_an_income_with_two_readings_is_refused(text: str) -> None:
    assert read_income(text) is None


@pytest.mark.parametrize(
    ("text", "rt", "rw"),
    [
        ("014", "014", ""), ("RT 14", "014", ""), ("RT.014/RW.05", "014", "005"),
        ("14/5", "014", "005"), ("RT 14 RW -", "014", ""), ("RT 38/RW -", "038", ""),
        ("004 / 008", "004", "008"), ("RT 14 RW V", "014", "005"), ("3.0", "003", ""),
        ("RT/RW 014/005", "014", "005"), ("RT: 014", "014", ""), ("rt14", "014", ""),
        ("14-5", "014", "005"), ("RT. 014 / RW. 005", "014", "005"), ("RT.14 RW.05", "014", "005"),
    ],
)  # fmt: skip
def test_rt_and_rw_are_read(text: str, rt: str, rw: str) -> None:
    assert read_rt_rw(text) == (rt, rw, True)


@pytest.mark.parametrize(
    "text", ["?", "RT ?", "lupa", "0", "RT", "2026-05-14 00:00:00", "tidak tahu"]
)
def test_an_unreadable_rt_is_said_to_be_so(text: str) -> None:
    assert read_rt_rw(text) == ("", "", False)


def test_an_rt_inside_an_address_is_found() -> None:
    assert rt_in_address("Jl. Mawar No. 5 RT 014 RW 005 Legok") == ("014", "005")
    assert rt_in_address("Lrg. Damai RT.14/05") == ("014", "005")
    assert rt_in_address("Jl. Artha No. 14") == ("", "")


@pytest.mark.parametrize(
    "text", ["L", "Laki-laki", "LK", "Pria", "laki laki", "Lk.", "LAKI – LAKI"]
)
def test_men_are_l(text: str) -> None:
    assert read_sex(text) == "L"


@pytest.mark.parametrize("text", ["P", "Perempuan", "PR", "Wanita", "perempuan", "Pr."])
def test_women_are_p(text: str) -> None:
    assert read_sex(text) == "P"


@pytest.mark.parametrize("text", ["-", "  ", "belum ada", "Tidak Ada", "--", "n/a", "NIHIL", "0"])
def test_cells_that_say_nothing_are_empty(text: str) -> None:
    assert clean(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kenali Asam Bwh", "Kenali Asam Bawah"), ("KENALI ASAM", "Kenali Asam"),
        ("Kel. Kenali Asam Atas", "Kenali Asam Atas"), ("Simpang 3 Sipin", "Simpang III Sipin"),
        ("Sp. Empat Sipin", "Simpang IV Sipin"), ("The Hok", "Thehok"),
        ("Pal Merah", "Paal Merah"), ("Paal V", "Paal Lima"), ("Jelutung", "Jelutung"),
        ("Payoselincah", "Payo Selincah"), ("Tlg. Bakung", "Talang Bakung"),
        ("Kel. Legok Kec. Danau Sipin", "Legok"), ("Rawasari", "Rawa Sari"),
        ("LEGOK - DANAU SIPIN", "Legok"),
        ("15.71.07.1006", "Kenali Asam Atas"),
    ],
)  # fmt: skip
def test_a_kelurahan_is_known_by_the_names_people_write(text: str, name: str) -> None:
    assert AREAS.labels[AREAS.resolve(text)] == name


@pytest.mark.parametrize("text", ["Mendalo", "Sungai Duren", "Kec. Jelutung", "Simpang Sipin", ""])
def test_another_place_is_no_kelurahan(text: str) -> None:
    assert AREAS.resolve(text) == ""


def test_a_title_names_the_kelurahan_and_not_the_kecamatan() -> None:
    found = AREAS.find_in("KELURAHAN BAKUNG JAYA KECAMATAN PAAL MERAH KOTA JAMBI")
    assert AREAS.labels[found] == "Bakung Jaya"
    assert AREAS.find_in("KECAMATAN JELUTUNG") == ""
    assert AREAS.find_in("APBD MURNI 2026") == ""
