"""The law's promises of speed: one case, a million, its memory, its loading, a batch of text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.harness import Benchmark, best_seconds

ROWS = 1_000_000
BATCH_ROWS = 200_000
CASE = {
    "program": "jkk",
    "event": "death",
    "event_date": "2025-10-31",
    "segment": "bpu",
    "income": "1000000",
    "paid_months": "5",
    "membership_months": "5",
    "children": "SD3;TK1",
}
PEER = "OpenFisca-Core"


def run() -> list[Benchmark]:
    """All of them; the million on one core, in a process of its own."""
    columns = _apart("million")
    return [_case(), *_million(columns), _load(), _batch()]


def _case() -> Benchmark:
    from payung.law.jamsostek.benefits import assess

    return Benchmark(
        name="law.case",
        what="satu kasus dengan semua langkahnya",
        value=_microseconds(lambda: assess(CASE)),
        unit="µs",
        better="lower",
        goal=100,
        floor=_microseconds(lambda: json.loads(json.dumps(CASE))),
        peer=_peer_case(),
        peer_name=PEER,
    )


def _million(figures: dict[str, float | None]) -> list[Benchmark]:
    seconds, megabytes = figures["seconds"], figures["megabytes"]
    assert seconds is not None and megabytes is not None
    return [
        Benchmark(
            name="law.million",
            what="1 juta kasus bertanggal campur pada satu inti",
            value=seconds,
            unit="s",
            better="lower",
            goal=0.25,
            floor=figures["floor"],
            peer=figures["peer"],
            peer_name=PEER,
        ),
        Benchmark(
            name="law.memory",
            what="memori di atas masukan untuk 1 juta kasus",
            value=megabytes,
            unit="MB",
            better="lower",
            goal=250,
            floor=figures["floor_megabytes"],
            peer=figures["peer_megabytes"],
            peer_name=PEER,
        ),
    ]


def _load() -> Benchmark:
    from payung.law.jamsostek.law import HERE, build

    def compiled() -> None:
        law = build()
        for rules in (law.benefits, law.contributions):
            assert all(edition.evaluate for edition in rules.editions)

    def read() -> None:
        for path in HERE.rglob("*.yaml"):
            path.read_bytes()

    return Benchmark(
        name="law.load",
        what="membaca, memeriksa, dan menyusun seluruh peraturan",
        value=best_seconds(compiled, 5) * 1000,
        unit="ms",
        better="lower",
        goal=50,
        floor=best_seconds(read) * 1000,
    )


def _batch() -> Benchmark:
    """Text in, text out, as `payung law batch` does it."""
    import polars as pl

    from bench.law_cases import typed_cases
    from payung.law.jamsostek.batch import assess_file

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "kasus.csv", Path(folder) / "hasil.csv"
        pl.DataFrame(typed_cases(BATCH_ROWS)).write_csv(source)
        value = best_seconds(lambda: assess_file(source, target))
        floor = best_seconds(lambda: pl.read_csv(source, infer_schema=False).write_csv(target))
    return Benchmark(
        name="law.batch",
        what=f"{BATCH_ROWS} kasus dari CSV ke CSV",
        value=value,
        unit="s",
        better="lower",
        floor=floor,
    )


def _microseconds(work: Any, times: int = 2000) -> float:
    def many() -> None:
        for _ in range(times):
            work()

    work()
    return best_seconds(many, 5) / times * 1e6


def _peer_case() -> float | None:
    if find_spec("openfisca_core") is None:
        return None
    import numpy as np

    from bench.law_peer import FACTS, Peer

    peer = Peer()
    facts = {name: np.ones(1) for name in FACTS}
    day = np.array(["2025-10-31"], "datetime64[D]")
    return _microseconds(lambda: peer.total(facts, day), 20)


def _apart(what: str) -> dict[str, float | None]:
    """Runs a part of this module in a fresh process on one core."""
    environment = os.environ | {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.bench_law", what],
        env=environment,
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float | None] = json.loads(done.stdout)
    return found


def _measure_million() -> dict[str, float | None]:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    from bench.law_cases import typed_cases
    from payung.law.jamsostek import load
    from payung.law.jamsostek.benefits import assess_columns

    cases = typed_cases(ROWS)
    law = load()
    assess_columns({name: values[:1000] for name, values in cases.items()}, law)
    megabytes, result = _peak_above(lambda: assess_columns(cases, law))
    floor_megabytes = sum(values.nbytes for values in result.values()) / 2**20
    copy = best_seconds(lambda: _copy(cases, result), 5)
    seconds = best_seconds(lambda: assess_columns(cases, law), 5)
    peer, peer_megabytes = _peer_million(cases)
    return {
        "seconds": seconds,
        "megabytes": megabytes,
        "floor": copy,
        "floor_megabytes": floor_megabytes,
        "peer": peer,
        "peer_megabytes": peer_megabytes,
    }


def _copy(cases: dict[str, Any], result: dict[str, Any]) -> None:
    """Reads every input and writes every output once."""
    for values in (*cases.values(), *result.values()):
        values.to_physical().to_numpy().copy() if hasattr(values, "to_physical") else values.copy()


def _peak_above(work: Any) -> tuple[float, Any]:
    """Megabytes of resident memory that `work` needed at its peak, and its result."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _status("VmRSS")
    result = work()
    return (_status("VmHWM") - before) / 1024, result


def _status(field: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field):
            return int(line.split()[1])
    raise LookupError(field)


def _peer_million(cases: dict[str, Any]) -> tuple[float | None, float | None]:
    if find_spec("openfisca_core") is None:
        return None, None
    from bench.law_peer import Peer

    facts = {
        "program": cases["program"].to_physical().to_numpy(),
        "event": cases["event"].to_physical().to_numpy(),
        "segment": cases["segment"].to_physical().to_numpy(),
        "income": cases["income"],
        "paid": cases["paid_months"],
        "member": cases["membership_months"],
        "owing": cases["unpaid_months"],
        "other": cases["other_membership"],
        "permille": cases["disability_percent"].to_physical().to_numpy(),
        "months": cases["incapacity_months"],
        "medical": cases["medical_cost"],
        "land": cases["transport_land"],
    }
    peer = Peer()
    megabytes, _ = _peak_above(lambda: peer.total(facts, cases["event_date"]))
    return best_seconds(lambda: peer.total(facts, cases["event_date"])), megabytes


if __name__ == "__main__":
    started = time.perf_counter()
    print(json.dumps(_measure_million()))
    print(f"{time.perf_counter() - started:.1f} s", file=sys.stderr)
