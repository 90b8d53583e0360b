"""The weights fit the comparisons, and training moves them."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from payung.linkage.comparisons import COMPARISONS
from payung.linkage.model import prior, shipped_weights, splink_settings
from payung.linkage.train import retrain, save


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda c: c.name)
def test_every_level_but_the_first_has_a_weight_and_no_weight_lacks_a_level(comparison) -> None:  # type: ignore[no-untyped-def]
    assert set(shipped_weights().levels[comparison.name]) == {
        level.name for level in comparison.levels[1:]
    }


def test_two_rows_alone_are_not_taken_for_a_pair() -> None:
    assert prior(2, shipped_weights()) == prior(20_000, shipped_weights()) < 1e-5


def test_a_larger_list_needs_more_evidence() -> None:
    assert prior(1_000_000, shipped_weights()) < prior(100_000, shipped_weights())


def test_a_list_full_of_sure_pairs_has_more_of_the_others_too() -> None:
    weights = shipped_weights()
    assert prior(10_000, weights, sure=4_000) > 4 * prior(10_000, weights)
    assert prior(2, weights, sure=1) < 2 * prior(2, weights)


def test_the_settings_are_the_same_for_both_engines_but_for_the_dialect() -> None:
    duckdb, spark = (
        splink_settings(1e-6, dialect, shipped_weights()) for dialect in ("duckdb", "spark")
    )
    weights = [
        [
            [(lv["label_for_charts"], lv.get("m_probability")) for lv in c["comparison_levels"]]
            for c in settings["comparisons"]
        ]
        for settings in (duckdb, spark)
    ]
    assert weights[0] == weights[1]


def test_training_draws_the_weights_towards_the_pairs_it_is_shown(tmp_path: Path) -> None:
    rows = [
        {"id": f"{side}{n}", "nama": name, "tanggal_lahir": f"19{60 + n % 30}-02-{1 + n % 28:02d}"}
        for n in range(400)
        for side, name in (("a", f"Budi Kata{n}"), ("b", f"Kata{n} Budi"))
    ]
    frame = pl.DataFrame(rows)
    same = pl.DataFrame(
        {"id_l": [f"a{n}" for n in range(400)], "id_r": [f"b{n}" for n in range(400)]}
    )
    weights = retrain(frame, same)
    assert weights.levels["nama"]["sama"][0] > shipped_weights().levels["nama"]["sama"][0]
    assert weights.levels["kembar"] == shipped_weights().levels["kembar"]
    save(weights, tmp_path / "w.json")
    assert json.loads((tmp_path / "w.json").read_text())["comparisons"]["nama"]["sama"]["u"] > 0
