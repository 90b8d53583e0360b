"""The sieve drops no pair that the model would tell, and most of those that it would not."""

from __future__ import annotations

import polars as pl

from bench.truth_people import people
from payung.linkage.candidates import candidates
from payung.linkage.engine import LOWEST_TOLD, in_memory, linker_for, numbered, predict
from payung.linkage.features import features
from payung.linkage.model import prior, shipped_weights
from payung.linkage.weigh import sure_pairs

ROWS = 3_000


def test_splink_finds_no_pair_that_the_sieve_dropped() -> None:
    table = numbered(features(people(ROWS, seed=7, duplicates=0.3).rows))
    weights = shipped_weights()
    first = prior(ROWS, weights, sure_pairs(table))
    splink = linker_for(table, in_memory(), first, weights).inference.predict(
        LOWEST_TOLD, warning_mode="never"
    )
    told = {(a, b) for a, b in predict(table).select("nomor_l", "nomor_r").iter_rows()}
    assert len(told) > ROWS // 10
    assert told == set(splink.as_duckdbpyrelation().select("nomor_l, nomor_r").fetchall())


def test_pairs_that_share_a_key_and_nothing_else_are_not_scored() -> None:
    born = {"tanggal_lahir": "1980-03-05", "jenis_kelamin": "L"}
    rows = [
        {**born, "id": "a", "nama": "Budi Harahap", "kode_kelurahan": "15.71.07.1006"},
        {**born, "id": "b", "nama": "Budi Wijaksono", "kode_kelurahan": "15.71.01.1004"},
    ]
    table = numbered(features(pl.DataFrame(rows)))
    assert candidates(table, 1e-6, shipped_weights()).is_empty()
