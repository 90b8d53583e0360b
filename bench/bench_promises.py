"""The long forms of the promises: 1,000 kills of an import, of a payment, of a job, 200 crashes of
the database server, 1,000 rounds for the last place, a million steps of the ledger.

Each value is a number of faults; the tests that they run count and print what they did.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.harness import Benchmark

ROOT = Path(__file__).resolve().parent.parent
LONG = (
    ("promises.import_kills", "test_import_survives_kills.py", {"PAYUNG_KILLS": "1000"}, ()),
    ("promises.job_kills", "test_jobs_survive_kills.py", {"PAYUNG_KILLS": "1000"}, ()),
    ("promises.last_place", "test_last_place.py", {"PAYUNG_ROUNDS": "1000"}, ()),
    (
        "promises.paying_kills",
        "test_paying_survives_kills.py",
        {"PAYUNG_KILLS": "1000"},
        (),
    ),
    (
        "promises.database_kills",
        "test_database_survives_kills.py",
        {"PAYUNG_CRASHES": "200"},
        (),
    ),
    (
        "promises.ledger_walk",
        "test_ledger_walk.py",
        {"PAYUNG_WALK_STEPS": "1000000"},
        ("-m", "long"),
    ),
    ("promises.same_sums", "../apps/claims/test_same_sums.py", {"PAYUNG_CASES": "10000"}, ()),
    ("promises.stranger_time", "test_number_opens_nothing.py", {}, ("-m", "long")),
)


def run() -> list[Benchmark]:
    return [faults_of(*one) for one in LONG]


def faults_of(
    name: str, test: str, environment: dict[str, str], options: tuple[str, ...]
) -> Benchmark:
    """0 when the long form of the test holds, 1 when it shows a fault."""
    path = ROOT / "tests" / "promises" / test
    command = [sys.executable, "-m", "pytest", "-q", "-s", *options, str(path)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False)
    return Benchmark(
        name=name,
        what=f"faults in the long form of {test}, {environment}",
        value=float(done.returncode != 0),
        unit="faults",
        better="lower",
        goal=0,
    )
