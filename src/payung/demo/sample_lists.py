"""`payung sample-lists`: writes example lists as 68 kelurahan and Bagian Kesra would send them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def sample_lists(
    out: Annotated[Path, typer.Argument(help="folder tujuan; dibuat bila belum ada")],
    seed: Annotated[int, typer.Option(help="benih acak: benih sama, isi sama")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
) -> None:
    """Menulis 69 daftar contoh (semua orang rekaan) dan kebenarannya di truth.csv."""
    from payung.demo.synthetic.city import generate_areas
    from payung.demo.synthetic.people import generate_people
    from payung.demo.synthetic.workbooks import write_lists
    from payung.kernel.errors import BadInput
    from payung.kernel.sentence import say

    started = time.perf_counter()
    areas = generate_areas(seed)
    people = generate_people(areas, seed)
    try:
        sent = write_lists(people, areas, out, seed)
    except OSError as error:
        raise BadInput(
            say("Daftar tidak dapat ditulis ke {out}. {why}.", out=out, why=error.strerror)
        ) from error
    figures = {
        "files": len(sent),
        "rows": sum(one.rows for one in sent),
        "persons": people.height,
        "layouts": len({one.layout for one in sent}),
        "seed": seed,
        "seconds": round(time.perf_counter() - started, 2),
    }
    if as_json:
        typer.echo(json.dumps(figures))
    else:
        typer.echo(
            f"{figures['files']} daftar, {figures['rows']} baris, {figures['persons']} orang "
            f"rekaan, ditulis ke {out} dalam {figures['seconds']} detik."
        )
