"""A list through the whole programme path: file → checked → stored → persons matched → audit.

Floor: the bare read of the file and one COPY of its cells. Peer: the same path written the usual
way, each row checked in Python and stored through the ORM's bulk_create.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bench.harness import Benchmark

ON = date(2025, 5, 15)
KNOWN = 60_000
SIZES = ((5_000, 2.0), (20_000, 6.0))


def run() -> list[Benchmark]:
    with _scratch_site():
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
                    peer_name="bulk_create with row-by-row checks" if peer else None,
                )
            )
        return found


@contextmanager
def _scratch_site() -> Iterator[None]:
    """An embedded database of its own, with the durability of the real one."""
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        os.environ["PAYUNG_DATA"] = folder
        _migrate()
        from payung.cli.setup import start_django

        start_django(Path(folder))
        from payung.config.embedded import ensure_cluster

        try:
            yield
        finally:
            ensure_cluster(Path(folder)).stop()


def _migrate() -> None:
    import subprocess
    import sys

    subprocess.run([sys.executable, "-m", "payung", "migrate"], check=True, capture_output=True)
