"""A figure's floor is what must be done at the least; nothing can be better than it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

from bench.harness import Benchmark

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("better", "value", "floor", "holds"),
    [
        ("lower", 2.0, 1.0, True),
        ("lower", 2.0, 2.1, False),
        ("higher", 900.0, 1_000.0, True),
        ("higher", 900.0, 800.0, False),
        ("lower", 2.0, None, True),
    ],
)
def test_a_floor_lies_below_its_value(
    better: Literal["lower", "higher"], value: float, floor: float | None, holds: bool
) -> None:
    figure = Benchmark(name="x", what="", value=value, unit="s", better=better, floor=floor)
    assert figure.floor_holds is holds


def test_a_floor_above_its_value_is_told_when_measured(tmp_path: Path) -> None:
    folder = tmp_path / "bench"
    folder.mkdir()
    for name in ("__init__", "__main__", "harness"):
        (folder / f"{name}.py").write_text((ROOT / "bench" / f"{name}.py").read_text())
    (folder / "bench_wrong.py").write_text(
        "from bench.harness import Benchmark\n"
        "def run():\n"
        "    return [Benchmark(name='wrong.one', what='', value=1.0, unit='s', better='lower',"
        " floor=2.0)]\n"
    )
    work = [sys.executable, "-m", "bench", "wrong"]
    done = subprocess.run(work, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "SALAH UKUR wrong.one" in done.stderr
    assert '"ratio_to_floor": 0.5' in done.stdout
