"""100,000 odd requests over all addresses, forms and roles: none may break the server."""

from __future__ import annotations

from bench.bench_promises import faults_of
from bench.harness import Benchmark

REQUESTS = "100000"


def run() -> list[Benchmark]:
    chosen = ("-k", "nothing_that_is_sent")
    return [
        faults_of(
            "fuzz.requests", "test_no_input_breaks_the_server.py", {"PAYUNG_FUZZ": REQUESTS}, chosen
        )
    ]
