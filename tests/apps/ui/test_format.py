"""How values are written, in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.month import Month
from payung.ui import format as written


def test_rupiah_has_points_in_indonesian_and_commas_in_english() -> None:
    assert written.write_rupiah(507_561_600) == "Rp507.561.600"
    with override("en"):
        assert written.write_rupiah(507_561_600) == "Rp507,561,600"


def test_counts_and_shares_follow_the_language() -> None:
    assert (written.write_count(4316), written.write_percent(0.189)) == ("4.316", "18,9 %")
    with override("en"):
        assert (written.write_count(4316), written.write_percent(0.189)) == ("4,316", "18.9%")


def test_dates_and_months_are_spelled_out() -> None:
    assert written.write_date(date(2025, 5, 22)) == "22 Mei 2025"
    assert written.write_month(Month.of(2025, 6)) == "Juni 2025"
    assert written.write_month(date(2025, 6, 30)) == "Juni 2025"
    with override("en"):
        assert written.write_date(date(2025, 5, 22)) == "22 May 2025"


def test_a_moment_is_told_in_the_time_of_the_place() -> None:
    late = datetime(2025, 5, 22, 18, 5, tzinfo=UTC)  # already the next day in Jambi
    assert written.write_date(late) == "23 Mei 2025"
    assert written.write_moment(late) == "23 Mei 2025 pukul 01.05"
    with override("en"):
        assert written.write_moment(late) == "23 May 2025, 01:05"


@pytest.mark.parametrize(
    "write",
    [
        written.write_rupiah,
        written.write_count,
        written.write_percent,
        written.write_date,
        written.write_moment,
        written.write_month,
        written.write_masked_nik,
    ],
)
def test_nothing_is_written_as_a_dash(write: object) -> None:
    assert write(None) == "–"  # type: ignore[operator]


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_has_three_letters(number: int) -> None:
    assert len(written.short_month(Month.of(2025, number))) == 3


def test_a_nik_is_masked_in_the_middle() -> None:
    assert written.write_masked_nik("1571014505859001") == "157101••••••9001"
    assert written.write_masked_nik("157101••••••9001") == "157101••••••9001"


@given(st.text(alphabet="0123456789abc ", min_size=1, max_size=30).filter(lambda t: len(t) != 16))
def test_what_is_no_whole_nik_shows_no_digit(text: str) -> None:
    assert not any(c.isalnum() for c in written.write_masked_nik(text))
