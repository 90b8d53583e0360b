"""`payung city`: a city from the national list, ready for its first administrator."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from payung.cli.setup import start_django
from payung.kernel.errors import BadInput, ConfigError
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from payung.accounts.opening import Opened

app = typer.Typer(add_completion=False, no_args_is_help=True)

DataOption = Annotated[Path | None, typer.Option(help="folder data; bawaan ./var")]


@app.callback()
def city() -> None:
    """Kota dari daftar nasional: dibuka sekali, dengan administrator pertamanya."""


@app.command()
def new(
    code: Annotated[str, typer.Option(help="kode kota atau kabupaten, misalnya 64.09")] = "",
    admin: Annotated[str, typer.Option(help="nama administrator pertama")] = "",
    email: Annotated[str, typer.Option(help="surelnya, bila ada")] = "",
    data: DataOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
) -> None:
    """Membuka satu kota di folder data yang masih kosong."""
    code = code or _asked_for_code()
    admin = admin or typer.prompt("Nama administrator pertama", err=True)
    from payung.areas.national import city_areas

    city_areas(code)  # a wrong code is refused before a database is made
    _migrated(data)
    start_django(data)
    from payung.accounts.opening import NewColleague
    from payung.web.opening.services import open_with_payers

    told = _told(open_with_payers(code, NewColleague(name=admin, email=email)))
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else _sentences(told))


@app.command(name="export")
def export_city(file: Annotated[Path, typer.Argument()], data: DataOption = None) -> None:
    """Menulis semua catatan kota ke satu berkas YAML."""
    start_django(data)
    from payung.office.exchange import export

    file.write_text(export(), encoding="utf-8")
    typer.echo(f"{file} ditulis.", err=True)


@app.command(name="import")
def import_city(file: Annotated[Path, typer.Argument()], data: DataOption = None) -> None:
    """Mengambil catatan dari berkas kota lain; yang sama tetap."""
    start_django(data)
    from payung.accounts.scope import system_actor
    from payung.areas.settling import the_city
    from payung.office.exchange import take_over

    city = the_city()
    if city is None or not file.is_file():
        raise BadInput(say("Berkas tidak ada, atau kota belum dibuka dengan payung city new."))
    added, mended = take_over(actor=system_actor(city.code), content=file.read_bytes())
    typer.echo(f"{added} catatan baru, {mended} diperbaiki.", err=True)


@app.command()
def snapshot(
    file: Annotated[Path, typer.Argument(help="berkas JSON yang ditulis")],
    month: Annotated[str, typer.Option(help="YYYY-MM; bawaan bulan ini")] = "",
    data: DataOption = None,
) -> None:
    """Menulis potret satu bulan: angka tanpa orang, untuk dibandingkan dengan kota lain."""
    start_django(data)
    from payung.accounts.scope import acting_as, system_actor
    from payung.areas.settling import the_city
    from payung.audit.clock import today
    from payung.insight.snapshot import snapshot as figures
    from payung.kernel.month import Month

    city, chosen = the_city(), Month.parse(month) if month else Month.containing(today())
    with acting_as(system_actor(city.code if city else "")) as actor:
        told = figures(actor, chosen, today())
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    typer.echo(f"{file} ditulis.", err=True)


def _migrated(data: Path | None) -> None:
    folder = data.absolute() if data else Path(os.environ.get("PAYUNG_DATA", "var")).absolute()
    migrate = [sys.executable, "-P", "-m", "payung", "migrate", "--data", str(folder)]
    if subprocess.run(migrate, check=False, stdout=subprocess.DEVNULL).returncode:
        raise ConfigError(say("Basis data tidak bisa disiapkan. Baca pesan di atas."))


def _asked_for_code() -> str:
    """Asks for the province, then for the city of it; by number, on the terminal."""
    from payung.areas.national import cities_of, provinces

    province = _chosen("Provinsi", provinces())
    return _chosen("Kota atau kabupaten", cities_of(province))


def _chosen(what: str, offered: list[tuple[str, str]]) -> str:
    for code, name in offered:
        typer.echo(f"  {code}  {name}", err=True)
    typed: str = typer.prompt(f"{what} (kode)", err=True)
    if typed.strip() not in dict(offered):
        raise BadInput(
            say("{typed} tidak ada di daftar. Ketik kodenya seperti tertulis.", typed=typed)
        )
    return typed.strip()


def _told(opened: Opened) -> dict[str, Any]:
    from django.urls import reverse

    from payung.accounts.codes import grouped
    from payung.kernel.area import AreaKind

    return {
        "code": opened.area.code,
        "name": opened.area.name,
        "kecamatan": opened.count(AreaKind.KECAMATAN),
        "kelurahan": opened.count(AreaKind.KELURAHAN),
        "first_login": reverse("invited", args=[grouped(opened.code)]),
    }


def _sentences(told: dict[str, Any]) -> str:
    return (
        f"{told['name']} ({told['code']}) siap: {told['kecamatan']} kecamatan,"
        f" {told['kelurahan']} kelurahan dan desa.\n"
        "Jalankan payung serve, lalu administrator membuka alamat ini sekali, dalam 30 hari:\n"
        f"  {told['first_login']}"
    )
