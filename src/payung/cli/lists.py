"""`payung lists check`: worker lists in, rows, findings and marked workbooks out."""

from __future__ import annotations

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from payung.lists.check import Checked

app = typer.Typer(no_args_is_help=True, help="Daftar pekerja: memeriksa dan menandai.")


@app.callback()
def lists() -> None:
    """Perintah untuk daftar pekerja."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Berkas Excel atau CSV")],
    out: Annotated[Path, typer.Option(help="Folder hasil")],
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Tanggal usia dihitung")
    ] = None,
    age: Annotated[str, typer.Option(help="Batas usia MIN-MAX")] = "18-64",
    mapped: Annotated[
        list[str] | None, typer.Option("--map", help="'JUDUL=kolom', boleh berulang")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Satu dokumen JSON")] = False,
) -> None:
    """Memeriksa daftar pekerja dan menulis rows.csv, findings.csv dan perbaikan-NAMA.xlsx."""
    from payung.lists.area_names import AreaTable
    from payung.lists.check import check_files
    from payung.lists.output import write_results

    started = time.perf_counter()
    on = day.date() if day else date.today()
    areas = AreaTable.load(Path(__file__).parents[1] / "areas/data/kota-jambi.csv")
    memory = {file.name: _meant(mapped or []) for file in files}
    checked = check_files(files, on=on, areas=areas, age=_window(age), header_memory=memory)
    write_results(checked, files, out, header_memory=memory, areas=areas)
    summary = _summary(checked, time.perf_counter() - started)
    print(json.dumps(summary) if as_json else _told(summary, out))
    for file, sentence in checked.unusable.items():
        print(f"{file}: {sentence}", file=sys.stderr)
    for file, headers in checked.unknown_headers.items():
        print(f"{file}: judul kolom belum dikenal: {', '.join(headers)}", file=sys.stderr)
    if len(checked.unusable) == checked.files:
        raise typer.Exit(1)


def _meant(mapped: list[str]) -> dict[str, str]:
    """`KEL_NAME=kelurahan` as what a header means; wrong usage where the field is none."""
    from payung.lists.fields import MAPPABLE
    from payung.lists.headers import normalise

    meant: dict[str, str] = {}
    for text in mapped:
        header, sign, field = text.rpartition("=")
        known = MAPPABLE.get(field.strip().lower())
        if not (sign and header.strip()) or known is None:
            names = ", ".join(MAPPABLE)
            raise typer.BadParameter(f"{text!r}: tulis 'JUDUL=kolom', kolomnya {names}.")
        meant[normalise(header)] = known
    return meant


def _window(age: str) -> tuple[int, int]:
    low, dash, high = age.partition("-")
    if not (dash and low.isdigit() and high.isdigit() and int(low) <= int(high)):
        raise BadInput(
            say("Batas usia ditulis MIN-MAX, misalnya 18-64. Yang diisi {age!r}.", age=age)
        )
    return int(low), int(high)


def _summary(checked: Checked, seconds: float) -> dict[str, Any]:
    from payung.kernel.finding import RowStatus

    return {
        "files": checked.files,
        "rows": checked.rows.height,
        **{status.value: checked.count(status) for status in RowStatus},
        "seconds": round(seconds, 3),
        "findings": checked.finding_counts,
    }


def _told(summary: dict[str, Any], out: Path) -> str:
    findings = "\n".join(f"  {code:<24}{n:>6}" for code, n in summary["findings"].items())
    return (
        f"{summary['files']} berkas, {summary['rows']} baris: {summary['ok']} baik, "
        f"{summary['periksa']} perlu diperiksa, {summary['tolak']} belum bisa didaftarkan.\n"
        f"{findings}\nHasil di {out}"
    )
