"""Who is in, who waits, who is out, and that each can be told why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.errors import BadInput
from payung.programmes.ranking.order import IN, OUT, RESERVE, rank_candidates
from payung.programmes.rules.criteria import Candidate, example, read_rules

PLAIN = Candidate(
    proposal_id=1,
    person_id=1,
    area="15.71.01.1001",
    home="15.71.01.1001",
    age=30,
    occupation="pedagang",
    income_rp=2_000_000,
)
BOOK = read_rules(example("rentan"), "15.71")


def crowd(count: int, **facts: object) -> list[Candidate]:
    return [
        replace(PLAIN, proposal_id=n, person_id=n, area=f"15.71.01.100{n % 3}", **facts)  # type: ignore[arg-type]
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"age": 17}, "Umur 17 tahun, syaratnya 18 sampai 64 tahun"),
        ({"age": 65}, "Umur 65 tahun"),
        ({"age": None}, "Tanggal lahir belum diketahui"),
        ({"home": "15.05.01.1001"}, "luar wilayah program"),
        ({"occupation": "pensiunan PNS"}, "tidak termasuk program ini"),
        ({"income_rp": 3_500_001}, "Penghasilan Rp3.500.001 sebulan"),
        ({"decile": 6}, "Desil 6"),
        ({"life_fact": "sudah meninggal"}, "Tercatat sudah meninggal"),
        ({"covered_by": "Dana RT Juni 2025"}, "Sudah dibayar Dana RT Juni 2025"),
    ],
)
def test_each_criterion_says_why_a_person_is_out(facts: dict[str, object], words: str) -> None:
    [place] = rank_candidates([replace(PLAIN, **facts)], BOOK, quotas={}, places=1)  # type: ignore[arg-type]
    assert place.outcome == OUT
    assert words in place.reason


def test_an_unknown_figure_neither_shuts_out_nor_gives_points() -> None:
    unknown = replace(PLAIN, income_rp=None, decile=None, occupation="")
    assert not BOOK.refusal(unknown)
    assert BOOK.score(unknown) == 0


def test_of_several_priorities_of_one_kind_the_best_counts_once() -> None:
    assert BOOK.score(replace(PLAIN, income_rp=900_000)) == 30


def test_a_rule_that_nobody_knows_or_has_no_basis_is_refused() -> None:
    with pytest.raises(BadInput, match="tidak dikenal"):
        read_rules({"criteria": [{"rule": "zodiak", "basis": "x"}]}, "15.71")
    with pytest.raises(BadInput, match="dasar hukum"):
        read_rules({"criteria": [{"rule": "usia", "min": 18}]}, "15.71")
    with pytest.raises(BadInput, match="age_min"):
        read_rules({"age_min": 18}, "15.71")


def test_quota_of_the_kelurahan_comes_before_the_places_of_the_city() -> None:
    rich = [replace(c, income_rp=900_000) for c in crowd(9) if c.area.endswith("0")]
    poor = [c for c in crowd(9) if not c.area.endswith("0")]
    placed = rank_candidates(
        rich + poor, BOOK, quotas={"15.71.01.1001": 1, "15.71.01.1002": 1}, places=4
    )
    inside = [p.candidate.person_id for p in placed if p.outcome == IN]
    assert inside == [3, 6, 1, 2]  # two best by points, then the first of each quota


def test_who_fits_but_finds_no_place_is_in_reserve_with_a_number() -> None:
    placed = rank_candidates(crowd(4), BOOK, quotas={}, places=3)
    assert [p.outcome for p in placed] == [IN, IN, IN, RESERVE]
    assert "cadangan nomor 1" in placed[-1].reason


@given(
    st.lists(st.integers(0, 5_000_000), max_size=40),
    st.integers(0, 30),
    st.dictionaries(st.sampled_from([f"15.71.01.100{n}" for n in range(3)]), st.integers(0, 9)),
    st.randoms(use_true_random=False),
)
def test_ranking_keeps_places_ranks_everyone_once_and_ignores_the_order_of_input(
    incomes: list[int], places: int, quotas: dict[str, int], random: object
) -> None:
    people = [
        replace(person, income_rp=income)
        for person, income in zip(crowd(len(incomes)), incomes, strict=True)
    ]
    shuffled = people.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    placed = rank_candidates(people, BOOK, quotas=quotas, places=places)
    assert placed == rank_candidates(shuffled, BOOK, quotas=quotas, places=places)
    fitting = [p for p in placed if p.outcome != OUT]
    assert sum(p.outcome == IN for p in placed) == min(places, len(fitting))
    assert [p.rank for p in placed] == list(range(1, len(people) + 1))
    assert {p.candidate.person_id for p in placed} == {p.person_id for p in people}


def test_who_is_a_member_already_comes_before_one_who_is_not() -> None:
    new, old = crowd(2, income_rp=1_000_000)
    placed = rank_candidates([new, replace(old, continuing=True)], BOOK, quotas={}, places=1)
    assert [(p.candidate.person_id, p.outcome) for p in placed] == [(2, IN), (1, RESERVE)]
