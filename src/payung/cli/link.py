"""`payung link`: finds probable duplicates in checked rows and writes the pairs."""

from __future__ import annotations

import json
import resource
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import polars as pl

app = typer.Typer(add_completion=False)


class EngineName(StrEnum):
    duckdb = "duckdb"
    spark = "spark"


@app.command()
def link(
    source: Annotated[Path, typer.Argument(metavar="IN.csv", help="baris yang sudah diperiksa")],
    target: Annotated[Path, typer.Argument(metavar="OUT.csv", help="pasangan yang ditemukan")],
    engine: Annotated[EngineName, typer.Option(help="tempat menghitung")] = EngineName.duckdb,
    as_json: Annotated[bool, typer.Option("--json", help="ringkasan sebagai JSON")] = False,
) -> None:
    """Mencari baris yang mungkin satu orang. Tidak ada yang digabung: orang yang memutuskan."""
    from payung.linkage.engine import link as link_rows
    from payung.linkage.table import read_rows

    start = time.perf_counter()
    rows = read_rows(source)
    for note in rows.notes:
        print(note, file=sys.stderr)
    frames, height = [rows.frame], rows.frame.height
    del rows  # handed over, so that the text can go once it is read
    pairs = link_rows(frames.pop(), engine.value)
    _write(pairs, target)
    seconds = round(time.perf_counter() - start, 3)
    if as_json:
        print(json.dumps(_summary(height, pairs.height, seconds, engine.value)))
    else:
        print(_told(height, pairs, seconds, target))


def _write(pairs: pl.DataFrame, target: Path) -> None:
    from payung.kernel.errors import BadInput
    from payung.kernel.sentence import say

    try:
        pairs.write_csv(target)
    except OSError as reason:
        raise BadInput(
            say("{file} tidak bisa ditulis. Periksa foldernya.", file=target)
        ) from reason


def _summary(rows: int, pairs: int, seconds: float, engine: str) -> dict[str, object]:
    return {
        "rows": rows,
        "pairs": pairs,
        "seconds": seconds,
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "engine": engine,
    }


def _told(rows: int, pairs: pl.DataFrame, seconds: float, target: Path) -> str:
    from payung.linkage.engine import CLAIMED

    likely = pairs.filter(pairs["probability"] >= CLAIMED).height
    return (
        f"{rows} baris dibandingkan dalam {seconds} detik.\n"
        f"{likely} pasangan hampir pasti orang yang sama, {pairs.height - likely} perlu dilihat.\n"
        f"Hasil: {target}"
    )
