"""Deaths as offices write them are found among the ever covered, and few others are shown."""

from __future__ import annotations

from bench.truth_deaths import deaths
from payung.claims.deathlists.deathmatch import match_deaths


def test_the_dead_are_found_in_spite_of_dirty_names_and_missing_numbers() -> None:
    truth = deaths(6_000, 600, seed=5)
    found = match_deaths(truth.rows, truth.covered)
    told = set(found.select("death", "person").iter_rows())
    right = len(told & truth.pairs)
    assert right / len(truth.pairs) >= 0.97
    assert right / len(told) >= 0.95
    by_nik = found["how"].to_list().count("nik")
    assert by_nik < 0.75 * right, "numbers alone would do: the truth is too kind"
