"""A list through the whole programme path: file → checked → stored → persons matched → audit.

Floor: read the cells, check them in columns, seal five fields, match, COPY into indexed tables.
Peer: the same path written the usual way, each row checked in Python and stored through the ORM.
"""

from __future__ import annotations

from bench.database import bench_database
from bench.harness import Benchmark

KNOWN = 60_000
SIZES = (5_000, 20_000)
MOST_OVER_FLOOR, LEAST_UNDER_PEER = 2.5, 6.0
PEER = "bulk_create with row-by-row checks"
LARGEST = 100_000


def run() -> list[Benchmark]:
    bench_database()
    from bench import intake_path as path

    path.prepare(KNOWN)
    found = []
    for size in SIZES:
        value, floor, peer = path.measure(size)
        what = f"{size} rows into {KNOWN} known persons, checks to audit"
        found += [
            Benchmark(
                name=f"intake.{size}",
                what=f"{what}; machines differ, the ratio counts",
                value=value,
                unit="s",
                better="lower",
                floor=floor,
                peer=peer,
                peer_name=PEER,
            ),
            Benchmark(
                name=f"intake.{size}_floor",
                what=f"{what}, over a floor that reads, checks, seals, matches and copies",
                value=value / floor,
                unit="×",
                better="lower",
                goal=MOST_OVER_FLOOR,
                floor=1.0,
                peer=peer / floor,
                peer_name=PEER,
            ),
            Benchmark(
                name=f"intake.{size}_peer",
                what=f"{size} rows the usual way, over ours",
                value=peer / value,
                unit="×",
                better="higher",
                goal=LEAST_UNDER_PEER,
            ),
        ]
    return [*found, _growth(found[-3].value / SIZES[-1])]


def _growth(seconds_a_row: float) -> Benchmark:
    """Whether five times the rows take five times as long."""
    from bench import intake_path as path

    return Benchmark(
        name="intake.growth",
        what=f"time a row of {LARGEST} rows over time a row of {SIZES[-1]}; 1 is linear",
        value=path.once(LARGEST) / LARGEST / seconds_a_row,
        unit="×",
        better="lower",
        goal=1.5,
    )
