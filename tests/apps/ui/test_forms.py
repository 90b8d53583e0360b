"""Fields take what people write, and say how to mend what can't be taken."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.month import Month
from payung.ui.forms import (
    BirthField,
    CountConfirmationField,
    MonthChoiceField,
    NikField,
    PayungForm,
    RupiahField,
    TanggalField,
)

NIK = "1571014505859001"


def _error(field: forms.Field, value: Any) -> str:
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(value)
    return str(refusal.value.messages[0])


@pytest.mark.parametrize(
    "typed", [NIK, "1571 0145 0585 9001", "1571.0145.0585.9001", " 157101-450585-9001 "]
)
def test_a_nik_may_have_spaces_points_and_dashes(typed: str) -> None:
    assert NikField().clean(typed) == NIK


@given(st.text("0123456789", min_size=1, max_size=24).filter(lambda t: len(t) != 16))
def test_a_nik_of_another_length_is_told_its_length(digits: str) -> None:
    with override("id"):
        assert _error(NikField(), digits) == (
            f"NIK harus 16 angka. Yang diisi {len(digits)} angka."
        )


def test_a_nik_with_letters_or_no_date_is_refused() -> None:
    assert _error(NikField(), "1571-0145-ABC").startswith("NIK hanya boleh angka.")
    assert "bukan tanggal lahir" in _error(NikField(), "1571019905859001")


def test_a_nik_that_a_spreadsheet_has_broken_is_refused() -> None:
    assert _error(NikField(), "1571014500000000") == (
        "Angka terakhir NIK hilang. Salin NIK dari KTP."
    )
    assert _error(NikField(), "1.57101E+15")


def test_an_empty_nik_is_empty_and_not_wrong() -> None:
    assert NikField(required=False).clean("  ") == ""


def test_the_form_says_about_the_length_what_the_check_of_lists_says() -> None:
    from payung.lists.messages import message

    assert message("NIK_PANJANG", "123").startswith(_error(NikField(), "123"))


@pytest.mark.parametrize(
    "typed", ["1000000", "1.000.000", "Rp 1.000.000", "rp1.000.000,-", "Rp1.000.000,00"]
)
def test_rupiah_is_read_as_people_write_it(typed: str) -> None:
    assert RupiahField().clean(typed) == 1_000_000


def test_rupiah_in_words_is_refused_with_an_example() -> None:
    assert _error(RupiahField(), "satu juta").endswith("misalnya 1.000.000.")


def test_rupiah_is_shown_with_points() -> None:
    assert 'value="1.500.000"' in RupiahField().widget.render("x", 1_500_000)


@given(st.dates(date(1930, 1, 1), date(2030, 12, 31)))
def test_every_date_comes_back_from_its_three_boxes(day: date) -> None:
    assert TanggalField().clean([str(day.day), str(day.month), str(day.year)]) == day


def test_a_month_may_be_a_name() -> None:
    assert TanggalField().clean(["17", "Agustus", "1980"]) == date(1980, 8, 17)


@pytest.mark.parametrize(("typed", "meant"), [("85", 1985), ("24", 2024), ("99", 1999)])
def test_a_year_of_two_digits_is_the_one_that_makes_sense(typed: str, meant: int) -> None:
    for field in (TanggalField(), BirthField()):
        assert field.clean(["5", "3", typed]).year == meant


def test_a_birth_is_never_in_the_future_nor_of_an_impossible_age() -> None:
    assert BirthField().clean(["1", "1", "45"]).year == 1945
    assert "tidak mungkin" in _error(BirthField(), ["1", "1", "1890"])
    assert "masa depan" in _error(BirthField(), ["1", "1", "2090"])


@pytest.mark.parametrize("year", ["0085", "1899"])
def test_an_impossible_year_is_refused_at_the_field(year: str) -> None:
    assert "tidak mungkin" in _error(TanggalField(), ["1", "1", year])


def test_no_birth_date_is_asked_by_another_field() -> None:
    """The kind: every field named for a birth is a `BirthField`, wherever it stands."""
    from tests.repository import source_files

    named = re.compile(r'lahir[\w{}]*"?\]? *[=:] *(TanggalField|forms\.DateField)\(')
    wrong = [str(path) for path in source_files() if named.search(path.read_text("utf-8"))]
    assert wrong == []


@pytest.mark.parametrize("typed", [["31", "2", "1985"], ["x", "1", "1985"], ["1", "", "1985"]])
def test_a_date_that_does_not_exist_is_refused(typed: list[str]) -> None:
    assert "kalender" in _error(TanggalField(), typed)


def test_a_month_is_chosen_from_its_span() -> None:
    field = MonthChoiceField(first=Month.of(2025, 6), last=Month.of(2025, 12))
    assert field.clean("2025-06") == Month.of(2025, 6)
    assert len(field.choices) == 7


def test_the_number_of_people_must_be_typed_exactly() -> None:
    field = CountConfirmationField(expected=4316)
    assert field.clean("4.316") == 4316
    assert _error(field, "4315") == "Jumlahnya 4.316 orang. Yang diketik 4.315."


class _Sample(PayungForm):
    nama = forms.CharField(label="Nama")
    kelamin = forms.ChoiceField(label="Jenis kelamin", choices=[("L", "Laki-laki")])
    setuju = forms.BooleanField(label="Pekerja setuju")
    bukti = forms.FileField(label="Bukti")


def test_each_empty_field_is_named_in_its_message() -> None:
    errors = {name: words[0] for name, words in _Sample({}).errors.items()}
    assert errors == {
        "nama": "Nama belum diisi.",
        "kelamin": "Pilih jenis kelamin dari daftar.",
        "setuju": "Centang “Pekerja setuju” untuk melanjutkan.",
        "bukti": "Pilih berkas untuk “Bukti”.",
    }


def test_a_field_keeps_the_words_that_it_brought_along() -> None:
    class Own(PayungForm):
        nama = forms.CharField(label="Nama", error_messages={"required": "Isi nama pekerja."})

    assert Own({}).errors["nama"] == ["Isi nama pekerja."]
