"""A list through the whole programme path: file → checked → stored → persons matched → audit.

Floor: the bare read of the file and one COPY of its cells. Peer: the same path written the usual
way, each row checked in Python and stored through the ORM's bulk_create.
"""

from __future__ import annotations

from bench.database import bench_database
from bench.harness import Benchmark

KNOWN = 60_000
SIZES = ((5_000, 2.0), (20_000, 6.0))
LARGEST = 100_000


def run() -> list[Benchmark]:
    bench_database()
    from bench import intake_path as path

    path.prepare(KNOWN)
    found = []
    for size, goal in SIZES:
        value, floor, peer = path.measure(size)
        found.append(
            Benchmark(
                name=f"intake.{size}",
                what=f"{size} rows into {KNOWN} known persons, checks to audit",
                value=value,
                unit="s",
                better="lower",
                goal=goal,
                floor=floor,
                peer=peer,
                peer_name="bulk_create with row-by-row checks",
            )
        )
    return [*found, _growth(found[-1].value / SIZES[-1][0])]


def _growth(seconds_a_row: float) -> Benchmark:
    """Whether five times the rows take five times as long."""
    from bench import intake_path as path

    return Benchmark(
        name="intake.growth",
        what=f"time a row of {LARGEST} rows over time a row of {SIZES[-1][0]}; 1 is linear",
        value=path.once(LARGEST) / LARGEST / seconds_a_row,
        unit="×",
        better="lower",
        goal=1.5,
    )
