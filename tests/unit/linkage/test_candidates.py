"""The sieve drops no pair that the model would tell, and most of those that it would not."""

from __future__ import annotations

import polars as pl
import pytest

from bench.truth_people import people
from payung.linkage.candidates import _sharing, candidates
from payung.linkage.engine import found, numbered
from payung.linkage.features import features
from payung.linkage.model import prior, shipped_weights
from payung.linkage.score import LOWEST_TOLD
from payung.linkage.splink import in_memory, linker_for
from payung.linkage.weigh import sure_pairs

ROWS = 3_000


def test_splink_says_the_same_of_the_same_pairs_without_the_sieve() -> None:
    table = numbered(features(people(ROWS, seed=7, duplicates=0.3).rows))
    weights = shipped_weights()
    first = prior(ROWS, weights, sure_pairs(table))
    splink = linker_for(table, in_memory(), first, weights).inference.predict(
        LOWEST_TOLD, warning_mode="never"
    )
    columns = "nomor_l, nomor_r, match_probability"
    theirs = {(a, b): p for a, b, p in splink.as_duckdbpyrelation().select(columns).fetchall()}
    ours = {(a, b): p for a, b, p in found(table, weights).select(columns.split(", ")).iter_rows()}
    assert len(ours) > ROWS // 10
    assert ours == pytest.approx(theirs)


def test_no_pair_is_lost_between_two_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    table = numbered(features(people(ROWS, seed=8, duplicates=0.3).rows))
    whole = found(table, shipped_weights())
    monkeypatch.setattr("payung.linkage.candidates.AT_ONCE", 300)
    monkeypatch.setattr("payung.linkage.score.AT_ONCE", 500)
    assert found(table, shipped_weights()).equals(whole)


@pytest.mark.parametrize("new_rows", [None, 4])
def test_rows_that_share_a_key_are_paired_unless_too_many_do(new_rows: int | None) -> None:
    key = pl.Series([5, None, 7, 5, 7, 7, 9, 5, None, 9], dtype=pl.Int64)
    wanted = {
        (i, j)
        for i in range(len(key))
        for j in range(i + 1, len(key))
        if key[i] is not None and key[i] == key[j] and (new_rows is None or i < new_rows)
    }
    assert set(_sharing(key, 3, new_rows).iter_rows()) == wanted
    fewer = {(i, j) for i, j in wanted if key[i] == 9}
    assert set(_sharing(key, 2, new_rows).iter_rows()) == fewer


def test_pairs_that_share_a_key_and_nothing_else_are_not_scored() -> None:
    born = {"tanggal_lahir": "1980-03-05", "jenis_kelamin": "L"}
    rows = [
        {**born, "id": "a", "nama": "Budi Harahap", "kode_kelurahan": "15.71.07.1006"},
        {**born, "id": "b", "nama": "Budi Wijaksono", "kode_kelurahan": "15.71.01.1004"},
    ]
    table = numbered(features(pl.DataFrame(rows)))
    assert candidates(table, 1e-6, shipped_weights()).is_empty()
