"""`payung bench`: runs the benchmarks of the repository and prints what contract.md fixes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from payung.cli.setup import repository_root
from payung.kernel.errors import PayungError
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)

QUICK = ("law", "lists", "intake", "link", "ledger", "claims")


@app.command()
def bench(
    names: Annotated[list[str] | None, typer.Argument(help="bawaan: " + " ".join(QUICK))] = None,
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
) -> None:
    """Mengukur; tiap angka dengan batas bawah dan pembanding dari jalan yang sama."""
    root = repository_root()
    known = {
        path.stem.removeprefix("bench_").replace("_", "-")
        for path in (root / "bench").glob("bench_*.py")
    }
    wanted = names or [name for name in QUICK if name in known]
    if unknown := [name for name in wanted if not _module(name, known)]:
        listed = ", ".join(sorted(known))
        raise typer.BadParameter(f"{', '.join(unknown)} tidak dikenal. Yang ada: {listed}.")
    modules = list(dict.fromkeys(_module(name, known) for name in wanted))
    results = [
        result
        for module in modules
        for result in _measured(module, root)
        if module in wanted or result["name"] in wanted
    ]
    if as_json:
        typer.echo(json.dumps({"benchmarks": results}, ensure_ascii=False))
    else:
        for result in results:
            typer.echo(_line(result))


def _module(name: str, known: set[str]) -> str:
    """The module that measures a group or a single figure; empty where there is none."""
    plain = name.replace(".", "-").replace("_", "-")
    return next((m for m in (plain, plain.partition("-")[0]) if m in known), "")


def _measured(name: str, root: Path) -> list[dict[str, Any]]:
    """Runs one module in a process of its own, so that none warms or crowds another."""
    typer.echo(f"{name} …", err=True)
    started = time.perf_counter()
    work = [sys.executable, "-m", "bench", name]
    done = subprocess.run(work, cwd=root, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise PayungError(say("Tolok ukur {name} gagal. Sebabnya ada di atas.", name=name))
    typer.echo(f"{name}: {time.perf_counter() - started:.1f} s", err=True)
    results: list[dict[str, Any]] = json.loads(done.stdout)
    return results


def _line(result: dict[str, Any]) -> str:
    unit = result["unit"]
    parts = [f"{result['name']}: {_number(result['value'])} {unit}"]
    for key, word in (("floor", "batas bawah"), ("peer", result["peer_name"] or "pembanding")):
        if result[key] is not None:
            parts.append(f"{word} {_number(result[key])} {unit} (×{result[f'ratio_to_{key}']:.2f})")
    if result["goal"] is not None:
        verdict = "tercapai" if result["met"] else "BELUM tercapai"
        parts.append(f"sasaran {_number(result['goal'])} {unit}: {verdict}")
    return f"{' · '.join(parts)}\n    {result['what']}"


def _number(value: float) -> str:
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
