"""The same list on both engines: Spark must find the pairs that DuckDB finds.

Only by name (`./payung bench link-spark`, extra `[spark]`, Java 17): Spark needs minutes.
"""

from __future__ import annotations

import time

from bench.harness import Benchmark
from bench.truth_people import people

ROWS, SEED = 100_000, 20_261_122


def run() -> list[Benchmark]:
    """Which share of the pairs that either engine tells the other tells too, in the same words."""
    from payung.linkage.engine import link

    rows = people(ROWS, SEED).rows
    told = ["id_l", "id_r", "evidence"]
    one = set(link(rows).select(told).rows())
    start = time.perf_counter()
    other = set(link(rows, "spark").select(told).rows())
    seconds = time.perf_counter() - start
    return [
        Benchmark(
            name="link.spark",
            what=f"pasangan yang sama di DuckDB dan Spark, {ROWS:,} baris;"
            f" {len(one):,} pasangan, Spark {seconds:.0f} s",
            value=len(one & other) / max(1, len(one | other)),
            unit="",
            better="higher",
            goal=1.0,
        )
    ]
