"""`payung compare`: several cities' months side by side, from the files that they wrote."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from payung.kernel.errors import BadInput
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)


@app.command()
def compare(
    files: Annotated[list[Path], typer.Argument(help="potret dari payung city snapshot")],
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="satu baris tiap kota")] = False,
) -> None:
    """Membandingkan kota. Peringkat hanya bila penyebutnya dari sumber dan tanggal yang sama."""
    from payung.insight import comparison

    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise BadInput(say("Berkas tidak ada: {files}.", files=", ".join(missing)))
    read = [comparison.read(file.name, file.read_bytes()) for file in files]
    told = comparison.compare(read)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(_csv(told) if as_csv else _sentences(told, comparison.MEANINGS))


def _csv(told: dict[str, Any]) -> str:
    flat = [_flat(city) for city in told["cities"]]
    written = io.StringIO()
    names = list(dict.fromkeys(name for row in flat for name in row))
    rows = csv.DictWriter(written, names, lineterminator="\n")
    rows.writeheader()
    rows.writerows(flat)
    return written.getvalue().rstrip("\n")


def _flat(city: dict[str, Any]) -> dict[str, Any]:
    shares = {f"share_{code}": share for code, share in city["shares"].items()}
    plain = {name: value for name, value in city.items() if name not in ("shares", "workers")}
    return plain | shares


def _sentences(told: dict[str, Any], meanings: dict[str, str]) -> str:
    lines = [f"Bulan {told['month']}"]
    for city in told["cities"]:
        lines += ["", f"{city['name']} ({city['city']})"]
        for code, share in city["shares"].items():
            source = city["workers"].get(code, "tidak disebut kota ini")
            shown = "–" if share is None else f"{share:.1%}".replace(".", ",")
            lines.append(f"  terlindungi dari {code} ({source}): {shown}")
        lines += [
            f"  {meaning}: {'–' if city.get(name) is None else city[name]}"
            for name, meaning in meanings.items()
        ]
    for code, places in told["places"].items():
        ordered = ", ".join(
            f"{place}. {city}" for city, place in sorted(places.items(), key=_place)
        )
        lines += ["", f"Peringkat menurut {code}: {ordered}"]
    for code in told["not_ranked"]:
        lines += ["", f"Tanpa peringkat menurut {code}: sumber atau tanggalnya berbeda."]
    return "\n".join(lines)


def _place(pair: tuple[str, int]) -> tuple[int, str]:
    return pair[1], pair[0]
