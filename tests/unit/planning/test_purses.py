"""Several payers for the same people."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.month import Month
from payung.planning.purses import Purse, most_people, schedule

JANUARY, APRIL, DECEMBER = Month.of(2026, 1), Month.of(2026, 4), Month.of(2026, 12)
RATE_RP = 16_800


def purse(payer: str, person_months: int, first: Month = JANUARY, last: Month = DECEMBER) -> Purse:
    return Purse(
        payer=payer, ceiling_rp=person_months * RATE_RP, rate_rp=RATE_RP, first=first, last=last
    )


def test_the_city_bridges_until_the_rt_money_comes_and_both_cover_more_than_each_alone() -> None:
    city, rt = purse("apbd", 3 * 100), purse("rt", 9 * 100, APRIL)
    assert most_people([city], JANUARY, DECEMBER, 1_000) == 25
    assert most_people([rt], JANUARY, DECEMBER, 1_000) == 0
    assert most_people([city, rt], JANUARY, DECEMBER, 1_000) == 100
    shares = schedule([city, rt], 100, JANUARY, DECEMBER)
    assert shares is not None
    assert {s.payer for s in shares if s.month < APRIL} == {"apbd"}
    assert {s.payer for s in shares if s.month >= APRIL} == {"rt"}


def test_the_money_that_closes_first_is_spent_first() -> None:
    early, late = purse("dbh", 300, JANUARY, Month.of(2026, 3)), purse("apbd", 900)
    assert most_people([late, early], JANUARY, DECEMBER, 1_000) == 100


def test_one_person_more_than_the_money_is_refused() -> None:
    assert schedule([purse("apbd", 12 * 5)], 5, JANUARY, DECEMBER) is not None
    assert schedule([purse("apbd", 12 * 5)], 6, JANUARY, DECEMBER) is None


purses = st.lists(
    st.builds(
        lambda n, money, first, length: purse(
            f"p{n}", money, JANUARY + first, JANUARY + min(first + length, 11)
        ),
        st.integers(0, 10_000), st.integers(0, 400), st.integers(0, 11), st.integers(0, 11),
    ),
    max_size=4,
    unique_by=lambda p: p.payer,
)  # fmt: skip


@given(purses, st.integers(0, 60))
def test_every_month_is_paid_for_everybody_and_no_purse_is_overdrawn(
    found: list[Purse], wanted: int
) -> None:
    people = most_people(found, JANUARY, DECEMBER, wanted)
    shares = schedule(found, people, JANUARY, DECEMBER)
    assert shares is not None
    for month in JANUARY.through(DECEMBER):
        assert sum(share.people for share in shares if share.month == month) == people
    for one in found:
        mine = [share for share in shares if share.payer == one.payer]
        assert sum(share.amount_rp for share in mine) <= one.ceiling_rp
        assert all(one.open_in(share.month) for share in mine)
    if people < wanted:
        assert schedule(found, people + 1, JANUARY, DECEMBER) is None
