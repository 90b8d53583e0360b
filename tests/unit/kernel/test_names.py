"""Names as a comparison sees them."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.kernel.names import compatible, fold, fold_column


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("H. Moch. Djoenaidi bin Umar, S.Pd", "MUHAMMAD JUNAIDI"),
        ("Hj. Sri Wahyuni", "SRI WAHJUNI"),
        ("M. Yusuf", "Muhammad Jusuf"),
        ("Abd. Rahman", "ABDURRAHMAN"),
        ("Abdurahman", "Abdul Rahman"),
        ("St. Fatimah", "SITI FATIMA"),
        ("Noer Aini", "NUR AENI"),
        ("Chairul Anwar", "KHAIRUL ANWAR"),
        ("Ust. RUDI SUPRIADI", "RUDI  SUPRIYADI"),
        ("Zulkifli", "JULKIPLI"),
        ("Ika Kartyka", "IKA KARTIKA"),
        ("Ma'ruf", "MARUF"),
        ("Drs. HAIRUL MULYANA, M.Si.", "Hairul Mulyana"),
    ],
)
def test_two_writings_of_one_name_fold_alike(written: str, other: str) -> None:
    assert fold(written) == fold(other)


@pytest.mark.parametrize(
    ("one", "another"),
    [("AHMAD FAUZI", "AHMAD FAHMI"), ("NUR AINI", "NUR AISYAH"), ("Sutrisno", "Sutarno")],
)
def test_different_names_stay_different(one: str, another: str) -> None:
    assert fold(one) != fold(another)


def test_a_title_alone_is_kept_as_a_name() -> None:
    assert fold("Raden") == "RADEN"


def test_a_text_without_letters_is_empty() -> None:
    assert fold(" -123 ") == ""


def test_a_shortened_name_is_compatible_with_the_full_one() -> None:
    assert compatible(fold("RATNA M."), fold("Ratna Mulyani"))
    assert compatible(fold("S. KARTINI"), fold("SITI KARTINI"))
    assert compatible(fold("Yuli"), fold("YULI SAFITRI"))
    assert not compatible(fold("SITI AMINAH"), fold("SITI FATIMAH"))
    assert not compatible("", fold("SITI"))


@settings(deadline=None)
@given(st.lists(st.text(max_size=30) | st.none(), max_size=20))
def test_the_column_form_equals_the_scalar_form(names: list[str | None]) -> None:
    folded = fold_column(pl.Series(names, dtype=pl.String)).to_list()
    assert folded == [None if n is None else fold(n) for n in names]


@given(st.text(max_size=40))
def test_folding_never_fails_and_needs_no_second_time(name: str) -> None:
    assert fold(name) == fold(name.strip())
